"""Where a field or a quantity is smooth, bends, or has no value: what a claim that differentiates has to know first.

A formal derivative is a derivative only where the expression is smooth.  A claim at a point asks near the point, a
claim on a region or on all states asks everywhere that its assumptions hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, islice
from typing import Any

from sympy import (
    Abs,
    Eq,
    Heaviside,
    Max,
    Min,
    Mul,
    Ne,
    Piecewise,
    Pow,
    Rational,
    asinh,
    atan,
    cos,
    cosh,
    erf,
    erfc,
    erfi,
    exp,
    fraction,
    log,
    postorder_traversal,
    sign,
    sin,
    sinh,
    tan,
    tanh,
    together,
)
from sympy.functions.elementary.piecewise import ExprCondPair

from stability.algebra.conditions import Fact, always_positive, find_sample, impossible, never_zero
from stability.algebra.conditions.domain import defined_at, partial_parts
from stability.algebra.conditions.sample import candidates, truth
from stability.algebra.exact import shorten
from stability.algebra.jets import Jet
from stability.errors import NotApplicable
from stability.expectation import Expectation
from stability.linearization import check_smooth
from stability.system import System

#: Bends, but does not jump, and keeps solutions unique.
_LIPSCHITZ = (Abs, Max, Min)
#: Smooth everywhere; and all functions with rules of differentiation, beside powers.
_ENTIRE: tuple[Any, ...] = (exp, sin, cos, sinh, cosh, tanh, erf, erfc, erfi, atan, asinh)
_RULES = (*_ENTIRE, log, tan, Jet, Expectation, Abs, sign, Heaviside, Max, Min, Piecewise, ExprCondPair)
#: Exact points at which a value is looked for.
_POINTS = 400


def rough(
    expressions: Iterable[Any], given: Iterable[Any], at: Any = None, *, kinks: bool = False, poles: bool = False
) -> str:
    """Why an expression may fail to be smooth near the point (at = None: at some state that satisfies ``given``).

    Empty when all of them are proven smooth.  kinks: Abs, Max and Min are allowed, which leaves the expressions locally
    Lipschitz.  poles: poles and logarithms are allowed, for statements about the states where there is a value.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> rough([1/(1 + x**2), 1/(x - 1)], [])
    '1/(x - 1) with a pole somewhere'
    >>> rough([1/(x - 1)], [x > 2]), rough([1/(x - 1)], [], {x: 0}), rough([Abs(x)], [], kinks=True)
    ('', '', '')
    """
    facts, here = tuple(given), dict(at or {})
    for expression in expressions:
        if _passes(expression, here, facts):
            continue
        for node in postorder_traversal(expression):
            if poles and (isinstance(node, log) or (isinstance(node, Pow) and node.exp.is_Integer)):
                continue
            problem = _problem(node, here, facts, kinks)
            if problem:
                return f"{shorten(node)} {problem} {'there' if here else 'somewhere'}"
    return ""


def _passes(expression: Any, here: Mapping[Any, Any], given: tuple[Any, ...]) -> bool:
    try:
        check_smooth(expression, here, given, "smoothness")
    except NotApplicable:
        return False
    return True


def _problem(node: Any, here: Mapping[Any, Any], given: tuple[Any, ...], kinks: bool) -> str:
    """What is wrong with this node, its arguments being smooth; empty when nothing is."""
    if node.is_Atom or node.is_Add or node.is_Mul or isinstance(node, _ENTIRE):
        return ""
    if isinstance(node, Pow) and node.exp.is_integer and node.exp.is_nonnegative:
        return ""
    if isinstance(node, (Max, Min)):
        tied = combinations([a.xreplace(here) for a in node.args], 2)
        return "" if kinks or all(never_zero(a - b, given) for a, b in tied) else "with a kink"
    if isinstance(node, Pow) and node.exp.is_Integer:
        return "" if never_zero(node.base.xreplace(here), given) else "with a pole"
    if isinstance(node, (Pow, log)):
        positive = always_positive(node.args[0].xreplace(here), given)
        return "" if positive else "of an argument that need not be positive"
    if isinstance(node, (Abs, sign, Heaviside)):
        allowed = kinks and isinstance(node, _LIPSCHITZ)
        return "" if allowed or never_zero(node.args[0].xreplace(here), given) else "with a kink"
    return "" if _passes(node, here, given) else "which is not known to be smooth"


def no_value(expressions: Iterable[Any], system: System, given: Iterable[Any]) -> str:
    """An exact state that satisfies ``given`` at which an expression certainly has no finite value; else empty.

    A zero of a denominator counts where the numerator does not vanish with it.
    """
    facts = tuple(given)
    for expression in expressions:
        for node in (n for n in postorder_traversal(expression) if isinstance(n, (Pow, log))):
            condition = _lost(expression, node)
            if condition is None:
                continue
            unknowns = {*expression.free_symbols, *system.state}
            sample = find_sample([*facts, *condition], unknowns, system.functions)
            if sample is not None:
                return f"{sample}: {shorten(expression)} has no value"
    return ""


def _lost(expression: Any, node: Any) -> tuple[Any, ...] | None:
    """Relations under which the expression has no value because this part of it has none."""
    if isinstance(node, Pow) and node.exp.is_Integer:
        if node.exp > 0:
            return None
        numerator, denominator = fraction(together(expression))
        factors = [f.base if f.is_Pow else f for f in Mul.make_args(denominator)]
        return (Eq(node.base, 0), Ne(numerator, 0)) if node.base in factors else None
    partial = isinstance(node, log) or isinstance(node.exp, Rational)
    return (node.args[0] < 0,) if partial else None


def has_value(system: System, expression: Any) -> bool:
    """Whether the expression has a real value at some exact state that satisfies the assumptions."""
    if not partial_parts(expression):
        return True
    relations = [a for a in system.assumptions if not isinstance(a, Fact)]
    unknowns = expression.free_symbols.union(*(r.free_symbols for r in relations))
    points = islice(candidates(sorted(unknowns, key=str), []), _POINTS)
    return any(defined_at(expression, p) and all(truth(r, p) for r in relations) for p in points)


def continues(quantity: Any, system: System) -> str:
    """Why a quantity with a vanishing formal derivative may still change along a trajectory; empty when it cannot.

    Smooth quantities do not.  Where the field is analytic, so are its trajectories: a continuous quantity, which bends
    at isolated times only, stays the same; a quotient or its logarithm is a Laurent series in t - t0 and in
    log|t - t0|, and a constant on one side of t0 is that constant on the other.  A bounded function of a pole, as in
    atan(1/x), jumps, and so do steps.

    >>> from sympy import atan, symbols
    >>> from stability.clock import Time
    >>> x, y = symbols("x y", real=True)
    >>> continues(x/y, System(Time.CONTINUOUS, [x, y], [x, y]))
    ''
    >>> continues(atan(x) + atan(1/x), System(Time.CONTINUOUS, [x], [1]))
    'atan(1/x) may jump'
    """
    given = system.assumptions
    problem = rough([quantity], given)
    if not problem:
        return ""
    if system.functions or any(_jumps(c, given, logarithms=False) for c in system.rhs):
        return f"{problem}, and the field is not shown to be analytic"
    return "" if _continuous(quantity, given) else _jumps(quantity, given, logarithms=True)


def _continuous(node: Any, given: Any) -> bool:
    """Whether the expression is proven continuous: bends and roots are allowed."""
    if not rough([node], given):
        return True
    if isinstance(node, Pow):
        allowed = isinstance(node.exp, Rational) and node.exp > 0
        allowed = allowed and (node.exp.is_Integer or impossible(node.base < 0, given))
    else:
        allowed = node.is_Add or node.is_Mul or isinstance(node, (*_LIPSCHITZ, *_ENTIRE))
    return allowed and all(_continuous(a, given) for a in node.args)


def _jumps(node: Any, given: Any, logarithms: bool) -> str:
    """A part that is no quotient of smooth expressions, and no logarithm of one where those are allowed."""
    if not rough([node], given):
        return ""
    rational = node.is_Add or node.is_Mul or (isinstance(node, Pow) and node.exp.is_Integer)
    if rational or (logarithms and isinstance(node, log)):
        inner = logarithms and rational
        return next((found for a in node.args if (found := _jumps(a, given, inner))), "")
    return f"{shorten(node)} may jump"


def formal(expression: Any) -> bool:
    """Whether SymPy's rules differentiate the expression: floor, for one, has none."""
    return all(
        node.is_Atom or node.is_Add or node.is_Mul or isinstance(node, (Pow, *_RULES)) or node.is_Boolean
        for node in postorder_traversal(expression)
    )
