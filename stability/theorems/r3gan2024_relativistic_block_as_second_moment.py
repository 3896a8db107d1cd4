"""A trap: the block of the relativistic GAN is not that of the usual one."""

from sympy import Function, Ne, Symbol, symbols

from stability.algebra.conditions import Fact
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
    name="r3gan2024_relativistic_block_as_second_moment",
    source=f"{R3GAN}, confused with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), cf. Lemma D.2",
    statement=r"The relativistic GAN with data $N(m, s^2)$ and $D(x) = \psi x$ has at the equilibrium the "
    r"discriminator block $2 f''(0) \mathbb{E}[x^2] = 2 f''(0) (m^2 + s^2)$ of the usual GAN.",
    hypotheses=(Ne(m, 0), Fact("f", order=2, at=0, sign="nonzero")),
    subject=Game.zero_sum("relativistic GAN", value, ("generator", theta), ("discriminator", psi)),
    claim=JacobianIs([[0, -c], [c, 2 * (m**2 + s**2) * d]]),
    expected="REFUTED",
    erratum=r"It is twice $f''(0)$ times the covariance, $2 f''(0) s^2$: the relativistic discriminator only sees "
    r"differences.",
    label="R16",
)
