"""Where the DRAGAN flow on the Dirac-GAN is at rest from one side: off the data."""

from sympy import Integer, Symbol, symbols

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import DRAGANPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
zero, c = Integer(0), Jet("f", 1, Integer(0))

theorem = Theorem(
    name="dirac_dragan_wrong_point",
    source=DERIVED,
    statement=r"At $(-\gamma g_0/f'(0), 0)$, where $\theta$ is not the data, the field of the Dirac-GAN with the "
    r"DRAGAN penalty vanishes from $\psi > 0$; from $\psi < 0$ it is $(0, -2\gamma g_0)$.",
    hypotheses=(),
    subject=DRAGANPenalty(gamma, Integer(1), g0)(dirac_gan()),
    claim=OneSidedField(psi, (zero, zero), (zero, -2 * gamma * g0), ((theta, -gamma * g0 / c), (psi, zero))),
    label="R10",
)
