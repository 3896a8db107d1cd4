"""Draws the README's two pictures from simulated trajectories: ``python derivations/portraits.py``."""

from __future__ import annotations

from pathlib import Path

from sympy import Rational

from stability import analyze, simulate
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.report.plot import phase_portrait

WINDOW = ((-2.2, 2.2), (-2.2, 2.2))


def main() -> None:
    """One picture without a penalty, one with gamma = 3/10."""
    free = dirac_gan(logistic)
    for name, game, starts in (
        ("portrait_unregularized", free, ([0.5, 0.0], [1.0, 0.0], [1.5, 0.0], [2.0, 0.0])),
        ("portrait_gradient_penalty", R1Penalty(Rational(3, 10))(free), ([2.0, 0.0], [-2.0, 0.0])),
    ):
        result = analyze(game)
        paths = [simulate(result.system, start, 40.0, samples=800) for start in starts]
        (Path(__file__).parent / f"{name}.png").write_bytes(phase_portrait(result, paths, window=WINDOW))


if __name__ == "__main__":
    main()
