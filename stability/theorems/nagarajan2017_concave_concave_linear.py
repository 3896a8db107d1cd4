"""The value of a GAN is concave in the minimizing player too: linear generator and discriminator."""

from sympy import Function, Ne, Rational

from stability.algebra.conditions import Fact
from stability.games import point_scale_gan
from stability.objectives import logistic
from stability.theorem import CurvatureSign, NumberIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = point_scale_gan(Function("f"))
theta, psi = game.state
concrete = point_scale_gan(logistic)
one = {theta: Rational(1), psi: -Rational(1)}

theorem = Theorem(
    name="nagarajan2017_concave_concave_linear",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1",
    statement=r"For $D(x) = \psi x$, $G(z) = \theta z$, data $x = 1$, $z = 1$ and strictly concave $f$ the value is "
    r"strictly concave in $\psi$ and, wherever $\psi \ne 0$, strictly concave in $\theta$ too, which the generator "
    r"minimizes: its second derivative is $\psi^2 f''(\theta\psi)$. For the logistic objective it is $-\frac{e}{(1 + "
    r"e)^2}$ at $\theta = 1$ and $\psi = 1$ (the sign of the paper; here $\psi = -1$).",
    hypotheses=(Fact("f", order=2, at=None, sign="negative"),),
    subject=game,
    claim=(
        CurvatureSign("generator", theta, -1, (Ne(psi, 0),)),
        CurvatureSign("discriminator", psi, 1),
        NumberIs(concrete.players[0].loss.diff(theta, 2), "-0.19661193324148185253742473358590902562", one),
    ),
    label="A6",
)
