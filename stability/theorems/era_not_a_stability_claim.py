"""ERA (video summarisation): not a stability system."""

from stability.theorem import NotDecided, Static, Theorem

theorem = Theorem(
    name="era_not_a_stability_claim",
    source="ERA, on video summarisation; known to this project by its abstract only",
    statement=r"The method trains with a Wasserstein adversarial loss.",
    hypotheses=(),
    subject=Static("a method for video summarisation"),
    claim=NotDecided(
        "it states no theorem on dynamics: it uses a Wasserstein loss and reports empirical losses, so there is no "
        "system whose stability could be decided",
        "a game written out in formulas. For the Wasserstein objective on one point see "
        "mescheder2018_unregularized_stable: its equilibrium is a centre, and no asymptotic stability follows",
    ),
    expected="UNDECIDED",
    label="W5",
)
