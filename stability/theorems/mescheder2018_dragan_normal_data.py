"""DRAGAN has no limit at the equilibrium for absolutely continuous laws either, with a linear discriminator."""

from sympy import Integer, Symbol, symbols

from stability.games import gaussian_mean_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
zero = Integer(0)

theorem = Theorem(
    name="mescheder2018_dragan_normal_data",
    source=f"{MESCHEDER2018}, cf. Table 1, the column of absolutely continuous laws",
    statement=r"For the logistic GAN with data $N(0, 1)$, generated law $N(\theta, 1)$, $D(x) = \psi x$ and the DRAGAN "
    r"penalty the field tends to $(0, \pm\gamma g_0)$ as $(\theta, \psi) \to 0$ with $\psi > 0$ or $\psi < 0$: no "
    r"trajectory off $\psi = 0$ converges to the equilibrium.",
    hypotheses=(),
    subject=DRAGANPenalty(gamma, Integer(1), g0)(gaussian_mean_gan(logistic)),
    claim=OneSidedField(psi, (zero, gamma * g0), (zero, -gamma * g0)),
    erratum=r"The table is recalled to list DRAGAN as convergent for absolutely continuous laws. Not with this "
    r"discriminator: where its slope vanishes, as at the equilibrium, the penalty has a kink, whatever the laws are.",
    label="R10, R24",
)
