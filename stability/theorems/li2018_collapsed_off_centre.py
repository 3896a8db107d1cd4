"""Collapsed generators beside the middle: stationary points of the total variation, attracting along the line only."""

from typing import Any

from sympy import Rational, Symbol, erf, exp, pi, sqrt

from stability.theorem import RootNumbers, Static, Theorem
from stability.theorem.sources import LI2018

c, d = Symbol("c", real=True), Symbol("d", real=True)
left, right = c - d, c + d


def phi(y: Any) -> Any:
    """The standard normal density."""
    return exp(-(y**2) / 2) / sqrt(2 * pi)


def difference(y: Any) -> Any:
    """p* - p_mu for mu* = (-2, 2) and mu = (c, c)."""
    return (phi(y + 2) + phi(y - 2)) / 2 - phi(y - c)


def steepness(y: Any) -> Any:
    """The derivative of the difference."""
    return -((y + 2) * phi(y + 2) + (y - 2) * phi(y - 2)) / 2 + (y - c) * phi(y - c)


target = sum(s * erf((e + m) / sqrt(2)) for s, e in ((1, right), (-1, left)) for m in (2, -2)) / 4
across = -d * phi(d)
falling, rising = steepness(left), steepness(right)
along = across + (d * phi(d)) ** 2 * (falling - rising) / (2 * falling * rising)

theorem = Theorem(
    name="li2018_collapsed_off_centre",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; derived",
    statement=r"For $\mu^* = (-2, 2)$ the total variation has a stationary point at $\mu = (c, c)$, $c = "
    r"1.59798\ldots$ (and at $(-c, -c)$): $p^* - p_\mu$ vanishes at $c \pm d$, so that its gradient $\frac12 "
    r"[\varphi(d) - \varphi(-d)]$ is zero. The second derivative along the line $\mu_1 = \mu_2$ is positive, across "
    r"it $-d \varphi(d) < 0$: the point attracts collapsed generators and is a saddle.",
    hypotheses=(),
    subject=Static("Total variation at a collapsed generator"),
    claim=RootNumbers(
        (difference(left), difference(right)),
        (c, d),
        (Rational(8, 5), Rational(77, 40)),
        (c, left, right, erf(d / sqrt(2)) - target, across, along),
        (
            "1.5979818620081461340470318457498315243",
            "-0.32719424596785745462240970495908463881",
            "3.5231579699841497227164733964587476874",
            "0.4591198222624981545321939376311111635",
            "-0.12038352291388325828458486162434134192",
            "0.210044504236199",
        ),
    ),
    label="B5, C8 (Li 2018)",
)
