"""Upper bound on the distance of packed laws."""

from stability.theorem import PackedUpperBound, Static, Theorem
from stability.theorem.packing import PACKED, TAU
from stability.theorem.sources import PACGAN2018

theorem = Theorem(
    name="lin2018_packing_upper_bound",
    source=f"{PACGAN2018}, cf. the bounds on packed distances",
    statement=r"If the total variation of two laws is $\tau$, that of their $m$-fold products is at most $1 - (1 - "
    r"\tau)^m$.",
    hypotheses=(),
    subject=Static("pairs of laws on finitely many points"),
    claim=PackedUpperBound(1 - (1 - TAU) ** PACKED),
    label="W3",
)
