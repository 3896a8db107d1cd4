"""The regularized linear-quadratic WGAN is stable for every mean, variance and strength."""

from sympy import Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", positive=True)

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = DiscriminatorFieldPenalty(eta)(quadratic_gaussian_gan(wasserstein, mu, sigma))
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_regularized_any_law",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ every eigenvalue of the linear-quadratic WGAN at $(a, b) "
    r"= (\sigma, \mu)$ has negative real part, for every $\mu$, $\sigma > 0$ and $\eta > 0$.",
    hypotheses=(),
    subject=game,
    claim=LocationIs(4, 0, 0, at=place),
    label="A9",
)
