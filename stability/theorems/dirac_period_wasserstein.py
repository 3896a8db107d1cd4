"""Period of the closed orbits of the Wasserstein Dirac-GAN."""

from sympy import Symbol, pi

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Period, Theorem
from stability.theorem.sources import DERIVED

r2 = Symbol("r2", positive=True)
TURN = "6.28318530717958647692528676656"

theorem = Theorem(
    name="dirac_period_wasserstein",
    source=DERIVED,
    statement=r"Every orbit of the Wasserstein Dirac-GAN other than the equilibrium is a circle and closes after the "
    r"time $2\pi$.",
    hypotheses=(),
    subject=dirac_gan(wasserstein),
    claim=Period({1: TURN, 4: TURN}, closed_form=2 * pi, r2=r2),
    label="R02",
)
