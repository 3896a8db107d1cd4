"""The hypotheses of the local theorem hold for the linear-quadratic GAN, for every mean and variance."""

from sympy import Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.theorem import DampedForm, LocalHypotheses, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(logistic, mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_local_theorem_gaussian",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and the appendix on linear-quadratic GANs",
    statement=r"For $D(x) = w_2 x^2 + w_1 x$, $G(z) = a z + b$ and data $N(\mu, \sigma^2)$ the logistic GAN "
    r"satisfies the hypotheses of the local theorem at $w = 0$, $(a, b) = (\sigma, \mu)$, with $K_{DD}$ and $K_{DG}$ "
    r"of rank $2$, for every $\mu$ and $\sigma > 0$: every eigenvalue has negative real part.",
    hypotheses=(),
    subject=game,
    claim=(LocalHypotheses((2, 2), at=place), DampedForm(at=place)),
    label="A3",
)
