"""A run into a good minimum: a generated point at every true point."""

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

step = Rational(1, 20)

theorem = Theorem(
    name="becker2022_good_minimum_run",
    source=f"{BECKER2022}, cf. eq. (125); run of this project",
    statement=r"Three true and three generated points of mass $1/3$, $\kappa = 1$, $\lambda = 1/2$, steps of "
    r"$1/20$: each generated point goes to its true point.",
    hypotheses=(),
    subject=Static("the kernel iteration"),
    claim=HistoryRun(
        points=(Integer(5), Integer(10), Integer(0)),
        masses=(Rational(1, 3),) * 3,
        generated=(Rational(1, 3),) * 3,
        start=(Rational(23, 5), Rational(103, 10), Rational(1, 2)),
        kappa=Integer(1),
        lam=Rational(1, 2),
        eta_d=step,
        eta_g=step,
        steps=3000,
        values=("5.000000", "10.000000", "0.000000"),
    ),
    label="K0",
)
