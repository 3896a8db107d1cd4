"""The characteristic polynomial at empty intervals, for every target and generator."""

from typing import Any

from sympy import Integer, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import CharacteristicAt, Theorem
from stability.theorem.sources import LI2018

s = Symbol("s")
first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second))
mu1, mu2, *ends = game.state
empty = ((mu1, mu1), (mu2, mu2), *((x, Integer(0)) for x in ends))


def moment(y: Any) -> Any:
    """y phi(y), minus the derivative of the standard normal density."""
    return y * exp(-(y**2) / 2) / sqrt(2 * pi)


steepness = (moment(first) + moment(second) - moment(mu1) - moment(mu2)) / 2
coupling = (moment(mu1) ** 2 + moment(mu2) ** 2) / 4

theorem = Theorem(
    name="li2018_spurious_empty_intervals_polynomial",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"At every state with both intervals empty at one point $x$ the characteristic polynomial is $s^2 "
    r"(s^2 - F'(x)^2)(s^2 - F'(x)^2 + 4 (u_1^2 + u_2^2))$ with $F = p^* - p_\mu$ and $u_j = \frac12 (x - \mu_j) "
    r"\varphi(x - \mu_j)$. Every such state with $F(x) = 0$ is an equilibrium. Because nothing changes when all "
    r"points are shifted, $x = 0$ in the check.",
    hypotheses=(),
    subject=game,
    claim=CharacteristicAt((s**2, s**2 - steepness**2, s**2 - steepness**2 + 4 * coupling), s, empty),
    label="B6",
)
