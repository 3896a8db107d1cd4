"""``stability experiment``: simulated experiments of the literature, resumable, with pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stability.cli.program import OneOf, Program, emit, print_json
from stability.errors import BadInput

if TYPE_CHECKING:
    from stability.experiments import SuccessMaps, Survey

CROSSINGS = ("none", "freeze", "midpoint", "sort")


@click.group(cls=Program, short_help="Run a simulated experiment of the literature.")
def experiment() -> None:
    """Run a simulated experiment; one that was ended goes on where it stopped."""


@experiment.command(short_help="Success probabilities of Li, Madry, Peebles, Schmidt 2018.")
@click.option("--grid", type=click.IntRange(min=2), default=21, show_default=True, help="Generator starts per axis.")
@click.option("--draws", type=click.IntRange(min=1), default=300, show_default=True, help="Discriminator starts.")
@click.option("--steps", type=click.IntRange(min=0), default=3000, show_default=True, help="Steps of each run.")
@click.option(
    "--inner", type=click.IntRange(min=1), default=1, show_default=True, help="Alternating: steps of D per step of G."
)
@click.option(
    "--looks", type=click.IntRange(min=1), default=5, show_default=True, help="Unrolled: steps that G looks ahead."
)
@click.option(
    "--crossing", type=OneOf(*CROSSINGS), default="none", show_default=True, help="Rule for endpoints that cross."
)
@click.option("--seed", type=click.IntRange(min=0), default=20180706, show_default=True, help="Of the draws.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes.")
@click.option(
    "--out", type=click.Path(file_okay=False), default="li2018", show_default=True, help="Directory of all files."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on the standard output.")
def li2018(out: str, jobs: int, as_json: bool, **options: Any) -> None:
    """Success probability over generator starts in [-1, 1]^2 against the target means -1/2 and 1/2.

    Success: after all steps of size 0.1 both means are within 0.1 of the target.  Four update rules: first order
    simultaneous and alternating, unrolled, optimal discriminator.  Writes li2018_success.json and li2018_success.png,
    and finished tiles to tiles/: run the same command again to go on after an interruption.
    """
    from stability.cli.display import progress
    from stability.cli.tiles import replace, surveyed
    from stability.report.heatmap import success_maps

    survey, folder = _survey(**options), Path(out)
    tiles = list(survey.tiles())
    with progress("tiles", len(tiles)) as step:
        record = surveyed(survey, folder / "tiles", jobs, step)
    document = _document(record)
    files = {
        "li2018_success.json": (json.dumps(document, separators=(",", ":")) + "\n").encode(),
        "li2018_success.png": success_maps(record),
    }
    for name, data in files.items():
        try:
            replace(folder / name, data)
        except OSError as error:
            raise BadInput(f"results in {out!r}", f"{error.strerror}", "a directory that can be written to") from None
    if as_json:
        print_json(document)
    else:
        _show(record)
        for name in files:
            emit(str(folder / name))


def _survey(inner: int, looks: int, crossing: str, grid: int, draws: int, steps: int, seed: int) -> Survey:
    from stability.experiments import Alternating, Crossing, OptimalDiscriminator, Simultaneous, Survey, Unrolled

    rule = Crossing[crossing.upper()]
    updates = (Simultaneous(rule), Alternating(inner, rule), Unrolled(looks, rule), OptimalDiscriminator())
    return Survey(updates, grid=grid, draws=draws, steps=steps, seed=seed)


def _document(record: SuccessMaps) -> dict[str, Any]:
    survey = record.survey
    return {
        "survey": survey.described(),
        "runs": [survey.trial(index).repeats for index in range(len(survey.updates))],
        "successes": record.counts,
    }


def _show(record: SuccessMaps) -> None:
    from stability.cli.display import listing, show
    from stability.experiments import wilson

    rows = []
    for index, update in enumerate(record.survey.updates):
        runs, starts = record.survey.trial(index).repeats, record.survey.grid**2
        counts = [n for row in record.counts[index] for n in row]
        low, high = wilson(max(counts), runs)
        best = f"{max(counts) / runs:.3f} ({low:.3f} to {high:.3f})" if update.uses_endpoints else "deterministic"
        rows.append((f"{sum(counts) / (runs * starts):.3f}", str(runs), str(counts.count(0)), best, update.label))
    show(listing(("successful", "runs per start", "starts with none", "best start, 99 %", "update rule"), rows))
