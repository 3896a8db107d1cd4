"""Phase portraits of planar flows and maps, from finished records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from stability.clock import Time
from stability.errors import BadInput, NotApplicable
from stability.trajectory import compile_field

#: Arrows in each direction.
_GRID = 21


def phase_portrait(
    analysis: Any, trajectories: Iterable[Any], path: Any, *, window: Sequence[tuple[float, float]] | None = None
) -> Path:
    """Draw the field (for a map: its displacement F(x) - x), the trajectories and the equilibria; returns the file.

    analysis: of a system in the plane without free parameters; trajectories: Trajectory records with one start each;
    path: a file whose suffix is .png, .pdf or .svg; window: ((left, right), (bottom, top)), default: around all points.

    Raises NotApplicable for a system that is not planar or has free parameters, BadInput for another suffix.
    """
    system, target, paths = analysis.system, Path(path), list(trajectories)
    if len(system.state) != 2 or system.parameters or system.functions:
        free = [*map(str, system.parameters), *system.functions]
        raise NotApplicable(
            "a phase portrait",
            f"{len(system.state)} state variables" + (f" and no values for {', '.join(free)}" if free else ""),
            "a system with two state variables; analyze(..., parameters={...}) gives numbers",
        )
    if target.suffix not in (".png", ".pdf", ".svg"):
        raise BadInput(
            "a picture", f"a file with the suffix {target.suffix!r}", "a path that ends in .png, .pdf or .svg"
        )
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    points = _points(analysis)
    limits = window if window is not None else _window(paths, points)
    _field(axes, system, limits)
    for record in paths:
        style = "-" if system.time is Time.CONTINUOUS else ".-"
        axes.plot(record.states[:, 0], record.states[:, 1], style, linewidth=1.2, markersize=3)
    axes.plot(points[:, 0], points[:, 1], "ko", markersize=5)
    axes.set(
        xlim=limits[0], ylim=limits[1], aspect="equal", xlabel=_label(system.state[0]), ylabel=_label(system.state[1])
    )
    # No dates inside, so that the same records give the same file.
    figure.savefig(
        target,
        dpi=150,
        metadata={"png": {"Software": None}, "pdf": {"CreationDate": None}, "svg": {"Date": None}}[target.suffix[1:]],
    )
    return target


def _label(symbol: Any) -> str:
    """The name as it is; a dollar sign would start a formula."""
    return str(symbol).replace("$", r"\$")


def _points(analysis: Any) -> Any:
    points = [
        [float(v) for v in p.as_dict().values()]
        for p in analysis.equilibria.points
        if not any(v.free_symbols for _, v in p.point)
    ]
    return np.array(points).reshape(-1, 2)


def _window(paths: Sequence[Any], points: Any) -> list[tuple[float, float]]:
    everything = np.vstack([points, *(record.states for record in paths), np.zeros((0, 2))])
    if not len(everything):
        return [(-1.0, 1.0), (-1.0, 1.0)]
    middle = (everything.max(axis=0) + everything.min(axis=0)) / 2
    half = max(float(np.max(everything.max(axis=0) - everything.min(axis=0))) / 2 * 1.15, 0.1)
    return [(float(m - half), float(m + half)) for m in middle]


def _field(axes: Any, system: Any, limits: Sequence[tuple[float, float]]) -> None:
    grids = np.meshgrid(*(np.linspace(low, high, _GRID) for low, high in limits))
    x = np.array([g.ravel() for g in grids])
    with np.errstate(all="ignore"):
        v = compile_field(system)(x)
        v = v - x if system.time is Time.DISCRETE else v
        size = np.hypot(*v)
        unit = np.where(size > 0, v / np.where(size > 0, size, 1), 0)
    axes.quiver(*x, *unit, color="0.75", angles="xy", pivot="mid", width=0.002)
