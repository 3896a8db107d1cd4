r"""Symmetries that the user names: checked exactly, then fixed by a slice or divided out of the list of equilibria.

A symmetry maps solutions to solutions.  For a flow x' = v(x) and a one-parameter group with generator xi this is
[v, xi] = Dv xi - Dxi v = 0; for a map F it is DF(x) xi(x) = xi(F(x)); for a single transformation s it is
v(s(x)) = Ds v(x), or F(s(x)) = s(F(x)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sympy import Expr, Ge, Matrix, Symbol

from stability.algebra.exact import exact, shorten
from stability.algebra.systems.forms import canonical, is_zero
from stability.clock import Time
from stability.errors import BadInput
from stability.system import System

#: A finite symmetry must return to the identity within this many steps (the order of a permutation of seven labels).
_ORDER = 60


@dataclass(frozen=True)
class Gauge:
    r"""A one-parameter group of affine transformations, by its generator: x_i moves with velocity ``generator[x_i]``.

    generator: pairs or a mapping state symbol -> affine expression in the state (others do not move); slice: an
    expression in the state that is to vanish, chosen by itself for rotations and translations; name: for the text.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> rotation = Gauge({x: -y, y: x}, name="rotation")
    >>> rotation.sections((x, y))
    [(y, x, '(x, y) is rotated by every angle, and some angle brings it to y = 0, x >= 0')]
    """

    generator: Any
    slice: Any = None
    name: str = "gauge"

    def __post_init__(self) -> None:
        pairs = dict(self.generator).items() if isinstance(self.generator, Mapping) else tuple(self.generator)
        moved = tuple((s, exact(e, f"the velocity of {s}")) for s, e in pairs)
        object.__setattr__(self, "generator", moved)
        if self.slice is not None:
            object.__setattr__(self, "slice", exact(self.slice, "a slice"))

    def velocity(self, state: Sequence[Symbol]) -> Any:
        """The generator as a column, in the order of the state."""
        moved = dict(self.generator)
        return Matrix([moved.get(s, 0) for s in state])

    def sections(self, state: Sequence[Symbol]) -> list[tuple[Any, Any, str]]:
        """(slice, coordinate that may be taken non-negative or None, proof that every orbit is met), for each
        coordinate that the group translates or rotates."""
        moved = dict(self.generator)
        found = []
        for s in state:
            speed = moved.get(s, 0)
            if speed != 0 and not getattr(speed, "free_symbols", None):
                found.append((s, None, f"{s} moves with the constant speed {speed} and passes 0"))
        for i, a in enumerate(state):
            for b in state[i + 1 :]:
                rate: Any = moved.get(b, 0) / a if moved.get(b, 0) != 0 else 0
                if rate != 0 and rate.is_number and canonical(moved.get(a, 0) + rate * b) == 0:
                    why = f"({a}, {b}) is rotated by every angle, and some angle brings it to {b} = 0, {a} >= 0"
                    found.append((b, a, why))
        return found


@dataclass(frozen=True)
class Relabelling:
    """A single affine transformation of finite order: a permutation of labels, a change of sign.

    images: state symbol -> expression; the state x is mapped to the point with these coordinates.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Relabelling({x: y, y: x}).order((x, y))
    2
    """

    images: Any
    name: str = "relabelling"

    def __post_init__(self) -> None:
        pairs = dict(self.images).items() if isinstance(self.images, Mapping) else tuple(self.images)
        object.__setattr__(self, "images", tuple((s, exact(e, f"the image of {s}")) for s, e in pairs))

    def column(self, state: Sequence[Symbol]) -> Any:
        """The image of the state, in its order."""
        images = dict(self.images)
        return Matrix([images.get(s, s) for s in state])

    def order(self, state: Sequence[Symbol]) -> int:
        """The number of repetitions that give the identity; BadInput when there is none within the limit."""
        step = dict(zip(state, self.column(state), strict=True))
        current = dict(step)
        for k in range(1, _ORDER + 1):
            if all(is_zero(current[s] - s) for s in state):
                return k
            current = {s: canonical(e.xreplace(step)) for s, e in current.items()}
        raise BadInput(
            f"a relabelling of finite order ({self.name})",
            f"no identity within {_ORDER} repetitions",
            "Gauge(generator) for a one-parameter group",
        )


@dataclass(frozen=True)
class Reduction:
    """slices: further equations; halves: further conditions; relabellings: to divide by; unproven: slices that may miss
    orbits; steps: the proofs; names: of all symmetries."""

    slices: tuple[Any, ...] = ()
    halves: tuple[Any, ...] = ()
    relabellings: tuple[Relabelling, ...] = ()
    unproven: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())


def reduction(system: System, symmetries: Iterable[Any]) -> Reduction:
    """Every symmetry checked exactly; BadInput for one that is none, with what does not vanish."""
    slices: list[Any] = []
    halves: list[Any] = []
    unproven: list[str] = []
    steps: list[str] = []
    relabellings: list[Relabelling] = []
    names: list[str] = []
    for symmetry in symmetries:
        if isinstance(symmetry, Gauge):
            _check_gauge(system, symmetry)
            section, half, why, proven = _section(symmetry, system.state, slices, halves)
            if proven:
                steps.append(f"{symmetry.name} is a symmetry; slice {section} = 0: {why}.")
            else:
                unproven.append(f"whether {section} = 0 meets every orbit of {symmetry.name}: {why}")
            slices.append(section)
            halves += [half] if half is not None and half not in halves else []
        elif isinstance(symmetry, Relabelling):
            asked = f"a symmetry of the system ({symmetry.name})"
            _known((s for s, _ in symmetry.images), system, asked)
            _affine(symmetry.column(system.state), system.state, asked)
            order = symmetry.order(system.state)
            _check_relabelling(system, symmetry)
            steps.append(f"{symmetry.name} is a symmetry of order {order}.")
            relabellings.append(symmetry)
        else:
            raise BadInput("a symmetry", repr(symmetry), "Gauge(generator) or Relabelling(images)")
        names.append(symmetry.name)
    limits = tuple(Ge(h, 0) for h in halves)
    return Reduction(tuple(slices), limits, tuple(relabellings), tuple(unproven), tuple(steps), tuple(names))


def _known(symbols: Iterable[Any], system: System, asked: str) -> None:
    foreign = [str(s) for s in symbols if s not in system.state]
    if foreign:
        raise BadInput(asked, f"{', '.join(foreign)} outside the state", f"symbols of {system.state}")


def _affine(entries: Any, state: Sequence[Symbol], asked: str) -> None:
    for e in entries:
        if not e.is_polynomial(*state) or (e.free_symbols and e.as_poly(*state).total_degree() > 1):
            raise BadInput(asked, f"{shorten(e)}, which is not affine in the state", "a linear group or a permutation")


def _refuse(residual: Any, asked: str, condition: str) -> None:
    wrong = [canonical(e) for e in residual if not is_zero(e)]
    if wrong:
        raise BadInput(
            asked,
            f"{condition} fails: {shorten(wrong[0])} is not 0",
            "a transformation that maps solutions to solutions",
        )


def _check_gauge(system: System, gauge: Gauge) -> None:
    asked = f"a symmetry of the system ({gauge.name})"
    _known((s for s, _ in gauge.generator), system, asked)
    xi = gauge.velocity(system.state)
    _affine(xi, system.state, asked)
    for stage in system.maps:
        v = Matrix(stage)
        if system.time is Time.CONTINUOUS:
            _refuse(v.jacobian(system.state) * xi - xi.jacobian(system.state) * v, asked, "[v, xi] = 0")
        else:
            moved = xi.xreplace(dict(zip(system.state, stage, strict=True)))
            _refuse(v.jacobian(system.state) * xi - moved, asked, "DF xi = xi(F)")


def _check_relabelling(system: System, symmetry: Relabelling) -> None:
    asked = f"a symmetry of the system ({symmetry.name})"
    image = symmetry.column(system.state)
    put = dict(zip(system.state, image, strict=True))
    for stage in system.maps:
        v = Matrix(stage)
        if system.time is Time.CONTINUOUS:
            _refuse(v.xreplace(put) - image.jacobian(system.state) * v, asked, "v(s(x)) = Ds v(x)")
        else:
            after = image.xreplace(dict(zip(system.state, stage, strict=True)))
            _refuse(v.xreplace(put) - after, asked, "F(s(x)) = s(F(x))")


def _section(
    gauge: Gauge, state: Sequence[Symbol], earlier: Sequence[Any], halves: Sequence[Any]
) -> tuple[Expr, Any, str, bool]:
    """(slice, half, argument, proven): one that meets every orbit and stays within the earlier ones, if any."""
    xi = gauge.velocity(state)
    on_slices = {s: 0 for s in earlier if isinstance(s, Symbol)}
    keeps = all(is_zero((Matrix([s]).jacobian(state) * xi)[0].subs(on_slices)) for s in earlier)
    speeds = dict(zip(state, xi, strict=True))
    found = gauge.sections(state)
    for section, half, why in found:
        apart = all(h == half or is_zero(speeds[h].subs(on_slices)) for h in halves)
        if section not in earlier and keeps and apart and gauge.slice in (None, section):
            return section, half, why, True
    moved = f"the group moves the earlier slices {list(earlier)}"
    if gauge.slice is not None:
        return gauge.slice, None, "no proof was found" if keeps else moved, False
    if found:
        return found[0][0], None, moved, False
    raise BadInput(
        f"a slice for {gauge.name}",
        "no coordinate that the group translates or rotates",
        "Gauge(generator, slice=an expression that is to vanish)",
    )


def orbits(items: Sequence[Any], images: Iterable[Any]) -> list[list[int]]:
    """Classes of indices, ``images`` giving pairs (i, j) of items that some symmetry identifies."""
    parent = list(range(len(items)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, j in images:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    classes: dict[int, list[int]] = {}
    for i in range(len(items)):
        classes.setdefault(root(i), []).append(i)
    return list(classes.values())
