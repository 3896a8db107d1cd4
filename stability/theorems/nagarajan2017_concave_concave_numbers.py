"""The generator's curvature on both sides of the equilibrium of the uniform GAN."""

from sympy import Integer, Rational

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import NumberIs, OwnHessian, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
a, w = game.state
curvature = game.players[0].loss.diff(a, 2)
half, hundredth = Rational(1, 2), Rational(1, 100)

theorem = Theorem(
    name="nagarajan2017_concave_concave_numbers",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1; numbers from certified quadrature",
    statement=r"The second derivative of the value of the logistic uniform GAN in $a$, at $a = 1$, is negative for $w "
    r"= \frac12$ and $\frac{1}{100}$ (the sign of the paper; here the opposite one), zero at the equilibrium $w = 0$ "
    r"and positive for $w = -\frac{1}{100}$ and $-\frac12$.",
    hypotheses=(),
    subject=game,
    claim=(
        NumberIs(curvature, "-0.23969487541906371313890149604474494", {a: Integer(1), w: -half}),
        NumberIs(curvature, "-0.0033633330092627848630829057871336258", {a: Integer(1), w: -hundredth}),
        OwnHessian("generator", 0, 1, 0, at=((a, Integer(1)), (w, Integer(0)))),
        NumberIs(curvature, "0.0033033336574038818035837608795330409", {a: Integer(1), w: hundredth}),
        NumberIs(curvature, "0.093638457914269620194431837288588393", {a: Integer(1), w: half}),
    ),
    label="A6, C4 (Nagarajan 2017)",
)
