"""The gradient-norm regularizer keeps exactly the equilibria of the linear-quadratic WGAN."""

from sympy import Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.system import gradient_field
from stability.theorem import SameRestPoints, Theorem
from stability.theorem.sources import DERIVED

eta = Symbol("eta", nonnegative=True)
mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(wasserstein, mu, sigma)
generator, discriminator = (player.variables for player in game.players)
field = dict(zip(game.state, gradient_field(game).rhs, strict=True))
multipliers = {t: {u: -2 * eta * field[u].diff(t) for u in discriminator} for t in generator}

theorem = Theorem(
    name="nagarajan2017_regularized_same_equilibria_gaussian",
    source=f"{DERIVED}; for section 4 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"The linear-quadratic WGAN with data $N(\mu, \sigma^2)$ has the same equilibria with and without the "
    r"regularizer $\eta |\nabla_D V|^2$, for every $\eta \ge 0$.",
    hypotheses=(),
    subject=DiscriminatorFieldPenalty(eta)(game),
    claim=SameRestPoints(game, multipliers),
    label="A9",
)
