"""A trap: the value is not concave-concave in a neighbourhood of the equilibrium."""

from sympy import Ne, Rational

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import CurvatureSign, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
a, w = game.state
near = (w**2 < Rational(1, 1000), (a - 1) ** 2 < Rational(1, 1000), Ne(w, 0))

theorem = Theorem(
    name="nagarajan2017_concave_concave_neighbourhood",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1 read as a statement about a whole neighbourhood",
    statement=r"The value of the logistic uniform GAN is strictly concave in the generator's $a$ at every point with "
    r"$w \ne 0$ near the equilibrium $w = 0$, $a = 1$.",
    hypotheses=(),
    subject=game,
    claim=CurvatureSign("generator", a, -1, near),
    expected="REFUTED",
    erratum=r"Only on one side: concave for $w > 0$ (the sign of the paper), convex for small $w < 0$, and at the "
    r"equilibrium the second derivative vanishes.",
    label="A6, C4 (Nagarajan 2017)",
)
