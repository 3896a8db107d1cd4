"""Fictitious play of matching pennies."""

from stability.theorem import AverageStrategies, Static, Theorem
from stability.theorem.sources import FICTITIOUS2018

theorem = Theorem(
    name="ge2018_fictitious_matching_pennies",
    source=f"{FICTITIOUS2018}; the classical control, computed here",
    statement=r"In matching pennies, a zero-sum game, started from the first strategies with ties resolved in favour "
    r"of the first, both averages are near $(\frac12, \frac12)$ after $10^5$ rounds: $(0.50064, 0.49936)$ and "
    r"$(0.4984, 0.5016)$.",
    hypotheses=(),
    subject=Static("matching pennies"),
    claim=AverageStrategies(
        ((1, -1), (-1, 1)), ((-1, 1), (1, -1)), (0, 0), {100000: (("0.50064", "0.49936"), ("0.4984", "0.5016"))}
    ),
    label="W4",
)
