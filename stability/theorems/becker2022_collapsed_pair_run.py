"""Two generated points at one of two true points separate, and stay near it."""

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

step = Rational(1, 20)

theorem = Theorem(
    name="becker2022_collapsed_pair_run",
    source=f"{BECKER2022}, cf. eq. (125); run of this project",
    statement=r"Two true points of mass $1/2$ at 0 and 5, both generated points of mass $1/2$ near 0, $\kappa = 1$, "
    r"$\lambda = 1/2$, steps of $1/20$: exact collapse is unstable, but the pair only spreads around the first true "
    r"point; the second mode is not found.",
    hypotheses=(),
    subject=Static("the kernel iteration"),
    claim=HistoryRun(
        points=(Integer(0), Integer(5)),
        masses=(Rational(1, 2), Rational(1, 2)),
        generated=(Rational(1, 2), Rational(1, 2)),
        start=(Rational(2, 5), Rational(-3, 10)),
        kappa=Integer(1),
        lam=Rational(1, 2),
        eta_d=step,
        eta_g=step,
        steps=3000,
        values=("0.680402", "-0.679502"),
    ),
    label="K4",
)
