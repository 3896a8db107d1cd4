"""A trap: the worst real and the worst imaginary part belong to different eigenvalues."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import MESCHEDER2017

u, v, z = symbols("u v z", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2017_step_lemma_separate",
    source=f"{MESCHEDER2017}, cf. Lemma 4; a tempting error",
    statement=r"For $A$ with the eigenvalues $-1 \pm i$ and $-\frac1{10}$ the eigenvalues of $I + hA$ lie in the open "
    r"unit disc if and only if $h < \frac{20}{101}$, which is $\frac1{|x|} \frac2{1 + (y/x)^2}$ with the least $|x|$, "
    r"$\frac1{10}$, and the greatest $|y|$, $1$.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (u, v, z),
        (u + h * (-u - v), v + h * (u - v), z - h * z / 10),
        name="a step of length h with the eigenvalues -1 + i, -1 - i and -1/10",
    ),
    claim=StableIff(101 * h < 20),
    expected="REFUTED",
    erratum=r"The minimum is over the eigenvalues, each with its own real and imaginary part: $h < 1$, the limit of "
    r"$-1 \pm i$ and not of $-\frac1{10}$, which allows $h < 20$.",
    label="R20",
)
