"""Draws the slow escape of alternating descent from its equilibrium: ``python derivations/drift.py``.

The curve is the quantity I = theta^2 + psi^2 - h theta psi / 2 along a run; the dashed line solves dI/dk = K I^5 with
the exact coefficient K that the theorem dirac_altgd_logistic_coefficient states.  The same code gives the same bytes.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sympy import Integer

from stability import simulate
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic

#: h = 1: a = h/2 and K = a^4 (25 - 8 a^2) / (24 (4 - a^2)^4 (2 - a^2)).
COEFFICIENT = 184 / 1063125
STEPS = 7000


def main() -> None:
    """A run of 500 steps looks closed; one of 7,000 does not."""
    path = simulate(AlternatingGD(Integer(1))(dirac_gan(logistic)), [0.8, 0.0], STEPS, samples=STEPS + 1)
    theta, psi = path.states.T
    energy = theta**2 + psi**2 - theta * psi / 2
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    FigureCanvasAgg(figure)
    plane, growth = figure.subplots(1, 2, width_ratios=(1, 1.8))
    plane.plot(theta[-500:], psi[-500:], ".", markersize=2, label="last 500 steps")
    plane.plot(theta[:500], psi[:500], ".", markersize=2, label="first 500 steps")
    plane.set(xlabel=r"$\theta$", ylabel=r"$\psi$", aspect="equal", xlim=(-1.4, 1.4), ylim=(-1.4, 1.4))
    plane.legend(fontsize="small", loc="center", frameon=False, markerscale=4)
    # the average over one turn of about 12 steps, 20 turns: the coefficient describes the drift, not the wobble
    window = 250
    mean = np.convolve(energy, np.ones(window) / window, "valid")
    middle = np.arange(len(mean)) + (window - 1) / 2
    predicted = (mean[0] ** -4 - 4 * COEFFICIENT * (middle - middle[0])) ** -0.25
    growth.plot(middle, mean, label="simulated")
    growth.plot(middle, predicted, "k--", label=r"$dI/dk = \frac{184}{1063125}\, I^5$, exact")
    growth.set(xlabel="iteration k", ylabel=r"$I = \theta^2 + \psi^2 - \theta\psi/2$")
    growth.legend(frameon=False)
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=110, metadata={"Software": None})
    (Path(__file__).parent / "altgd_drift.png").write_bytes(data.getvalue())


if __name__ == "__main__":
    main()
