"""At the equilibrium the value of the linear-quadratic GAN is flat in the generator's variables."""

from sympy import Function, Symbol

from stability.algebra.conditions import Fact
from stability.games import quadratic_gaussian_gan
from stability.theorem import OwnHessian, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(Function("f"), mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_generator_flat_at_equilibrium",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1; in this form derived here",
    statement=r"At the equilibrium $w = 0$, $(a, b) = (\sigma, \mu)$ of the linear-quadratic GAN the value is "
    r"strictly concave in the discriminator's variables for $f''(0) < 0$, and its Hessian in the generator's "
    r"variables vanishes: it is neither strictly convex nor strictly concave there.",
    hypotheses=(Fact("f", order=2, at=0, sign="negative"),),
    subject=game,
    claim=(OwnHessian("generator", 0, 2, 0, at=place), OwnHessian("discriminator", 0, 0, 2, at=place)),
    label="A6, C4 (Nagarajan 2017)",
)
