"""Without the assumption on the supports the Dirac-GAN turns around its equilibrium."""

from sympy import Function, I

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.theorem import JacobianIs, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

slope = Jet("f", 1, 0)

theorem = Theorem(
    name="nagarajan2017_dirac_spectrum",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 without its assumption on the supports; cf. Mescheder et al. 2018",
    statement=r"For the Dirac-GAN $K_{DD} = 0$ and $K_{DG} = 1$, so that its Jacobian has the eigenvalues $\pm f'(0) "
    r"i$, whatever $f''(0) < 0$ is: $\pm \frac{i}{2}$ for the logistic objective.",
    hypotheses=(),
    subject=dirac_gan(Function("f")),
    claim=(JacobianIs([[0, -slope], [slope, 0]]), SpectrumIs((slope * I, -slope * I))),
    label="A4",
)
