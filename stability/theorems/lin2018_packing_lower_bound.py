"""Lower bound on the distance of packed laws, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import PACGAN2018

theorem = Theorem(
    name="lin2018_packing_lower_bound",
    source=f"{PACGAN2018}, cf. the bounds on packed distances",
    statement=r"If the total variation of two laws is $\tau$, that of their $m$-fold products is at least $L(\tau, "
    r"m)$, the minimum over pairs of laws on two points.",
    hypotheses=(),
    subject=Static("pairs of laws"),
    claim=NotDecided(
        "it compares every pair of laws with those on two points",
        "a data-processing argument over mode-collapse regions; the values of L itself are certified in "
        "lin2018_packing_lower_bound_values",
    ),
    expected="UNDECIDED",
    label="W3",
)
