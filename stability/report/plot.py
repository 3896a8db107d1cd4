"""Phase portraits of planar flows and maps, from finished records."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from stability.clock import Time
from stability.errors import BadInput, NotApplicable

#: Arrows in each direction.
_GRID = 21
#: What keeps the date out of a file, so that the same records give the same picture.
_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None},
    "svg": {"Date": None},
}


def phase_portrait(
    analysis: Any,
    trajectories: Iterable[Any] = (),
    kind: str = "png",
    *,
    window: Sequence[tuple[float, float]] | None = None,
) -> bytes:
    """A picture of the field (for a map: of its displacement F(x) - x), with trajectories and equilibria.

    analysis: of a system in the plane without free parameters; trajectories: Trajectory records with one start each;
    kind: "png", "pdf" or "svg"; window: ((left, right), (bottom, top)), default: around all that is drawn.

    >>> from stability import analyze, simulate
    >>> from stability.games import bilinear
    >>> result = analyze(bilinear(), cross_check=False)
    >>> phase_portrait(result, [simulate(result.system, [1.0, 0.0], 6.0, samples=100)])[1:4]
    b'PNG'

    Raises NotApplicable for a system that is not planar or has free parameters, BadInput for another kind.
    """
    system, paths = analysis.system, list(trajectories)
    if len(system.state) != 2 or system.parameters or system.functions:
        free = [*map(str, system.parameters), *system.functions]
        found = f"{len(system.state)} state variables" + (f" and no values for {', '.join(free)}" if free else "")
        remedy = "a system with two state variables; analyze(..., parameters={...}) gives numbers"
        raise NotApplicable("a phase portrait", found, remedy)
    if kind not in _METADATA:
        raise BadInput("a phase portrait", f"the kind {kind!r}", '"png", "pdf" or "svg"')
    for record in paths:
        if record.states.ndim != 2 or record.states.shape[1] != 2:
            raise BadInput(
                "trajectories in the plane", f"states of shape {record.states.shape}", "one start for each record"
            )
    return _drawn(system, paths, _points(analysis), window, kind)


def _drawn(system: Any, paths: Sequence[Any], points: Any, window: Any, kind: str) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    limits = window if window is not None else _window(paths, points)
    _field(axes, system, limits)
    for record in paths:
        style = "-" if system.time is Time.CONTINUOUS else ".-"
        axes.plot(record.states[:, 0], record.states[:, 1], style, linewidth=1.2, markersize=3)
    axes.plot(points[:, 0], points[:, 1], "ko", markersize=5)
    names = [_label(symbol) for symbol in system.state]
    axes.set(xlim=limits[0], ylim=limits[1], aspect="equal", xlabel=names[0], ylabel=names[1])
    buffer = io.BytesIO()
    figure.savefig(buffer, format=kind, dpi=150, metadata=_METADATA[kind])
    return buffer.getvalue()


def _label(symbol: Any) -> str:
    """The name as it is; a dollar sign would start a formula."""
    return str(symbol).replace("$", r"\$")


def _points(analysis: Any) -> Any:
    values = [
        [float(v) for _, v in p.point]
        for p in analysis.equilibria.points
        if not any(v.free_symbols for _, v in p.point)
    ]
    return np.array(values, dtype=float).reshape(-1, 2)


def _window(paths: Sequence[Any], points: Any) -> list[tuple[float, float]]:
    """A square around everything, a little larger."""
    everything = np.vstack([points, *(record.states for record in paths)])
    if not len(everything):
        return [(-1.0, 1.0), (-1.0, 1.0)]
    low, high = everything.min(axis=0), everything.max(axis=0)
    half = float(np.max(high - low)) / 2 * 1.15 or 1.0
    return [(float(m - half), float(m + half)) for m in (low + high) / 2]


def _field(axes: Any, system: Any, limits: Sequence[tuple[float, float]]) -> None:
    from sympy import lambdify

    grids = np.meshgrid(*(np.linspace(low, high, _GRID) for low, high in limits))
    x = np.array([g.ravel() for g in grids])
    v = x
    with np.errstate(all="ignore"):
        for stage in system.maps:
            values = lambdify(system.state, list(stage), modules=["scipy", "numpy"])(*v)
            v = np.array([np.broadcast_to(component, x.shape[1:]) for component in values], dtype=float)
        v = v - x if system.time is Time.DISCRETE else v
        size = np.hypot(*v)
        unit = v / np.where(size > 0, size, 1)  # 0 where the field vanishes
    axes.quiver(*x, *unit, color="0.75", angles="xy", pivot="mid", width=0.002)
