"""Draws phase portraits from simulated trajectories: ``python derivations/portraits.py [NAME ...]``.

Without a name every picture is drawn; the same code gives the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sympy import Rational

from stability import analyze, simulate
from stability.games import dirac_gan, uniform_gan
from stability.objectives import logistic, wasserstein
from stability.regularizers import DiscriminatorFieldPenalty, R1Penalty
from stability.report.plot import phase_portrait
from stability.system import System, gradient_field
from stability.trajectory import compile_field

WINDOW = ((-2.2, 2.2), (-2.2, 2.2))
#: The strengths of the panels in the figure of Nagarajan and Kolter 2017.
STRENGTHS = tuple(Rational(*p) for p in ((0, 1), (1, 4), (1, 2), (1, 1)))
#: Starts (a, w), with the sign of w in the paper.
STARTS = ((1.8, 0.5), (1.35, 0.0), (-1.8, -0.5), (-1.35, 0.0))


def main() -> None:
    """The pictures named on the command line, or every one."""
    pictures: dict[str, Callable[[], bytes]] = {
        "portrait_unregularized": lambda: _dirac(dirac_gan(logistic), ([0.5, 0.0], [1.0, 0.0], [1.5, 0.0], [2.0, 0.0])),
        "portrait_gradient_penalty": lambda: _dirac(
            R1Penalty(Rational(3, 10))(dirac_gan(logistic)), ([2.0, 0.0], [-2.0, 0.0])
        ),
        "nagarajan2017_portraits": _uniform,
    }
    for name in sys.argv[1:] or pictures:
        (Path(__file__).parent / f"{name}.png").write_bytes(pictures[name]())


def _dirac(game: Any, starts: Any) -> bytes:
    result = analyze(game)
    paths = [simulate(result.system, start, 40.0, samples=800) for start in starts]
    return phase_portrait(result, paths, window=WINDOW)


def _uniform() -> bytes:
    """Two rows, GAN and WGAN, by four strengths of the gradient-norm regularizer; both equilibria a = 1 and a = -1."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 6.4), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(2, len(STRENGTHS), sharex=True, sharey=True)
    for row, (name, f) in zip(panels, (("GAN", logistic), ("WGAN", wasserstein)), strict=True):
        for axes, eta in zip(row, STRENGTHS, strict=True):
            game = uniform_gan(f)
            _panel(axes, gradient_field(DiscriminatorFieldPenalty(eta)(game) if eta else game))
            axes.set_title(rf"{name}, $\eta = {eta}$", fontsize=10)
        row[0].set_ylabel("$a$")
    for axes in panels[-1]:
        axes.set_xlabel("$w$")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, metadata={"Software": None})
    return buffer.getvalue()


def _panel(axes: Any, system: System) -> None:
    """The field with w to the right (in the sign of the paper, the opposite of ours) and a upwards."""
    field = compile_field(system)
    w, a = (g.ravel() for g in np.meshgrid(np.linspace(-1.5, 1.5, 17), np.linspace(-2.2, 2.2, 19)))
    up, right = field(np.array([a, -w])) * np.array([[1.0], [-1.0]])
    size = np.hypot(right, up)
    unit = np.array([right, up]) / np.where(size > 0, size, 1)  # 0 where the field vanishes
    axes.quiver(w, a, *unit, color="0.78", angles="xy", pivot="mid", width=0.003, scale=24)
    for scale, start in STARTS:
        path = simulate(system, [scale, -start], 60.0, samples=600).states
        axes.plot(-path[:, 1], path[:, 0], linewidth=1.0)
    axes.plot([0, 0], [1, -1], "ko", markersize=4)
    axes.axhline(0, color="0.5", linewidth=0.6)  # a = 0 is invariant
    axes.set(xlim=(-1.5, 1.5), ylim=(-2.2, 2.2))


if __name__ == "__main__":
    main()
