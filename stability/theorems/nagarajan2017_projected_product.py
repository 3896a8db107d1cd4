"""The projected Jacobian of the over-parametrized generator is Hurwitz."""

from sympy import Symbol

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import ProjectedHurwitz, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic, factors=2)
a, c, w = game.state
t = Symbol("t", positive=True)

theorem = Theorem(
    name="nagarajan2017_projected_product",
    source=f"{NAGARAJAN2017}, cf. the theorem on equilibrium manifolds",
    statement="For $D(x) = w x^2$ and $G(z) = a c z$ the Jacobian of the logistic GAN at $w = 0$, $a = t$, $c = "
    "1/t$, projected to the row spaces of $K_{DD}$ and $K_{DG}$, has dimension $2$ and is Hurwitz, for every $t > 0$.",
    hypotheses=(),
    subject=game,
    claim=ProjectedHurwitz(2, at=((a, t), (c, 1 / t), (w, 0 * t))),
    label="A4",
)
