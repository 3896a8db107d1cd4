"""Non-empty intervals at the correct generator: a surface of equilibria that attracts."""

from typing import Any

from sympy import Integer, Rational, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import AcrossEquilibria, RootNumbers, Theorem
from stability.theorem.sources import LI2018

a, b, m = Symbol("a", positive=True), Symbol("b", positive=True), Symbol("m", positive=True)
game = two_gaussians_gan((-1, 1))


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def u(x: Any) -> Any:
    """x phi(x) / 2."""
    return x * phi(x) / 2


def height(x: Any) -> Any:
    """phi(x - m) - phi(x + m)."""
    return phi(x - m) - phi(x + m)


damping = u(b + m) + u(b - m) - u(a + m) - u(a - m)
squares = [(u(b - m) + k * u(b + m)) ** 2 + (u(a + m) + k * u(a - m)) ** 2 for k in (-1, 1)]
one, half = Integer(1), Rational(1, 2)
here = {m: one, a: half}
equation = (height(a) - height(b)).xreplace(here)
alpha = damping.xreplace(here)
frequencies = [sqrt(q.xreplace(here) - alpha**2 / 4) for q in squares]
place = tuple(zip(game.state, (-one, one, -b, half, -half, b), strict=True))

theorem = Theorem(
    name="li2018_nontrivial_intervals",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"For $\mu = \mu^* = (-m, m)$ the intervals $[-b, -a]$ and $[a, b]$ with $h(a) = h(b)$, $h(x) = "
    r"\varphi(x - m) - \varphi(x + m)$, are equilibria. For $m = 1$, $a = \frac12$: $b = 2.0653\ldots$; by the "
    r"characteristic polynomial, a claim of its own, two pairs of eigenvalues have the real part $-\alpha/2$, $\alpha "
    r"= 0.1169\ldots > 0$, and the imaginary parts $0.2099\ldots$, $0.1120\ldots$ Across the surface of equilibria "
    r"through this point four eigenvalues are in the left half plane: it attracts (SEMISTABLE).",
    hypotheses=(),
    subject=game,
    claim=(
        RootNumbers(
            (equation,),
            (b,),
            (Rational(206, 100),),
            (b, alpha, -alpha / 2, *frequencies),
            (
                "2.0653380506308742263302718330514851386",
                "0.11693036436498382109719703750175",
                "-0.058465182182491910548598518750876",
                "0.20992407186076764777872605802986",
                "0.11204550609953939498223613923888",
            ),
        ),
        AcrossEquilibria(place[:2], place, 4, 0, (b, equation, Rational(206, 100))),
    ),
    label="B6",
)
