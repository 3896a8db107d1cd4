"""A map that is only once continuously differentiable converges slower than its derivative says."""

from sympy import Integer, Rational, Symbol, log, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import Identity, Iterates, Theorem
from stability.theorem.sources import DERIVED

# y = log(1/x): x itself leaves the range of double precision
y, ratio = symbols("y ratio", real=True)
x = Symbol("x", positive=True)
map_of_x = x / 2 * (1 - 1 / log(x))

theorem = Theorem(
    name="mescheder2018_rate_merely_differentiable",
    source=DERIVED,
    statement=r"$F(x) = \frac{x}{2} (1 + 1/\log(1/x))$ has $F' = \frac12 (1 + y^{-1} + y^{-2})$, "
    r"$y = \log(1/x)$, which tends to $\frac12$ at 0. In "
    r"$y$ it is $y \mapsto y + \log 2 - \log(1 + 1/y)$, and the ratio $2^k x_k / x_0$ grows by the factor "
    r"$1 + 1/y_k$: from $x_0 = 0.001$ it is $38.7$ at $k = 100$, $1028$ at $k = 1000$ and $10494$ at $k = 5000$, where "
    r"$O(2^{-k})$ would keep it bounded. (It grows like $k^{1/\log 2}$, since $y_k$ grows like $k \log 2$.)",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (y, ratio),
        (y + log(2) - log(1 + 1 / y), ratio * (1 + 1 / y)),
        name="y = log(1/x) and the ratio of x to x_0 / 2^k",
    ),
    claim=(
        Identity(map_of_x.diff(x), (1 - 1 / log(x) + 1 / log(x) ** 2) * Rational(1, 2)),
        Iterates(
            ((y, log(Integer(1000))), (ratio, Integer(1))),
            {100: ("72.566", "38.7"), 1000: ("693.120", "1028"), 5000: ("3463.385", "10494")},
        ),
    ),
    label="R19",
)
