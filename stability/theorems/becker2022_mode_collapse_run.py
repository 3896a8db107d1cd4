"""A run into approximate mode collapse: the masses do not match, and stay so."""

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

step = Rational(1, 20)

theorem = Theorem(
    name="becker2022_mode_collapse_run",
    source=f"{BECKER2022}, cf. eq. (125); run of this project",
    statement=r"True points 0 and 5 of masses $3/5$ and $2/5$, two generated points of mass $1/2$, $\kappa = 1$, "
    r"$\lambda = 1/2$, steps of $1/20$: the run rests at the displaced equilibrium that the certified computation "
    r"gives.",
    hypotheses=(),
    subject=Static("the kernel iteration"),
    claim=HistoryRun(
        points=(Integer(0), Integer(5)),
        masses=(Rational(3, 5), Rational(2, 5)),
        generated=(Rational(1, 2), Rational(1, 2)),
        start=(Rational(1, 2), Rational(23, 5)),
        kappa=Integer(1),
        lam=Rational(1, 2),
        eta_d=step,
        eta_g=step,
        steps=3000,
        values=("-0.000003106", "4.999995341"),
    ),
    label="K4",
)
