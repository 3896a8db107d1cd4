"""The same surface with left and right ends exchanged repels."""

from typing import Any

from sympy import Integer, Rational, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import AcrossEquilibria, Theorem
from stability.theorem.sources import LI2018

b = Symbol("b", positive=True)
game = two_gaussians_gan((-1, 1))
one, half = Integer(1), Rational(1, 2)


def height(x: Any) -> Any:
    """phi(x - 1) - phi(x + 1)."""
    return (exp(-((x - 1) ** 2) / 2) - exp(-((x + 1) ** 2) / 2)) / sqrt(2 * pi)


equation = height(half) - height(b)
place = tuple(zip(game.state, (-one, one, -half, b, -b, half), strict=True))

theorem = Theorem(
    name="li2018_nontrivial_intervals_exchanged",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"With left and right ends exchanged, the discriminator $D$ replaced by $-D$, the damping changes its "
    r"sign: at $\mu = \mu^* = (-1, 1)$ with $h(\frac12) = h(b)$, $\ell = (-\frac12, b)$, $r = (-b, \frac12)$ all "
    r"four eigenvalues across the surface of equilibria have positive real part.",
    hypotheses=(),
    subject=game,
    claim=AcrossEquilibria(place[:2], place, 0, 4, (b, equation, Rational(206, 100))),
    label="B6",
)
