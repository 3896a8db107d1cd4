"""The characteristic polynomial at an empty single interval, for every target and generator."""

from typing import Any

from sympy import Integer, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import CharacteristicAt, Theorem
from stability.theorem.sources import LI2018

s = Symbol("s")
first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second), intervals=1)
mu1, mu2, *ends = game.state
empty = ((mu1, mu1), (mu2, mu2), *((x, Integer(0)) for x in ends))


def moment(y: Any) -> Any:
    """y phi(y), minus the derivative of the standard normal density."""
    return y * exp(-(y**2) / 2) / sqrt(2 * pi)


steepness = (moment(first) + moment(second) - moment(mu1) - moment(mu2)) / 2
coupling = (moment(mu1) ** 2 + moment(mu2) ** 2) / 4

theorem = Theorem(
    name="li2018_spurious_single_interval_polynomial",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived, with one interval",
    statement=r"At every state with one interval, empty at a point $x$, the characteristic polynomial is $s^2 (s^2 "
    r"- F'(x)^2 + 2 (u_1^2 + u_2^2))$ with $F = p^* - p_\mu$ and $u_j = \frac12 (x - \mu_j) \varphi(x - \mu_j)$. "
    r"Every such state with $F(x) = 0$ is an equilibrium; it is a saddle if and only if $F'(x)^2 > 2 (u_1^2 + "
    r"u_2^2)$. In the check $x = 0$, because nothing changes when all points are shifted.",
    hypotheses=(),
    subject=game,
    claim=CharacteristicAt((s**2, s**2 - steepness**2 + 2 * coupling), s, empty),
    label="B6",
)
