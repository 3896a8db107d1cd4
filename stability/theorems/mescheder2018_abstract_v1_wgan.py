"""The first version's abstract on WGANs, read as a statement about every WGAN."""

from sympy import Integer, Rational

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import energy_dirac_gan
from stability.objectives import wasserstein
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_abstract_v1_wgan",
    source=f"{MESCHEDER2018}, abstract of the first version, 1801.04406v1",
    statement=r"WGANs with a finite number of discriminator updates ``do in general not converge to the equilibrium "
    r"point'', read as: none does; for instance not the one with $D(x) = \psi x + \frac12 x^2$ on data at a point, "
    r"clip $1$ and $h = \frac15$.",
    hypotheses=(),
    subject=(energy_dirac_gan(wasserstein, Rational(1, 2)), ClippedWeights(Integer(1), SimultaneousGD(Rational(1, 5)))),
    claim=StabilityIs(Stability.UNSTABLE),
    expected="REFUTED",
    erratum="A discriminator whose fixed part has a minimum at the data makes this WGAN converge. Versions 2 to 4 "
    "say ``not always''.",
    label="R24",
)
