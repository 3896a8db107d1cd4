"""Lower bound on the distance of packed laws."""

from stability.theorem import PackedLowerBound, Static, Theorem
from stability.theorem.sources import PACGAN2018

theorem = Theorem(
    name="lin2018_packing_lower_bound",
    source=f"{PACGAN2018}, cf. the bounds on packed distances; the proof is derived here",
    statement=r"If the total variation of two laws on finitely many points is $\tau$, that of their $m$-fold products "
    r"is at least $L(\tau, m)$, the minimum over $0 \le a \le 1 - \tau$ of the total variation between the $m$-fold "
    r"products of $(1 - a, a)$ and $(1 - a - \tau, a + \tau)$.",
    hypotheses=(),
    subject=Static("pairs of laws on finitely many points"),
    claim=PackedLowerBound(),
    label="W3",
)
