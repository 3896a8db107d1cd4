"""Claims about cycles of maps of one variable, certified by Krawczyk's test away from the kinks of the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from flint import ctx
from sympy import Integer, Mul, Rational, sign

from stability.algebra.balls import within_last_digit
from stability.algebra.conditions import sign_set
from stability.algebra.names import Internal
from stability.algebra.systems.balls import BallFunction
from stability.clock import Time
from stability.errors import CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import listed, rational
from stability.theorem.decimals import moved_digit
from stability.theorem.fields import DigitsList, Number, OptionalDigits, Ratios
from stability.theorem.roots import enclosed_root
from stability.trajectory import compile_field

#: Points at which a cycle of period 2 is looked for: multiples of 1/40 up to 2 on both sides; a proposal only.
_SCAN = tuple(k / 40 for k in range(-80, 81))
_BITS = 400


def certified_cycle(system: System, near: tuple[Any, ...]) -> tuple[Any, Any]:
    """Balls around the points of one cycle close to the rationals ``near``, and around its multiplier.

    The functions sign(.) in the map must have a settled value at each point, and the points must be different: a rest
    point passed twice is no cycle of period 2.  Raises CannotSolve otherwise.
    """
    x, image = system.state[0], system.rhs[0]
    unknowns = [Internal(f"x{k}", real=True) for k in range(len(near))]
    branches, guards = [], []
    for unknown, value in zip(unknowns, near, strict=True):
        branch, sides = _branch(image, x, value)
        branches.append(branch.xreplace({x: unknown}))
        guards += [s.xreplace({x: unknown}) for s in sides]
    following = [*unknowns[1:], unknowns[0]]
    box = enclosed_root([b - y for b, y in zip(branches, following, strict=True)], unknowns, near, _BITS)
    with ctx.workprec(_BITS):
        slopes = [b.diff(u) for b, u in zip(branches, unknowns, strict=True)]
        *sides, multiplier = BallFunction([*guards, Mul(*slopes)], unknowns)(box)
    if any(a.overlaps(b) for a, b in combinations(box, 2)):
        raise CannotSolve("a cycle of different points", "two that may be the same", "a start nearer to the cycle")
    if not all(side > 0 for side in sides):
        raise CannotSolve("a cycle away from the kinks", "a point of it that may lie on a kink", "another start")
    return box, multiplier


def _branch(image: Any, x: Any, value: Any) -> tuple[Any, list[Any]]:
    """The map with its signs as at ``value``, and expressions that are positive where they have these values."""
    known, guards = {}, []
    for node in image.atoms(sign):
        signs = sign_set(node.args[0].xreplace({x: value}))
        if len(signs) != 1 or signs == {0}:
            raise CannotSolve("the side of a kink", f"{node} at {value}", "a point off the kink")
        (side,) = signs
        known[node] = Integer(side)
        guards.append(side * node.args[0])
    return image.xreplace(known), guards


@dataclass(frozen=True)
class RepellingCycle(Claim):
    """The map has a cycle at these points, and it repels: its multiplier has absolute value above 1.

    near: rationals within 1/100 of the points, in their order; points, multiplier: decimals, right to all digits but
    the last; None for a multiplier of which only |multiplier| > 1 is claimed.
    """

    near: Ratios
    points: DigitsList
    multiplier: OptionalDigits = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.DISCRETE or len(system.state) != 1:
            return undecided("cycles are certified for maps of one variable")
        listed(self.points, len(self.near), "decimals, one for each point of the cycle")
        near = tuple(Rational(rational(v, "a place near a point of a cycle")) for v in self.near)
        box, multiplier = certified_cycle(system, near)
        stated = [*zip(box, self.points, strict=True), *([(multiplier, self.multiplier)] if self.multiplier else [])]
        for value, text in stated:
            if not within_last_digit(value, text):
                return refuted("a decimal differs", f"{value.str(36, radius=False)}, not {text}", rigor=Rigor.CERTIFIED)
        if not (abs(multiplier) > 1 or abs(multiplier) <= 1):
            return undecided(f"whether the multiplier is above 1 in size: it is known to lie in {multiplier.str(12)}")
        if abs(multiplier) <= 1:
            shown = multiplier.str(20, radius=False)
            return refuted("the cycle does not repel", f"its multiplier is {shown}", rigor=Rigor.CERTIFIED)
        return confirmed(
            f"Krawczyk's test proves one cycle near these points; its multiplier is {multiplier.str(12, radius=False)}",
            rigor=Rigor.CERTIFIED,
            predicted=", ".join(text[:14] for text in self.points),
        )

    def twins(self) -> tuple[Claim, ...]:
        first, *rest = self.points
        return (replace(self, points=(moved_digit(first), *rest)),)


@dataclass(frozen=True)
class EveryOrbitConverges(Claim):
    """Every orbit of the map converges to ``limit``.

    It is refuted by a certified cycle of period 2 off the limit; a proof would need a Lyapunov function.
    """

    limit: Number

    def check(self, system: System) -> Checked:
        if system.time is not Time.DISCRETE or len(system.state) != 1:
            return undecided("cycles are searched for maps of one variable")
        for near in self._proposals(system):
            try:
                box, _ = certified_cycle(system, near)
            except CannotSolve:
                continue
            first, second = (b.str(20, radius=False) for b in box)
            witness = f"the cycle {first} -> {second} -> {first}"
            return refuted("an orbit of period 2 does not converge", witness, rigor=Rigor.CERTIFIED)
        return undecided("no cycle of period 2 was found; a Lyapunov function would decide it")

    def _proposals(self, system: System) -> Iterator[tuple[Any, Any]]:
        """Sign changes of F(F(x)) - x in floating point, refined by bisection, off the limit."""
        step = _in_floats(system)
        grid = sorted({*_SCAN, *(x / 10 for x in _SCAN)})  # finer near 0
        for low, high in pairwise(grid):
            a, b = low, high
            if not (step(step(a)) - a) * (step(step(b)) - b) < 0:
                continue
            for _ in range(50):
                middle = (a + b) / 2
                if (step(step(middle)) - middle) * (step(step(a)) - a) > 0:
                    a = middle
                else:
                    b = middle
            image = step(a)
            if min(abs(a - float(self.limit)), abs(image - a)) > 1e-6:  # neither the limit nor a rest point
                yield Rational(round(a * 10**12), 10**12), Rational(round(image * 10**12), 10**12)

    def twins(self) -> tuple[Claim, ...]:
        return ()


def _in_floats(system: System) -> Callable[[float], float]:
    """The map in floating point; nan where it has no value."""
    compiled = compile_field(system)

    def step(x: float) -> float:
        with np.errstate(all="ignore"):
            return float(compiled(np.array([x]))[0])

    return step
