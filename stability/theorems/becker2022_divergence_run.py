"""Runs of a generated point without enough true mass: it leaves at constant speed, or stays."""

from typing import Any

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

step = Rational(1, 50)


def run(mass: Any, start: Any, lam: Any, steps: int, decimal: str) -> HistoryRun:
    """A true point at 0 gives the push; there is no other."""
    return HistoryRun((Integer(0),), (mass,), (Integer(1),), (start,), Integer(1), lam, step, step, steps, (decimal,))


theorem = Theorem(
    name="becker2022_divergence_run",
    source=f"{BECKER2022}, cf. eq. (125); runs of this project",
    statement=r"One true point of mass $1/100$ at 0 against a generated point of mass 1, steps of $1/50$, $\lambda = "
    r"1/2$: after 3000 and 3500 steps the point is far away, and in these ten units of time it moved by $6.5413$, with "
    r"the speed $0.65413$ of the travelling wave of the iteration. With $\lambda = 3/2$ and a true mass of $1/1000$ it "
    r"creeps back from $0.1$ to $0.0934$ in 3000 steps.",
    hypotheses=(),
    subject=Static("a generated point that is much too heavy"),
    claim=(
        run(Rational(1, 100), Rational(1, 10), Rational(1, 2), 3000, "-35.7119"),
        run(Rational(1, 100), Rational(1, 10), Rational(1, 2), 3500, "-42.2532"),
        run(Rational(1, 1000), Rational(1, 10), Rational(3, 2), 3000, "0.09338"),
    ),
    label="K5",
)
