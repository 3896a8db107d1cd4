"""DRAGAN on the Dirac-GAN: the field has no limit at the equilibrium."""

from sympy import Integer, Symbol, symbols

from stability.games import dirac_gan
from stability.regularizers import DRAGANPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
zero = Integer(0)

theorem = Theorem(
    name="mescheder2018_dragan_no_limit",
    source=f"{MESCHEDER2018}, cf. Table 1, which lists DRAGAN as not convergent in general",
    statement=r"For every $f$ the field of the Dirac-GAN with the DRAGAN penalty tends to $(0, \pm\gamma g_0)$ as "
    r"$(\theta, \psi) \to 0$ with $\psi > 0$ or $\psi < 0$: no trajectory off $\psi = 0$ converges to the "
    r"equilibrium. (The slope $\psi$ of the discriminator is the same everywhere, so that DRAGAN and WGAN-GP have "
    r"one penalty here.)",
    hypotheses=(),
    subject=DRAGANPenalty(gamma, Integer(1), g0)(dirac_gan()),
    claim=OneSidedField(psi, (zero, gamma * g0), (zero, -gamma * g0)),
    label="R10",
)
