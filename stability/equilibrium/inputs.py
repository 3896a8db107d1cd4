"""Questions that are refused before the search: contradictory assumptions, boxes outside the domain of the field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flint import ctx

from stability.algebra.conditions import Fact, contradictory
from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.boxes import BITS
from stability.algebra.systems.forms import guards
from stability.equilibrium.given import equations_of
from stability.errors import BadInput, CannotSolve
from stability.system import System


def check_assumptions(system: System) -> None:
    """BadInput when nothing satisfies the assumptions: every statement about such a system would hold."""
    relations = [a for a in system.assumptions if not isinstance(a, Fact)]
    contradiction = contradictory(system.assumptions)
    if contradiction:
        raise BadInput(
            f"the equilibria of a system under the assumptions {', '.join(map(str, relations))}",
            f"assumptions that contradict each other, so that every claim holds of nothing (vacuous): {contradiction}",
            "assumptions that some parameters satisfy",
        )


def check_domain(system: System, box: Mapping[Any, tuple[Any, Any]]) -> None:
    """BadInput when a condition of the field's domain fails at every point of the box."""
    symbols = tuple(box)
    for guard in sorted({g for e in equations_of(system) for g in guards(e)}, key=str):
        if guard.free_symbols - set(symbols):
            continue
        if guard == False or _fails_everywhere(guard, symbols, box):  # noqa: E712 - SymPy's false
            raise BadInput(
                f"the equilibria in the box {', '.join(f'{s} in [{a}, {b}]' for s, (a, b) in box.items())}",
                f"the field is defined nowhere in it: it needs {guard}",
                "a box that meets the domain of the field",
            )


def _fails_everywhere(guard: Any, symbols: tuple[Any, ...], box: Mapping[Any, tuple[Any, Any]]) -> bool:
    try:
        with ctx.workprec(BITS):
            value = BallFunction([guard.lhs - guard.rhs], symbols)([ball(*ends) for ends in box.values()])[0]
            if guard.rel_op == ">":
                return bool(value <= 0)
            return guard.rel_op == ">=" and bool(value < 0)
    except CannotSolve:
        return False
