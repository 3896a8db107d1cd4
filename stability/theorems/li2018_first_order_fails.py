"""First-order dynamics fails from random starts, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_first_order_fails",
    source=f"{LI2018}, on first-order dynamics; the precise statement was not recovered",
    statement=r"From random starts, first-order dynamics against discriminators of two intervals fails to converge to "
    r"the target with positive probability, by discriminator collapse, for every step size.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=NotDecided(
        "the paper's distribution of starts and its rule for crossing endpoints, on which the outcome depends, were "
        "not recovered; verified are success probabilities under rules that are named, and an open set of collapse",
        "the wording of the theorem, with the rule for crossing endpoints",
    ),
    expected="UNDECIDED",
    label="B8",
)
