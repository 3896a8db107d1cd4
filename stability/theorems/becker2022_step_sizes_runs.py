"""Three runs of the published grid that a spectral radius does not foretell."""

from typing import Any

from sympy import Integer, Rational

from stability.theorem import HistoryRun, Static, Theorem
from stability.theorem.sources import BECKER2022

one, tenth, hundredth = (Integer(1),), Rational(1, 10), Rational(1, 100)


def run(eta_d: Any, eta_g: Any, lam: Any, steps: int, decimal: str, place: Any = 0) -> HistoryRun:
    """sigma = 1/10, from one kernel width beside the true point."""
    point = Integer(place)
    return HistoryRun((point,), one, one, (point + tenth,), Integer(100), lam, eta_d, eta_g, steps, (decimal,))


theorem = Theorem(
    name="becker2022_step_sizes_runs",
    source=f"{BECKER2022}, cf. eq. (125), with step sizes of the authors' code; runs of this project",
    statement=r"$\sigma = 1/10$, from one kernel width beside the true point. $\eta_d = \eta_g = 1/10$ with $\lambda = "
    r"1/10$ and $1/100$: locally stable, and the run escapes. $\eta_d = \eta_g = 1/100$, $\lambda = 1/10$: the "
    r"spectral radius is 0.9995, and $0.9995^{1000} = 0.61$, but the run is at the true point to twelve decimals after "
    r"1000 steps: the slow modes of the discriminator hold a curvature that stabilises. A rate fitted to a run is not "
    r"the spectral radius.",
    hypotheses=(),
    subject=Static("the iteration with a narrow kernel"),
    claim=(
        run(tenth, tenth, tenth, 999, "94.25"),
        run(tenth, tenth, hundredth, 999, "-94.91"),
        run(hundredth, hundredth, tenth, 1000, "1.000000000000", place=1),
    ),
    label="K6",
)
