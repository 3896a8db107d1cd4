"""Every orbit of the one-dimensional WGAN with a > 0 is closed, and none is isolated."""

from sympy import Integer, Symbol, log, oo

from stability.games import zero_mean_gan
from stability.theorem import ClosedOrbits, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = zero_mean_gan(variance=Symbol("m_2", positive=True))
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_wgan_closed_orbits",
    source=f"{NAGARAJAN2017}, cf. section 3.3; the argument derived here",
    statement=r"Every orbit of the WGAN with $D(x) = w x^2$, $G(z) = a z$ and data $N(0, m_2)$ in $a > 0$ but the "
    r"equilibrium is a closed orbit, on a level of $H = w^2 + \frac{a^2}{2} - \ln a$; the closed orbits fill the half "
    r"plane.",
    hypotheses=(),
    subject=game,
    claim=ClosedOrbits(energy, ((a, (Integer(0), oo)),), right),
    label="A8, C3 (Nagarajan 2017)",
)
