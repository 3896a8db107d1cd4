"""A constant term of the discriminator is no null direction for the classical objective."""

from sympy import Function, Symbol

from stability.algebra.conditions import Fact
from stability.games import quadratic_gaussian_gan
from stability.theorem import BlockJacobian, DampedForm, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(Function("f"), mu, sigma, bias=True)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_bias",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs",
    statement=r"With $D(x) = w_2 x^2 + w_1 x + w_0$ the matrix $K_{DD}$ is that of the moments $1, x, x^2$, positive "
    r"definite for $\sigma > 0$, and $K_{DG}$ has full column rank: for $f'(0) \ne 0$, $f''(0) < 0$ every eigenvalue "
    r"has negative real part, for every $\mu$ and $\sigma$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"), Fact("f", order=2, at=0, sign="negative")),
    subject=game,
    claim=(BlockJacobian(at=place), DampedForm(at=place)),
    label="A7",
)
