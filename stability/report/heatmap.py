"""Maps of success probabilities over the starts of the generator, from finished records."""

from __future__ import annotations

import io

import numpy as np

from stability.experiments import SuccessMaps


def success_maps(record: SuccessMaps) -> bytes:
    """A PNG with one panel per update rule: the share of successful runs for each start (mu_1, mu_2).

    >>> from stability.experiments import Simultaneous, Survey
    >>> success_maps(SuccessMaps(Survey((Simultaneous(),), grid=2, draws=4), (((4, 0), (1, 2)),)))[1:4]
    b'PNG'
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    survey, number = record.survey, len(record.counts)
    figure = Figure(figsize=(3.1 * number + 0.9, 3.9), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, number, sharey=True, squeeze=False)[0]
    half = 1 / (survey.grid - 1)  # every cell is centred at its start
    for index, panel in enumerate(panels):
        share = record.share(index)
        image = panel.imshow(
            share.T, origin="lower", extent=(-1 - half, 1 + half) * 2, vmin=0, vmax=1, cmap="viridis", aspect="equal"
        )
        panel.plot(survey.targets, survey.targets[::-1], "r+", survey.targets[::-1], survey.targets, "r+", markersize=9)
        panel.set_title(f"{survey.updates[index].label}\nmean {float(np.mean(share)):.0%}", fontsize=9)
        panel.set_xlabel(r"start of $\mu_1$")
        panel.set_xticks([-1, -0.5, 0, 0.5, 1])
        panel.set_yticks([-1, -0.5, 0, 0.5, 1])
    panels[0].set_ylabel(r"start of $\mu_2$")
    runs = survey.trial(0).repeats
    label = f"share of {runs} discriminator starts"
    figure.colorbar(image, ax=list(panels), shrink=0.75, label=label, ticks=[0, 0.25, 0.5, 0.75, 1])
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
    return buffer.getvalue()
