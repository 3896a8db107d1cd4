"""Not every start of Shapley's game shows the failure."""

from stability.theorem import AverageStrategies, Static, Theorem
from stability.theorem.sources import FICTITIOUS2018

row, column = ((0, 1, 0), (0, 0, 1), (1, 0, 0)), ((0, 0, 1), (1, 0, 0), (0, 1, 0))

theorem = Theorem(
    name="ge2018_fictitious_shapley_any_start",
    source=f"{FICTITIOUS2018}; Shapley's game as the control, with a start that hides the failure",
    statement=r"Started from equal strategies, with ties resolved in favour of the first, the averages of Shapley's "
    r"game are as far from the equilibrium as from other starts: $(0.555, 0.138, 0.307)$ after $1000$ rounds.",
    hypotheses=(),
    subject=Static("Shapley's game"),
    claim=AverageStrategies(row, column, (0, 0), {1000: (("0.555", "0.138", "0.307"), ("0.207", "0.454", "0.339"))}),
    expected="REFUTED",
    erratum=r"From equal strategies both players walk around the diagonal together, and the averages approach "
    r"$\frac13$. The control needs a start off the diagonal.",
    label="W4",
)
