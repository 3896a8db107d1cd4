"""Fictitious play of Shapley's game, the control that must not converge."""

from stability.theorem import AverageStrategies, Static, Theorem
from stability.theorem.sources import FICTITIOUS2018

row, column = ((0, 1, 0), (0, 0, 1), (1, 0, 0)), ((0, 0, 1), (1, 0, 0), (0, 1, 0))
averages = {
    1000: (("0.555", "0.138", "0.307"), ("0.207", "0.454", "0.339")),
    10000: (("0.541", "0.145", "0.314"), ("0.214", "0.460", "0.326")),
    100000: (("0.543", "0.145", "0.312"), ("0.213", "0.457", "0.330")),
}

theorem = Theorem(
    name="ge2018_fictitious_shapley",
    source=f"{FICTITIOUS2018}; Shapley's game as the control outside zero-sum games",
    statement=r"In Shapley's $3 \times 3$ game, started from the strategies $1$ and $2$, the averages are away from "
    r"the equilibrium $(\frac13, \frac13, \frac13)$: the row player's are $(0.555, 0.138, 0.307)$, $(0.541, 0.145, "
    r"0.314)$, $(0.543, 0.145, 0.312)$ after $10^3, 10^4, 10^5$ rounds.",
    hypotheses=(),
    subject=Static("Shapley's game"),
    claim=AverageStrategies(row, column, (0, 1), averages),
    label="W4",
)
