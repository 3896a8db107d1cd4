"""Draws the README's picture of a kernel GAN's three fates from simulated runs: ``python derivations/becker.py``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from stability.kernel import run_history

STEP = 0.05
UNTIL = 120.0
#: (title, true mass, generated mass, kappa, lam, start): equal masses, a point beyond the Hopf threshold, and one that
#: has hardly any true mass near it.
MODES = (
    ("convergence", 1.0, 1.0, 1.0, 0.3, 0.6),
    ("oscillation", 0.4, 0.5, 4.0, 0.35, 0.1),
    ("divergence", 0.01, 1.0, 1.0, 0.5, -0.1),
)


def main() -> None:
    """Three panels: where the generated point is, over time; the true point is at 0."""
    figure = Figure(figsize=(9, 2.8), layout="constrained")
    FigureCanvasAgg(figure)
    panels: Any = figure.subplots(1, len(MODES))
    for axes, (title, mass, generated, kappa, lam, start) in zip(panels, MODES, strict=True):
        steps = round(UNTIL / STEP)
        path = run_history(
            [[0.0]], [mass], [[start]], [generated], kappa=kappa, lam=lam, eta_d=STEP, eta_g=STEP, steps=steps
        )[:, 0, 0, 0]
        axes.axhline(0.0, color="0.7", linewidth=0.8)
        axes.plot([STEP * k for k in range(steps + 1)], path, linewidth=1.2)
        axes.set(title=f"{title}: p = {mass:g}, q = {generated:g}", xlabel="time", xlim=(0, UNTIL))
    panels[0].set_ylabel("generated point")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
    (Path(__file__).parent / "becker2022_modes.png").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
