"""The field as it was written, for searches of boxes: normal forms of many quotients have too many terms for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Abs, Function, Heaviside, Max, Min, Piecewise, Pow, Symbol, count_ops, sign

from stability.algebra.jets import Jet
from stability.algebra.systems.forms import as_fraction, to_expression
from stability.equilibrium.numeric import Searched, Unsettled, search_box
from stability.errors import CannotSolve
from stability.expectation import Expectation
from stability.system import System

#: Distinct functions, roots and denominators from which the case tree has little to offer and much to multiply out.
MANY_KERNELS = 4
#: Boxes examined before the case tree is asked: a search that is going to end soon does so in a few hundred.
FIRST = 1_500
#: How many times shorter the field has to be than its numerators.
SHORTER = 2


def as_written(equations: Sequence[Any], field: Sequence[Any], values: Mapping[Any, Any]) -> tuple[Any, ...]:
    """For each equation in normal form the component of the field whose numerator it is, where that is much shorter.

    The field is that in which the solved symbols were put.  It has the same zeros, in its domain.  (): none is shorter.

    >>> from sympy.abc import x, y
    >>> as_written((x**3*y**3 + 3*x**3*y**2 + 3*x**3*y + x**3 - 1,), (x**3 - 1/(y + 1)**3, x), {})
    (x**3 - 1/(y + 1)**3,)
    """
    numerators = [(n, put) for put in (c.xreplace(dict(values)) for c in field) for n in _numerator(put)]
    found = [next((put for n, put in numerators if n in (e, -e) and _shorter(put, e)), e) for e in equations]
    return () if all(a is b for a, b in zip(found, equations, strict=True)) else tuple(found)


def _numerator(e: Any) -> list[Any]:
    """The primitive numerator, not factored: what it is compared with is irreducible; none for 0 and beyond limits."""
    try:
        numerator, _, gens = as_fraction(e)
    except CannotSolve:
        return []
    return [to_expression(numerator // numerator.content(), gens)] if numerator != 0 else []


def _shorter(one: Any, other: Any) -> bool:
    """Denominators cost dependencies, as many terms do: they are worth it from half the operations on."""
    return bool(SHORTER * count_ops(one) <= count_ops(other))


def kernels(equations: Sequence[Any]) -> int:
    """How many functions, roots and denominators with sums in them the equations hold, each counted once."""
    nodes = set().union(*(e.atoms(Function) for e in equations))
    powers = set().union(*(e.atoms(Pow) for e in equations))
    roots = {p.base for p in powers if not p.exp.is_Integer and p.free_symbols}
    below = {p.base for p in powers if p.exp.is_Rational and p.exp.is_negative and p.base.is_Add}
    return len(nodes) + len(roots) + len(below)


def search_directly(
    system: System,
    equations: Sequence[Any],
    limits: tuple[Any, ...],
    box: Mapping[Any, tuple[Any, Any]],
    budget: int | None,
) -> Searched | None:
    """All zeros in the box by interval tests alone, when the field holds many kernels and no box stays undecided.

    Then every zero is simple, so that there is no component.  None where the case tree has to be asked.
    """
    if kernels(equations) < MANY_KERNELS or all(e.is_rational_function(*system.state) for e in equations):
        return None
    found = search_as_written(system, equations, limits, box, min(budget or FIRST, FIRST))
    return None if found is None or found.undecided else found


def search_as_written(
    system: System,
    equations: Sequence[Any],
    limits: tuple[Any, ...],
    box: Mapping[Any, tuple[Any, Any]],
    budget: int | None,
) -> Searched | None:
    """The zeros in the box by interval tests alone; None for a field that they do not apply to.

    They need as many equations as unknowns, smooth functions with ranges, and numbers for all parameters.
    """
    state: tuple[Symbol, ...] = tuple(system.state)
    whole = tuple(e for e in equations if e != 0)
    if len(whole) != len(state) or set().union(*(e.free_symbols for e in whole)) - set(state):
        return None
    if any(e.has(Jet, Expectation, Abs, sign, Max, Min, Piecewise, Heaviside) for e in whole):
        return None
    try:
        return search_box(Unsettled(whole, state, (), limits, state), box, budget)
    except CannotSolve:  # a function without ranges: the case tree may get rid of it
        return None
