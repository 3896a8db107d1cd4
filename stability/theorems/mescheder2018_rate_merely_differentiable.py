"""A map that is only once continuously differentiable converges slower than its derivative says."""

from sympy import Integer, Rational, log, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import DERIVED

x, ratio = symbols("x ratio", real=True)
slow = 1 - 1 / log(x)

theorem = Theorem(
    name="mescheder2018_rate_merely_differentiable",
    source=DERIVED,
    statement=r"$F(x) = \frac{x}{2} (1 + 1/\log(1/x))$ is continuously differentiable at 0 with $F'(0) = \frac12$, "
    r"but its iterates are not $O(2^{-k})$: from $x_0 = 0.001$ the ratio $2^k x_k / x_0$ is $38.7$ at $k = 100$, "
    r"$1028$ at $k = 1000$ and $10494$ at $k = 5000$, growing like $k^{1/\log 2}$.",
    hypotheses=(),
    subject=System(Time.DISCRETE, (x, ratio), (x / 2 * slow, ratio * slow), name="x and its ratio to x_0 / 2^k"),
    claim=Iterates(
        ((x, Rational(1, 1000)), (ratio, Integer(1))),
        {100: ("3.05e-32", "38.7"), 1000: ("9.59e-302", "1028"), 5000: ("7.43e-1505", "10494")},
    ),
    label="R19",
)
