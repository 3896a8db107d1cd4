"""A wrong generator with empty intervals at a zero of the density difference: a spurious, unstable equilibrium."""

from typing import Any

from sympy import Integer, Rational, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import EigenvaluesAt, LocationIs, NumberIs, StabilityIs, Theorem
from stability.theorem.sources import LI2018
from stability.verdict import Stability

half = Rational(1, 2)
game = two_gaussians_gan((-1, 1))
place = tuple(zip(game.state, (Integer(0), Integer(2), half, half, half, half), strict=True))


def moment(y: Any) -> Any:
    """y phi(y), minus the derivative of the standard normal density."""
    return y * exp(-(y**2) / 2) / sqrt(2 * pi)


steepness = (moment(half) + moment(half - 2) - moment(half + 1) - moment(half - 1)) / 2
coupling = (moment(half) ** 2 + moment(half - 2) ** 2) / 4

theorem = Theorem(
    name="li2018_spurious_empty_intervals",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"For $\mu^* = (-1, 1)$ and the wrong generator $\mu = (0, 2)$ the state with both intervals empty at "
    r"$x_0 = \frac12$, a zero of $F = p^* - p_\mu$, is an equilibrium. Its eigenvalues are $\pm F'(x_0) = \pm "
    r"0.0182\ldots$, the pair $\pm i \sqrt{4 (u_1^2 + u_2^2) - F'(x_0)^2} = \pm 0.2615\ldots i$ with $u_j = \frac12 "
    r"(x_0 - \mu_j) \varphi(x_0 - \mu_j)$, and two zeros: it is unstable. Such equilibria form a family with two "
    r"parameters.",
    hypotheses=(),
    subject=game,
    claim=(
        NumberIs(-steepness, "0.018243730116687852533809116133853410221"),
        NumberIs(sqrt(4 * coupling - steepness**2), "0.26153007849912385047"),
        EigenvaluesAt(
            {},
            (
                ("0.018243730116687852533809116133853410221", "0"),
                ("0", "0.26153007849912385047"),
                ("0", "0"),
                ("-0.018243730116687852533809116133853410221", "0"),
            ),
            at=place,
        ),
        LocationIs(1, 4, 1, at=place),
        StabilityIs(Stability.UNSTABLE, at=place),
    ),
    label="B6",
)
