"""Packing multiplies the curvature of the Jensen-Shannon divergence at the data by the number of packed points."""

from itertools import product
from typing import Any

from sympy import Add, Mul, Symbol, log

from stability.theorem import Identity, Static, Theorem
from stability.theorem.sources import PACGAN2018

p, e = Symbol("p", positive=True), Symbol("e", real=True)
data, generated = (p, 1 - p), (p + e, 1 - p - e)


def curvature(m: int) -> Any:
    """Second derivative at e = 0 of the Jensen-Shannon divergence (in nats, weight 1/2 each) of m-fold products."""
    terms = []
    for cells in product((0, 1), repeat=m):
        a, b = Mul(*(data[k] for k in cells)), Mul(*(generated[k] for k in cells))
        mean = (a + b) / 2
        terms.append(a / 2 * log(a / mean) + b / 2 * log(b / mean))
    return Add(*(t.diff(e, 2).xreplace({e: 0 * p}) for t in terms))


theorem = Theorem(
    name="lin2018_packing_jensen_shannon",
    source=f"{PACGAN2018}; derived here",
    statement=r"At $P = Q$, for laws on two points, the second derivative of the Jensen-Shannon divergence of the "
    r"$m$-fold products is exactly $m$ times that of the single laws, $m = 2, 3, 4$: packing scales the curvature that "
    r"the generator sees and changes no sign.",
    hypotheses=(p < 1,),
    subject=Static("laws (p + e, 1 - p - e) near (p, 1 - p)"),
    claim=(
        Identity(curvature(1), 1 / (4 * p * (1 - p))),
        *(Identity(curvature(m), m * curvature(1)) for m in (2, 3, 4)),
    ),
    label="W3",
)
