"""Values of the lower bound on the distance of packed laws, one of them at a kink."""

from sympy import Rational

from stability.theorem import PackedMinimum, Static, Theorem
from stability.theorem.sources import PACGAN2018

fifth = Rational(1, 5)

theorem = Theorem(
    name="lin2018_packing_lower_bound_values",
    source=f"{PACGAN2018}, cf. the bounds on packed distances; the values are computed here",
    statement=r"Let $L(\tau, m)$ be the minimum over $0 \le a \le 1 - \tau$ of the total variation between the "
    r"$m$-fold products of $(1 - a, a)$ and $(1 - a - \tau, a + \tau)$. $L(\frac15, 2) = \frac15$, attained at $a = "
    r"\frac25$: packing two points may gain nothing. $L(\frac15, 3) = 0.264651\ldots$ is attained at the kink $a = "
    r"0.238371\ldots$, a root of $(1 - a)^2 a = (\frac45 - a)^2 (a + \frac15)$.",
    hypotheses=(),
    subject=Static("pairs of laws on two points"),
    claim=(
        PackedMinimum(fifth, 2, "0.2", "0.4"),
        PackedMinimum(fifth, 3, "0.264651437357281396289949485532234993", "0.238371406606796509275126286169412517"),
    ),
    label="W3",
)
