"""Branch and prune: every zero of a smooth system in a box, and boxes in which nothing was decided.

A box is dropped when the range of an equation over it, its mean value form, or Newton's preconditioned step excludes
a zero, or when the field is defined nowhere in it.  It is settled when its one zero is known.  Otherwise it is cut.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from flint import arb, ctx

from stability.algebra.systems.balls import Box, approximate_inverse, ball, dominant, dot, product
from stability.algebra.systems.boxes import BITS, SquareSystem, Zero, distinct
from stability.algebra.systems.poles import Poles
from stability.algebra.systems.ranges import Nowhere, Range, RangeFunction, as_ball, excludes_zero

#: Boxes examined by one branch and prune; a count, so that the outcome does not depend on the machine.
MAX_BOXES = 20_000
#: Boxes narrower than 2^-NARROW of the whole are left undecided.
NARROW = 30
#: The first boxes each propose a start for Newton's method, so that zeros come out before everything is excluded.
_STARTS = 100
#: Halvings between two attempts to exclude a pole.
_POLE_EVERY = 6
#: A step of Newton's method that leaves more than this part of every side is no progress.
_PROGRESS = arb(0.7)
#: Unknowns up to which single derivatives of one sign are used: two evaluations for each equation.
_CORNERS = 3

Span = tuple[Range, ...]


class Pruned:
    """zeros: each alone in its box; undecided: boxes that may hold more; examined: how many boxes were looked at."""

    def __init__(self) -> None:
        self.zeros: list[Zero] = []
        self.undecided: list[Box] = []
        self.examined = 0


def branch_and_prune(system: SquareSystem, bounds: Sequence[tuple[Any, Any]], budget: int | None = None) -> Pruned:
    """All zeros in a box of rationals, apart from the undecided boxes.

    >>> from sympy import Rational, exp
    >>> from sympy.abc import x
    >>> found = branch_and_prune(SquareSystem([exp(x) - 2 - x], [x]), [(Rational(-4), Rational(4))])
    >>> len(found.zeros), found.undecided
    (2, [])
    """
    with ctx.workprec(BITS):
        whole = tuple(ball(low, high) for low, high in bounds)
        search = _Search(system, whole)
        search.run(MAX_BOXES if budget is None else budget)
        search.found.zeros = [z for z in search.found.zeros if _overlaps(z, whole)]
        return search.found


def _overlaps(zero: Zero, whole: Box) -> bool:
    """A zero may lie on the edge of the box; then it is kept."""
    return all(a.overlaps(b) for a, b in zip(zero.fine, whole, strict=True))


class _Search:
    """One run: ``work`` holds the boxes that wait, in the order of their sizes."""

    def __init__(self, system: SquareSystem, whole: Box) -> None:
        self.system = system
        self.smallest = [b.rad().max(arb(2) ** -BITS) * arb(2) ** (1 - NARROW) for b in whole]
        self.work: deque[tuple[Span, int]] = deque([(tuple((b.lower(), b.upper()) for b in whole), 0)])
        self.regions: list[list[Range]] = []
        self.found = Pruned()
        self.poles = Poles(system)
        self.single = (
            [RangeFunction([e], system.symbols) for e in system.expressions]
            if system.size <= _CORNERS and not system.slow
            else []
        )

    def run(self, limit: int) -> None:
        while self.work:
            if self.found.examined >= limit:
                self.found.undecided += [tuple(map(as_ball, box)) for box, _ in self.work]
                return
            self.found.examined += 1
            self._examine(*self.work.popleft())

    def _examine(self, box: Span, depth: int) -> None:
        if any(_inside(box, region) for region in self.regions):
            return
        state = self.system.ranges(box)
        if state is None:
            return
        slopes = self.system.slopes(box) if state[1] else None
        if slopes is None:
            if not (depth % _POLE_EVERY == 0 and depth and self.poles.excluded(box)):
                self._cut(box, depth, None)
            return
        centre = tuple(((low + high) / 2).mid() for low, high in box)
        values = self.system.values(centre)
        steps = [as_ball((low - c, high - c)) for (low, high), c in zip(box, centre, strict=True)]
        matrix = [[as_ball(r) for r in row] for row in slopes]
        if any(_nonzero(v, row, steps) for v, row in zip(values, matrix, strict=True)) or self._one_sign(box, slopes):
            return
        reduced = _newton_step(box, centre, values, matrix, steps)
        if reduced is None:
            return
        smaller, alone = reduced
        if (alone or self.found.examined <= _STARTS) and self._settled(box, centre, alone):
            return
        if any(s[1] - s[0] < _PROGRESS * (b[1] - b[0]) for s, b in zip(smaller, box, strict=True)):
            self.work.append((smaller, depth + 1))
        else:
            self._cut(smaller, depth, slopes)

    def _settled(self, box: Span, centre: Box, alone: bool) -> bool:
        """Newton's method from the centre: a new zero is kept; the box is done if it holds no other."""
        candidate = self.system.newton(centre)
        zero = None if candidate is None else self.system.certify(candidate)
        if zero is None:
            return False
        self._keep(zero)
        fine = [(b.lower(), b.upper()) for b in zero.fine]
        return (alone and _inside(fine, box)) or _inside(box, self.regions[-1])

    def _keep(self, zero: Zero) -> None:
        self.regions.append([(b.lower(), b.upper()) for b in zero.box])
        for known in self.found.zeros:
            differ = distinct(zero, known)
            if differ is False:
                return
            if differ is None:
                self.found.undecided.append(zero.box)
                return
        self.found.zeros.append(zero)

    def _one_sign(self, box: Span, slopes: list[list[Range]]) -> bool:
        """Whether an equation has one sign: a variable in which it is monotone is put to its ends."""
        for function, row in zip(self.single, slopes, strict=False):
            if not any(excludes_zero(r) for r in row):
                continue
            low, high = [], []
            for slope, side in zip(row, box, strict=True):
                first, last = (side[0], side[0]), (side[1], side[1])
                if slope[0] > 0 or slope[1] < 0:
                    low.append(first if slope[0] > 0 else last)
                    high.append(last if slope[0] > 0 else first)
                else:
                    low.append(side)
                    high.append(side)
            try:
                if function(low)[0][0] > 0 or function(high)[0][1] < 0:
                    return True
            except Nowhere:
                return False
        return False

    def _cut(self, box: Span, depth: int, slopes: list[list[Range]] | None) -> None:
        widths = [high - low for low, high in box]
        open_sides = [i for i, w in enumerate(widths) if not w <= self.smallest[i]]
        if not open_sides:
            self.found.undecided.append(tuple(map(as_ball, box)))
            return
        weights = [float(w / s) for w, s in zip(widths, self.smallest, strict=True)]
        if slopes is not None and depth % 4:  # every fourth cut goes by width, so that no side is forgotten
            weights = _smears(slopes, widths)
        widest = max(open_sides, key=lambda i: weights[i])
        low, high = box[widest]
        centre = ((low + high) / 2).mid()
        for part in ((low, centre), (centre, high)):
            self.work.append(((*box[:widest], part, *box[widest + 1 :]), depth + 1))


