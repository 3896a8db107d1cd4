"""A trap: the worst real and the worst imaginary part belong to different eigenvalues."""

from sympy import And, Equivalent, Rational, Symbol

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import MESCHEDER2017

h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2017_step_lemma_separate",
    source=f"{MESCHEDER2017}, cf. Lemma 4; a tempting error",
    statement=r"For the eigenvalues $-1 \pm i$ and $-\frac1{10}$ the step limit follows from the smallest "
    r"$|\mathrm{Re}|$, $\frac1{10}$, and the largest $|\mathrm{Im}/\mathrm{Re}|$ for it, $1/\frac1{10}$: $h < "
    r"20/101$.",
    hypotheses=(),
    subject=Static("the eigenvalues -1 + i, -1 - i and -1/10", (h > 0,)),
    claim=Holds(Equivalent(And(h < 1, h < 20), h < Rational(20, 101))),
    expected="REFUTED",
    erratum=r"The minimum is over the eigenvalues, each with its own real and imaginary part: $h < 1$, the limit of "
    r"$-1 \pm i$ and not of $-\frac1{10}$, which allows $h < 20$.",
    label="R20",
)
