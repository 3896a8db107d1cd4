"""The characteristic polynomial at the correct generator with symmetric intervals, for all parameters."""

from typing import Any

from sympy import Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import CharacteristicAt, Theorem
from stability.theorem.sources import LI2018

a, b, m = Symbol("a", positive=True), Symbol("b", positive=True), Symbol("m", positive=True)
s = Symbol("s")
game = two_gaussians_gan((-m, m))


def u(x: Any) -> Any:
    """x phi(x) / 2, phi the standard normal density."""
    return x * exp(-(x**2) / 2) / sqrt(2 * pi) / 2


damping = u(b + m) + u(b - m) - u(a + m) - u(a - m)
squares = [(u(b - m) + k * u(b + m)) ** 2 + (u(a + m) + k * u(a - m)) ** 2 for k in (1, -1)]
place = tuple(zip(game.state, (-m, m, -b, a, -a, b), strict=True))

theorem = Theorem(
    name="li2018_nontrivial_intervals_polynomial",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"At $\mu = \mu^* = (-m, m)$ with the intervals $[-b, -a]$ and $[a, b]$ the Jacobian of the "
    r"first-order flow has the characteristic polynomial $s^2 (s^2 + \alpha s + \sigma_+^2)(s^2 + \alpha s + "
    r"\sigma_-^2)$ for all $a, b, m$. With $u(x) = x \varphi(x)/2$: $\alpha = u(b+m) + u(b-m) - u(a+m) - u(a-m)$, "
    r"$\sigma_\pm^2 = [u(b-m) \pm u(b+m)]^2 + [u(a+m) \pm u(a-m)]^2$. Eigenvalues that are not real have real part "
    r"exactly $-\alpha/2$.",
    hypotheses=(),
    subject=game,
    claim=CharacteristicAt((*(s**2 + damping * s + q for q in squares), s**2), s, place),
    label="B6",
)
