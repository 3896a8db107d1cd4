"""The discriminator's block of the relativistic GAN is a covariance."""

from sympy import Function, Symbol, symbols

from stability.algebra.jets import Jet
from stability.expectation import Independent, Normal, expectation
from stability.game import Game
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import R3GAN

theta, psi, x, y, m = symbols("theta psi x y m", real=True)
s = Symbol("s", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
pairs = Independent((Normal(m, s**2), Normal(m + theta, s**2)))
value = expectation(Function("f")(psi * (y - x)), (x, y), pairs)

theorem = Theorem(
    name="r3gan2024_relativistic_block",
    source=f"{R3GAN}, cf. appendix C",
    statement=r"The relativistic GAN with the value $\mathbb{E}_{x, y} f(D(y) - D(x))$ over independent data $x \sim "
    r"N(m, s^2)$ and generated points $y \sim N(m + \theta, s^2)$, $D(x) = \psi x$, has at the equilibrium the "
    r"discriminator block $f''(0) \mathbb{E}[(x - y)^2] = 2 f''(0) s^2$: a covariance, without the mean $m$.",
    hypotheses=(),
    subject=Game.zero_sum("relativistic GAN", value, ("generator", theta), ("discriminator", psi)),
    claim=JacobianIs([[0, -c], [c, 2 * s**2 * d]]),
    label="R16",
)
