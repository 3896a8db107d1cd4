"""A run into a bad minimum: a true point without a generated one."""

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

step = Rational(1, 20)

theorem = Theorem(
    name="becker2022_bad_minimum_run",
    source=f"{BECKER2022}, cf. eq. (125); run of this project",
    statement=r"Three true points of mass $1/3$, two generated points of mass $1/2$ near the first two, $\kappa = "
    r"1$, $\lambda = 1/2$, steps of $1/20$: the run rests at these two, slightly displaced, and the third mode is "
    r"never found: $\Delta = (-\frac16, -\frac16, \frac13)$ and $\lambda^2 \sigma^2 = \frac14 > q (q - p) = "
    r"\frac1{12}$.",
    hypotheses=(),
    subject=Static("the kernel iteration"),
    claim=HistoryRun(
        points=(Integer(0), Integer(5), Integer(10)),
        masses=(Rational(1, 3),) * 3,
        generated=(Rational(1, 2), Rational(1, 2)),
        start=(Rational(1, 2), Rational(23, 5)),
        kappa=Integer(1),
        lam=Rational(1, 2),
        eta_d=step,
        eta_g=step,
        steps=3000,
        values=("-0.00000931", "5.00002795"),
    ),
    label="K1",
)
