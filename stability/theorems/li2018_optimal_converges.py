"""The optimal dynamics converges from separated starts, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_optimal_converges",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator",
    statement=r"For all target means of absolute value at most $C$ and at least $\delta$ apart, and all starts of the "
    r"generator with the same two properties, descent on the total variation with a step of $1 / \mathrm{poly}(1 / "
    r"\delta, e^{C^2})$ reaches a total variation of at most $\delta$ within $\mathrm{poly}(1 / \delta, e^{C^2})$ "
    r"steps.",
    hypotheses=(),
    subject=Static("two Gaussians against the optimal discriminator"),
    claim=NotDecided(
        "the statement is about all targets and starts, and its polynomials were not recovered; what is verified here "
        "are runs, and that the line of equal means, which the hypothesis excludes, is never left",
        "a lower bound of the gradient of the total variation, in balls, on a cover of the starts away from the line "
        "and from the target, together with the exact cone at the target",
    ),
    expected="UNDECIDED",
    label="B4",
)
