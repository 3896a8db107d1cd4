"""Instance noise moves the spectrum of the Dirac-GAN into the left half plane."""

from sympy import Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import InstanceNoise
from stability.theorem import BlockJacobian, JacobianIs, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

s = Symbol("s", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
root = sqrt(s**4 * d**2 - c**2)

theorem = Theorem(
    name="mescheder2018_instance_noise",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2",
    statement=r"With noise $N(0, s^2)$ added to the data point and to the generated point, the Dirac-GAN has at the "
    r"equilibrium the Jacobian $\begin{pmatrix} 0 & -f'(0) \\ f'(0) & 2 s^2 f''(0) \end{pmatrix}$ with the "
    r"eigenvalues $s^2 f''(0) \pm \sqrt{s^4 f''(0)^2 - f'(0)^2}$. For $f''(0) < 0$ and $f'(0) \ne 0$ both have "
    r"negative real part.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"), Fact("f", order=2, at=0, sign="negative")),
    subject=InstanceNoise(s)(dirac_gan()),
    claim=(
        JacobianIs([[0, -c], [c, 2 * s**2 * d]]),
        BlockJacobian(),
        SpectrumIs((s**2 * d + root, s**2 * d - root)),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R11",
)
