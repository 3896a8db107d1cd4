"""Discriminator collapse near every pair of points where the target is less dense, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import DERIVED

theorem = Theorem(
    name="li2018_collapse_any_pair",
    source=f"{DERIVED}; the sense in which first-order dynamics fails with positive probability",
    statement=r"With $F$ the density of the target minus that of the fake: near every pair of points with $F < 0$, at "
    r"means $\mu \neq \mu^*$, there is an open set of starts with narrow intervals around these points from which both "
    r"intervals become empty within about their width divided by $2 \min |F|$, while the means move by the square of "
    r"the width; afterwards every gradient vanishes for ever.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=NotDecided(
        "the statement is about all means and all pairs of points; verified are open sets of starts for one "
        "Gaussian and one interval, and for two of each",
        "a given pair is decided by a box around it on which F stays below a negative number; for all pairs at once an "
        "argument by continuity would be needed, which no check here makes",
    ),
    expected="UNDECIDED",
    label="B7",
)
