"""Two generated points of equal mass: factors and eigenvalues with a deficit, a surplus, and balanced."""

from typing import Any

from sympy import Integer, Rational, Symbol

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

p = Symbol("p", positive=True)
s = Symbol("s")
quarter, half = Rational(1, 4), Rational(1, 2)
system = gradient_field(kernel_gan([0], [p], [quarter, quarter], lam=half, kappa=4, features=4))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[2]: 2 * (p - half)}.items())


def values(mass: Any, *numbers: Any) -> EigenvaluesAt:
    """The eigenvalues at p = mass, each once: the feature modes add -1/2 three times."""
    point = tuple((symbol, value.xreplace({p: mass})) for symbol, value in at)
    return EigenvaluesAt({p: mass}, (*numbers, ("-0.5", "0")), at=point)


def factors(mass: Any, *parts: Any) -> FactorsAre:
    """The factors besides those of the feature modes."""
    return FactorsAre((*((part, 1) for part in parts), (2 * s + 1, 3)), s, at, {p: mass})


theorem = Theorem(
    name="becker2022_two_points_numbers",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project, numbers from exact algebra",
    statement=r"$\kappa = 4$, $\mu = 1$, $\lambda = 1/2$, two points of mass $1/4$. For $p = 2/5$ the eigenvalue "
    r"$1/5$ makes it unstable, for $p = 3/5$ it is stable, for $p = 1/2$ there is the eigenvalue 0.",
    hypotheses=(),
    subject=system,
    claim=(
        factors(Rational(2, 5), 5 * s - 1, 10 * s**2 + 3 * s + 4),
        factors(Rational(3, 5), 5 * s + 1, 10 * s**2 + 7 * s + 6),
        factors(half, s, 2 * s**2 + s + 1),
        values(Rational(2, 5), ("0.2", "0"), ("-0.15", "0.614410286372225379590608177732092569")),
        values(Rational(3, 5), ("-0.2", "0"), ("-0.35", "0.6910137480542626656952240283876728")),
        values(half, ("0", "0"), ("-0.25", "0.661437827766147647625403938409815106")),
    ),
    label="K2",
)
