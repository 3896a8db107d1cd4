"""The field of WGAN-GP on the Dirac-GAN has no limit at the equilibrium."""

from sympy import Integer, Symbol, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
zero = Integer(0)

theorem = Theorem(
    name="mescheder2018_wgan_gp_flow",
    source=DERIVED,
    statement=r"The field of WGAN-GP on the Dirac-GAN, $(-\psi, \theta - \gamma (|\psi| - g_0) \operatorname{sign} "
    r"\psi)$, tends to $(0, \pm \gamma g_0)$ as $(\theta, \psi) \to 0$ with $\psi > 0$ or $\psi < 0$: it points away "
    r"from $\psi = 0$ on both sides, and the equilibrium is none of the flow.",
    hypotheses=(),
    subject=WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)),
    claim=OneSidedField(psi, (zero, gamma * g0), (zero, -gamma * g0)),
    label="R09",
)
