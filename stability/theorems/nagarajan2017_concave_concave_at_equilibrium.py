"""A trap: the value is not concave in the generator's variables at the equilibrium itself."""

from sympy import Function, Symbol

from stability.algebra.conditions import Fact
from stability.games import quadratic_gaussian_gan
from stability.theorem import OwnHessian, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(Function("f"), mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="nagarajan2017_concave_concave_at_equilibrium",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1 read as a statement about the equilibrium",
    statement=r"At the equilibrium $w = 0$, $(a, b) = (\sigma, \mu)$ of the linear-quadratic GAN with $f''(0) < 0$ "
    r"the value is strictly concave in the variables of the generator, who minimizes it.",
    hypotheses=(Fact("f", order=2, at=0, sign="negative"),),
    subject=game,
    claim=OwnHessian("generator", 2, 0, 0, at=place),
    expected="REFUTED",
    erratum="The Hessian in the generator's variables vanishes there: with $D = 0$ the value does not depend on the "
    "generator at all.",
    label="A6, C4 (Nagarajan 2017)",
)
