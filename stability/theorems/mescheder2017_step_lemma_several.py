"""The step limit of several eigenvalues is the least of theirs, each taken as a whole."""

from sympy import And, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import MESCHEDER2017

u, v, z = symbols("u v z", real=True)
x, y, s = symbols("x y s", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2017_step_lemma_several",
    source=f"{MESCHEDER2017}, cf. Lemma 4",
    statement=r"For $A$ with the eigenvalues $x \pm i y$ and $s$, $x, s < 0$, all eigenvalues of $I + hA$ lie in the "
    r"open unit disc if and only if $h < -2x/(x^2 + y^2)$ and $h < -2/s$: the minimum over the eigenvalues.",
    hypotheses=(x < 0, s < 0),
    subject=System(
        Time.DISCRETE,
        (u, v, z),
        (u + h * (x * u - y * v), v + h * (y * u + x * v), z + h * s * z),
        name="a step of length h with the eigenvalues x + iy, x - iy and s",
    ),
    claim=StableIff(And(h * (x**2 + y**2) < -2 * x, -h * s < 2)),
    label="R20",
)
