"""When the eigenvalues of I + hA lie in the open unit disc."""

from sympy import Rational, Symbol, sqrt, symbols, true

from stability.clock import Time
from stability.system import System
from stability.theorem import StepLimit, Theorem
from stability.theorem.sources import MESCHEDER2017

u, v = symbols("u v", real=True)
h = Symbol("h", positive=True)
x, y = symbols("x y", real=True)
limit = 1 / (-x) * 2 / (1 + (y / x) ** 2)
values = (
    ({x: Rational(-3, 20), y: sqrt(91) / 20}, "1.2"),
    ({x: Rational(-1, 4), y: Rational(1, 2)}, "1.6"),
)

theorem = Theorem(
    name="mescheder2017_step_lemma",
    source=f"{MESCHEDER2017}, cf. Lemma 4; cf. Lemma A.4 of arXiv 1801.04406",
    statement=r"For an eigenvalue $\lambda = x \pm i y$ of $A$ with $x < 0$, $1 + h\lambda$ lies in the open unit "
    r"disc if and only if $h < \frac1{|x|} \frac2{1 + (y/x)^2} = -2x/(x^2 + y^2)$: $1.2$ at $-0.15 \pm "
    r"0.476969\ldots i$, $1.6$ at $-\frac14 \pm \frac12 i$.",
    hypotheses=(x < 0,),
    subject=System(
        Time.DISCRETE,
        (u, v),
        (u + h * (x * u - y * v), v + h * (y * u + x * v)),
        name="a step of length h with the eigenvalues x + iy and x - iy",
    ),
    claim=StepLimit(h, limit, true, values),
    label="R20",
)
