"""The gradient-norm regularizer on the linear-quadratic WGAN in the plane."""

from sympy import Integer, Rational, Symbol

from stability.games import linear_quadratic_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import NAGARAJAN2017

t = Symbol("t", real=True)
game = DiscriminatorFieldPenalty(Rational(1, 2))(linear_quadratic_gan(2, wasserstein))
cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
orbit = dict.fromkeys(game.state, 0 * t)
orbit |= dict(zip(game.state[:4], (cosine, -sine, sine, cosine), strict=True))

theorem = Theorem(
    name="nagarajan2017_plane_wgan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1, in two dimensions",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac12$, the "
    r"linear-quadratic WGAN for standard normal data in the plane converges locally to the orbit $A = Q$, $Q$ a "
    r"rotation.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(tuple(orbit.items()), (t,), ((t, Integer(0)),)),
    label="A9",
)
