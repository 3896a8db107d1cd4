"""The lower bound for three packed points, as a coarse grid gives it."""

from sympy import Rational

from stability.theorem import PackedMinimum, Static, Theorem
from stability.theorem.sources import PACGAN2018

theorem = Theorem(
    name="lin2018_packing_lower_bound_by_grid",
    source=f"{PACGAN2018}, cf. the bounds on packed distances; a value that a grid of steps suggests",
    statement=r"$L(\frac15, 3) = 0.26528$.",
    hypotheses=(),
    subject=Static("pairs of laws on two points"),
    claim=PackedMinimum(Rational(1, 5), 3, "0.26528"),
    expected="REFUTED",
    erratum=r"The minimum lies at a kink between the grid points: it is $0.264651\ldots$.",
    label="W3",
)
