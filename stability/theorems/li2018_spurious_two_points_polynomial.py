"""The characteristic polynomial with the two intervals empty at different points."""

from typing import Any

from sympy import Integer, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import CharacteristicAt, Theorem
from stability.theorem.sources import LI2018

s, y = Symbol("s"), Symbol("y", real=True)
zero = Integer(0)
game = two_gaussians_gan((-1, 1))
mu1, mu2, l1, l2, r1, r2 = game.state
empty = ((mu1, mu1), (mu2, mu2), (l1, zero), (l2, y), (r1, zero), (r2, y))


def moment(x: Any) -> Any:
    """x phi(x), minus the derivative of the standard normal density."""
    return x * exp(-(x**2) / 2) / sqrt(2 * pi)


def steepness(x: Any) -> Any:
    """F'(x) for F = p* - p_mu."""
    return (moment(x - mu1) + moment(x - mu2) - moment(x + 1) - moment(x - 1)) / 2


def gram(x: Any, z: Any) -> Any:
    """The product of the couplings of two points to the means."""
    return (moment(x - mu1) * moment(z - mu1) + moment(x - mu2) * moment(z - mu2)) / 4


diagonal = [s**2 - steepness(x) ** 2 + 2 * gram(x, x) for x in (zero, y)]

theorem = Theorem(
    name="li2018_spurious_two_points_polynomial",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"At every state with the intervals empty at $x_1 = 0$ and $x_2 = y$ and the target $\mu^* = (-1, 1)$ "
    r"the characteristic polynomial is $s^2 \det(s^2 - \operatorname{diag}(F'(x_i)^2) + 2 U U^T)$ with $U_{ij} = "
    r"\frac12 (x_i - \mu_j) \varphi(x_i - \mu_j)$: squares of eigenvalues are real, so that an equilibrium of this "
    r"kind has real and imaginary eigenvalues only.",
    hypotheses=(),
    subject=game,
    claim=CharacteristicAt((s**2, diagonal[0] * diagonal[1] - 4 * gram(zero, y) ** 2), s, empty),
    label="B6",
)
