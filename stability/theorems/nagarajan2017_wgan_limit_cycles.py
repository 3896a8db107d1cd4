"""A wording: the closed orbits of the WGAN are no limit cycles."""

from sympy import Integer, Symbol, log, oo

from stability.games import zero_mean_gan
from stability.theorem import ClosedOrbits, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = zero_mean_gan(variance=Symbol("m_2", positive=True))
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_wgan_limit_cycles",
    source=f"{NAGARAJAN2017}, cf. the abstract",
    statement="The trajectories of the WGAN with $D(x) = w x^2$, $G(z) = a z$ are limit cycles: closed orbits, each "
    "with a neighbourhood that holds no other closed orbit.",
    hypotheses=(),
    subject=game,
    claim=ClosedOrbits(energy, ((a, (Integer(0), oo)),), right, isolated=True),
    expected="REFUTED",
    erratum=r"They are a continuum of closed orbits around a centre, on the levels of $H = w^2 + \frac{a^2}{2} - \ln "
    r"a$.",
    label="A8, C3 (Nagarajan 2017)",
)
