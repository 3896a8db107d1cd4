"""The Jacobian at the correct generator, for every discriminator."""

from typing import Any

from sympy import Integer, Rational, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import LI2018

first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second))
mu1, mu2, l1, l2, r1, r2 = game.state
half, zero = Rational(1, 2), Integer(0)
place = ((mu1, first), (mu2, second), (l1, l1), (l2, l2), (r1, r1), (r2, r2))


def moment(x: Any) -> Any:
    """x phi(x), minus the derivative of the standard normal density."""
    return x * exp(-(x**2) / 2) / sqrt(2 * pi)


def row(x: Any, sign: int) -> tuple[Any, ...]:
    """A row of C: the coupling of an end to the means."""
    return (sign * half * moment(x - first), sign * half * moment(x - second))


def own(mean: Any) -> Any:
    """The second derivative of L in a mean."""
    return half * (moment(r1 - mean) - moment(l1 - mean) + moment(r2 - mean) - moment(l2 - mean))


c = (row(l1, 1), row(l2, 1), row(r1, -1), row(r2, -1))
damping = ((-own(first), zero), (zero, -own(second)))
generator = tuple((*damping[j], *(-entries[j] for entries in c)) for j in range(2))

theorem = Theorem(
    name="li2018_correct_generator_jacobian",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"At the correct generator $\mu = \mu^*$ the density difference vanishes identically, and for all "
    r"ends the Jacobian of the first-order flow in the order (ends, means) is $\begin{pmatrix} 0 & C \\ -C^T & -A "
    r"\end{pmatrix}$ with the rows $\frac12 (\ell_i - \mu_j) \varphi(\ell_i - \mu_j)$ and $-\frac12 (r_i - \mu_j) "
    r"\varphi(r_i - \mu_j)$ of $C$ and $A = \operatorname{diag}(\partial^2 L/\partial \mu_j^2)$. At an equilibrium "
    r"two eigenvalues are zero: two equations leave a surface of discriminators.",
    hypotheses=(),
    subject=game,
    claim=JacobianIs((*generator, *((*entries, zero, zero, zero, zero) for entries in c)), place),
    label="B6",
)
