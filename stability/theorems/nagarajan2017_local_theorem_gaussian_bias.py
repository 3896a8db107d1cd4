"""The hypotheses of the local theorem hold with a constant term in the discriminator."""

from sympy import Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.theorem import LocalHypotheses, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(logistic, mu, sigma, bias=True)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_local_theorem_gaussian_bias",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and the appendix on linear-quadratic GANs",
    statement=r"With $D(x) = w_2 x^2 + w_1 x + w_0$ the logistic GAN satisfies the hypotheses of the local theorem "
    r"at $w = 0$, $(a, b) = (\sigma, \mu)$, with $K_{DD}$ of rank $3$ and $K_{DG}$ of full column rank $2$.",
    hypotheses=(),
    subject=game,
    claim=LocalHypotheses((3, 2), at=place),
    label="A3",
)
