"""A trap: consensus optimization can rest where the game does not."""

from sympy import Lambda, Rational, Symbol

from stability.games import dirac_gan
from stability.regularizers import ConsensusPenalty
from stability.theorem import RestPointsOf, Theorem
from stability.theorem.sources import MESCHEDER2017

t = Symbol("t", real=True)
cubic = Lambda(t, t**3 / 3 - 3 * t**2 / 2 + 13 * t / 4)

theorem = Theorem(
    name="mescheder2017_consensus_rest_points",
    source=f"{MESCHEDER2017}, cf. Lemma 6 without its hypothesis",
    statement=r"Every rest point of consensus optimization is an equilibrium of the game, for instance for the "
    r"Dirac-GAN with $f(t) = \frac{t^3}{3} - \frac{3 t^2}{2} + \frac{13 t}{4}$, whose $f'$ is nowhere zero, and "
    r"$\gamma = 2/3$.",
    hypotheses=(),
    subject=ConsensusPenalty(Rational(2, 3))(dirac_gan(cubic)),
    claim=RestPointsOf(dirac_gan(cubic)),
    expected="REFUTED",
    erratum=r"It needs $I - \gamma v'^T$ invertible at the rest point. Here $(\frac12, 1)$ is at rest although the "
    r"field of the game is $(-2, 1)$ there; the origin is the only equilibrium.",
    label="R22",
)
