"""Draws six training methods on the Dirac-GAN: ``python derivations/mescheder.py``.

Settings of the published figure: h = 1/5, start (1, 1), 500 steps.  The dashed curve in the panel of WGAN-GP is not
simulated: it is the limit cycle of the flow in closed form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sympy import Rational

from stability import catalogue, simulate
from stability.dynamics import AlternatingGD, ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic, wasserstein
from stability.regularizers import ConsensusPenalty, InstanceNoise, R1Penalty, WGANGradientPenalty

STEP, STEPS, START = Rational(1, 5), 500, (1.0, 1.0)
PANELS: tuple[tuple[str, Any, Any], ...] = (
    ("GAN", dirac_gan(logistic), None),
    ("WGAN, clip 1", dirac_gan(wasserstein), Rational(1)),
    ("WGAN-GP", WGANGradientPenalty(Rational(7, 10), Rational(1))(dirac_gan(wasserstein)), None),
    ("consensus", ConsensusPenalty(Rational(1))(dirac_gan(logistic)), None),
    ("instance noise", InstanceNoise(Rational(7, 10))(dirac_gan(logistic)), None),
    ("gradient penalty", R1Penalty(Rational(3, 10))(dirac_gan(logistic)), None),
)
#: Name, update rule, colour (of Okabe and Ito, distinguishable without colour vision).
RULES: tuple[tuple[str, Any, str], ...] = (
    ("simultaneous", SimultaneousGD(STEP), "#0072B2"),
    ("alternating", AlternatingGD(STEP), "#D55E00"),
)


def limit_cycle() -> Any:
    """The exact half turn of the theorem file at its fixed point, and its mirror image: shape (2, k)."""
    record = catalogue.find("theorems", "dirac_wgan_gp_half_return")
    fixed = catalogue.find("theorems", "dirac_wgan_gp_limit_cycle")
    values = dict(fixed.claim[1].at)
    crossing = fixed.claim[1].quantity.xreplace(values)
    claim = record.claim[0]
    arc = claim.arcs[0]
    given = {**values, claim.start[0]: crossing}
    duration = float(arc.duration.xreplace(given))
    path = [component.xreplace(given) for component in arc.path]
    (time,) = path[0].free_symbols
    half = np.array([[float(c.subs(time, t)) for t in np.linspace(0, duration, 100)] for c in path])
    return np.hstack([half, -half])


def main() -> None:
    """Two rows of three panels; the data are at theta = 0, the equilibrium is the black point."""
    figure = Figure(figsize=(9, 6.4), layout="constrained")
    FigureCanvasAgg(figure)
    shown: Any = ([], [])
    for axes, (title, game, bound) in zip(figure.subplots(2, 3, sharex=True, sharey=True).flat, PANELS, strict=True):
        for name, rule, colour in RULES:
            system = (rule if bound is None else ClippedWeights(bound, rule))(game)
            states = simulate(system, START, STEPS, samples=STEPS + 1).states
            axes.plot(*states.T, ".-", color=colour, linewidth=0.4, markersize=2, label=name)
        if title == "WGAN-GP":
            axes.plot(*limit_cycle(), "--", color="black", linewidth=1.2, label="limit cycle of the flow, exact")
            shown = axes.get_legend_handles_labels()
        axes.plot(0, 0, "ko", markersize=4)
        axes.set(title=title, xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), aspect="equal")
    figure.legend(*shown, loc="outside upper center", ncols=3)
    figure.supxlabel("generator theta")
    figure.supylabel("discriminator psi")
    figure.savefig(Path(__file__).parent / "mescheder2018_methods.png", dpi=130, metadata={"Software": None})


if __name__ == "__main__":
    main()
