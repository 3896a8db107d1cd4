"""The one-dimensional WGAN has a first integral, and its equilibrium is a centre."""

from sympy import Integer, Symbol, log

from stability.games import zero_mean_gan
from stability.theorem import CentreByIntegral, Conserved, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = zero_mean_gan(variance=Symbol("m_2", positive=True))
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_wgan_first_integral",
    source=f"{NAGARAJAN2017}, cf. section 3.3; the integral derived here",
    statement=r"For $D(x) = w x^2$, $G(z) = a z$ and data $N(0, m_2)$ the flow of the WGAN, which sees the second "
    r"moment $m_2$ only, $w' = m_2 (1 - a^2)$, $a' = 2 m_2 a w$ (the sign of the paper), conserves $H = w^2 + "
    r"\frac{a^2}{2} - \ln a$ on $a > 0$. The equilibrium $(0, 1)$ is its strict minimum: it is stable and attracts "
    r"nothing.",
    hypotheses=(),
    subject=game,
    claim=(Conserved(energy), CentreByIntegral(energy, right)),
    label="A8",
)
