"""The linearization at the wrong point of DRAGAN, for every objective."""

from sympy import Symbol, sqrt, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.clock import Time
from stability.system import System
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
slope = Jet("f", 1, theta * psi)
damping = gamma - (gamma * g0 / c) ** 2 * d
root = sqrt(damping**2 - 4 * c**2)

theorem = Theorem(
    name="dirac_dragan_node_any_objective",
    source=DERIVED,
    statement=r"On $\psi > 0$ the rest point $(-\gamma g_0/f'(0), 0)$ of the Dirac-GAN with the DRAGAN penalty has the "
    r"eigenvalues $\frac12 (-m \pm \sqrt{m^2 - 4 f'(0)^2})$, $m = \gamma - (\gamma g_0/f'(0))^2 f''(0)$. For $f''(0) "
    r"\le 0$ they are real if and only if $\gamma + (\gamma g_0/f'(0))^2 |f''(0)| \ge 2 |f'(0)|$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=System(
        Time.CONTINUOUS,
        (theta, psi),
        (-psi * slope, theta * slope - gamma * (psi - g0)),
        name="the side psi > 0 of the Dirac-GAN with the DRAGAN penalty",
    ),
    claim=SpectrumIs(((-damping + root) / 2, (-damping - root) / 2), ((theta, -gamma * g0 / c), (psi, gamma * 0))),
    label="R10",
)