def _smears(slopes: list[list[Range]], widths: list[Any]) -> list[float]:
    """How much each variable moves the equations over the box, the largest part of any of them."""
    table = [[float((-r[0]).max(r[1]) * w) for r, w in zip(row, widths, strict=True)] for row in slopes]
    totals = [sum(row) or 1.0 for row in table]
    return [max(row[j] / t for row, t in zip(table, totals, strict=True)) for j in range(len(widths))]


def _inside(inner: Sequence[Range], outer: Sequence[Range]) -> bool:
    return all(a[0] >= b[0] and a[1] <= b[1] for a, b in zip(inner, outer, strict=True))


def _nonzero(value: Any, row: list[Any], steps: list[Any]) -> bool:
    """The mean value form f(c) + J (X - c)."""
    for slope, step in zip(row, steps, strict=True):
        value = value + slope * step
    return bool(value > 0) or bool(value < 0)


def _newton_step(
    box: Span, centre: Box, values: list[Any], matrix: list[list[Any]], steps: list[Any]
) -> tuple[Span, bool] | None:
    """Gauss-Seidel on C f(c) + C J (X - c) = 0: a box that holds the zeros in X, and whether f is one-to-one on X.

    None: there are none.  C is near the inverse of the midpoint of J; when C J is strictly diagonally dominant, f is
    one-to-one.  Reference: A. Neumaier, Interval Methods for Systems of Equations (1990), section 5.1.
    """
    inverse = approximate_inverse(matrix)
    if inverse is None:
        return box, False
    result, moves = list(box), list(steps)
    rows = product(inverse, matrix)
    for i, row in enumerate(rows):
        rest = dot(inverse[i], values)
        for j, move in enumerate(moves):
            if j != i:
                rest = rest + row[j] * move
        if row[i].abs_lower() > 0:
            reached = centre[i] - rest / row[i]
            low, high = result[i][0].max(reached.lower()), result[i][1].min(reached.upper())
            if low > high:
                return None
            result[i] = low, high
            moves[i] = as_ball((low - centre[i], high - centre[i]))
    return tuple(result), all(dominant(row, i) for i, row in enumerate(rows))


__all__ = ["MAX_BOXES", "Pruned", "branch_and_prune"]
