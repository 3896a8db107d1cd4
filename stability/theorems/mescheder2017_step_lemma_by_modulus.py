"""A trap: a step limit that does not see the angle of the eigenvalue."""

from sympy import Symbol, sqrt, symbols, true

from stability.clock import Time
from stability.system import System
from stability.theorem import StepLimit, Theorem
from stability.theorem.sources import MESCHEDER2017

u, v = symbols("u v", real=True)
h = Symbol("h", positive=True)
x, y = symbols("x y", real=True)

theorem = Theorem(
    name="mescheder2017_step_lemma_by_modulus",
    source=f"{MESCHEDER2017}, cf. Lemma 4; a tempting error",
    statement=r"For an eigenvalue $\lambda = x \pm i y$ with $x < 0$, $1 + h\lambda$ lies in the open unit disc if and "
    r"only if $h < 2/|\lambda|$.",
    hypotheses=(x < 0,),
    subject=System(
        Time.DISCRETE,
        (u, v),
        (u + h * (x * u - y * v), v + h * (y * u + x * v)),
        name="a step of length h with the eigenvalues x + iy and x - iy",
    ),
    claim=StepLimit(h, 2 / sqrt(x**2 + y**2), true),
    expected="REFUTED",
    erratum=r"Only for real eigenvalues; on the imaginary axis no step is small enough.",
    label="R20",
)
