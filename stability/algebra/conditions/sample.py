"""Exact points that satisfy assumptions, and concrete functions that satisfy facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from sympy import And, Lambda, Or, Rational, Symbol, exp, false, log, sin, sinh, true
from sympy.core.relational import Relational

from stability.algebra.conditions.domain import defined_at, partial_parts
from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.realize import permits
from stability.algebra.conditions.signs import sign_set
from stability.algebra.jets import Jet, instantiate
from stability.algebra.names import placeholder
from stability.algebra.numbers import sign_by_balls

#: Values tried for a parameter, small heights first; both signs, and both sides of 1.
VALUES = tuple(
    Rational(p, q)
    for p, q in (
        (1, 2),
        (1, 1),
        (2, 1),
        (3, 10),
        (1, 5),
        (-1, 1),
        (3, 1),
        (-1, 2),
        (5, 1),
        (1, 10),
        (-2, 1),
        (0, 1),
        (7, 3),
        (-3, 1),
        (1, 100),
        (10, 1),
        (-5, 1),
        (-1, 10),
        (100, 1),
        (-10, 1),
    )
)
_LIMIT, _FEW = 4000, 400
#: Operations of conditions times exact points at which they are tried; conditions of 100 operations have all points.
_WORK = 400_000

_t = placeholder("t", __name__, real=True)
#: Tried in this order when an abstract function needs an example.
FUNCTIONS = (
    Lambda(_t, -log(1 + exp(-_t))),
    Lambda(_t, _t),
    Lambda(_t, exp(_t)),
    Lambda(_t, -exp(-_t)),
    Lambda(_t, sinh(_t)),
    Lambda(_t, -_t),
    Lambda(_t, _t - _t**2),
    Lambda(_t, _t + _t**2),
    Lambda(_t, sin(_t)),
    Lambda(_t, _t**2),
    Lambda(_t, log(1 + exp(-_t))),
    Lambda(_t, -(_t**2)),
    Lambda(_t, 0 * _t),
)
#: An abstract function may be rescaled to meet a condition on the size of a derivative.
SCALES = (Rational(1), Rational(5), Rational(1, 5), Rational(20))


@dataclass(frozen=True)
class Sample:
    """Exact values for parameters (and jets, where those were asked for) and functions for abstract names."""

    values: dict[Any, Any]
    functions: dict[str, Lambda]

    def __str__(self) -> str:
        parts = [f"{name} = {value}" for name, value in self.values.items()]
        parts += [f"{name}(t) = {given.expr}" for name, given in self.functions.items()]
        return ", ".join(parts) or "no free parameters"


def truth(condition: Any, values: dict[Any, Any]) -> bool | None:
    """The truth of a condition at an exact point; None when it cannot be told, or when a part of it is undefined there.

    >>> from sympy import Ne, sqrt
    >>> x = Symbol("x", real=True)
    >>> truth(sqrt(x) < 1, {x: Rational(4)}), truth(Ne(sqrt(x), 1), {x: Rational(-1)})
    (False, None)
    """
    if partial_parts(condition) and not defined_at(condition, values):
        return _truth_of_parts(condition, values)
    quick = _by_balls(condition, values)
    if quick is not None:
        return quick
    try:
        result = condition.xreplace(values)
        result = result.doit() if hasattr(result, "doit") else result
    except (ZeroDivisionError, TypeError, ValueError):  # comparison with zoo or nan: no truth value there
        return None
    return True if result == true else False if result == false else None


#: Which signs of the left side minus the right one make a relation true.
_TRUE_FOR = {">": {1}, ">=": {1, 0}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {1, -1}}


def _by_balls(condition: Any, values: dict[Any, Any]) -> bool | None:
    """The truth of a relation between numbers that differ; SymPy's own comparison may expand huge powers."""
    if not isinstance(condition, Relational):
        return None
    sign = sign_by_balls(condition.lhs.xreplace(values) - condition.rhs.xreplace(values))
    return sign in _TRUE_FOR[condition.rel_op] if sign else None


def _truth_of_parts(condition: Any, values: dict[Any, Any]) -> bool | None:
    """And and Or may be settled by a part that is defined."""
    if not isinstance(condition, (And, Or)):
        return None
    decisive = isinstance(condition, Or)
    return decisive if any(truth(part, values) is decisive for part in condition.args) else None


def _allowed(unknown: Any, facts: list[Fact]) -> list[Rational]:
    if isinstance(unknown, Jet):
        signs = sign_set(unknown, facts)
        return [v for v in VALUES if int(bool(v > 0)) - int(bool(v < 0)) in signs]
    return [v for v in VALUES if permits(unknown, v)]


def candidates(unknowns: list[Any], facts: list[Fact], conditions: Iterable[Any] = ()) -> Iterator[dict[Any, Any]]:
    """Exact points, those of small height first, at most 4,000, and fewer for long conditions."""
    limit = max(100, min(_LIMIT, _WORK // (1 + sum(c.count_ops() for c in conditions))))
    choices = [_allowed(u, facts) for u in unknowns]
    if not unknowns:
        return iter(({},))
    ordered = (
        p
        for radius in range(max(map(len, choices), default=0))
        for p in product(*(c[: radius + 1] for c in choices))
        if radius == 0 or any(radius < len(c) and v == c[radius] for v, c in zip(p, choices, strict=True))
    )
    return (dict(zip(unknowns, point, strict=True)) for point in islice(ordered, limit))


def stock(name: str, facts: Iterable[Any]) -> Iterator[Lambda]:
    """Examples of functions with these facts, each fact proven for it; then the same ones rescaled."""
    wanted = [fact for fact in facts if isinstance(fact, Fact) and fact.function == name]
    for scale in SCALES:
        for candidate in FUNCTIONS:
            scaled = Lambda(_t, scale * candidate.expr) if scale != 1 else candidate
            if all(sign_set(instantiate(fact.subject(_t), {name: scaled})) <= fact.signs for fact in wanted):
                yield scaled


def choose_function(name: str, facts: Iterable[Any]) -> Lambda | None:
    """An example of a function with these facts, each fact proven for it; None when the stock has none.

    >>> choose_function("f", [Fact("f", order=1, at=None, sign="positive"), Fact("f", order=2, at=0, sign="negative")])
    Lambda(t, -log(1 + exp(-t)))
    """
    return next(stock(name, facts), None)


def find_sample(
    assumptions: Iterable[Any],
    parameters: Iterable[Symbol],
    functions: Iterable[str] = (),
    prefer: Iterable[Any] = (),
    steps: int | None = None,
) -> Sample | None:
    """An exact point that satisfies the assumptions, with example functions; None when none was found.

    ``prefer``: further conditions, satisfied as well.  steps: of the solver, which is asked last;
    with them fewer points are tried, too.

    >>> gamma, h = Symbol("gamma", positive=True), Symbol("h", positive=True)
    >>> str(find_sample([h * gamma < 1], [gamma, h]))
    'gamma = 1/2, h = 1/2'
    """
    given, names, wanted = [*assumptions, *prefer], sorted(functions), set(parameters)
    for choice in _choices(names, given):
        found = _sample_with(dict(zip(names, choice, strict=True)), given, wanted, steps)
        if found is not None:
            return found
    return None


def _choices(names: list[str], given: list[Any]) -> Iterator[tuple[Lambda, ...]]:
    """Functions for all names: for one name the whole stock, rescaled too, else the first few combinations."""
    if len(names) == 1:
        return ((function,) for function in stock(names[0], given))
    return islice(product(*(list(islice(stock(name, given), 8)) for name in names)), 16)


def _sample_with(
    chosen: dict[str, Lambda], given: list[Any], parameters: set[Any], steps: int | None
) -> Sample | None:
    concrete = [instantiate(a, chosen) for a in given if not isinstance(a, Fact)]
    if any(c == false for c in concrete):
        return None
    unknowns = sorted({*parameters, *(s for c in concrete for s in c.free_symbols)}, key=str)
    for point in islice(candidates(unknowns, []), _LIMIT if steps is None else _FEW):
        if all(truth(c, point) for c in concrete):
            return Sample(point, chosen)
    return _from_solver(concrete, unknowns, chosen, steps)


def _from_solver(
    conditions: list[Any], unknowns: list[Any], functions: dict[str, Any], steps: int | None
) -> Sample | None:
    from stability.algebra.conditions.solver import rational_model

    if not all(isinstance(c, Relational) or c.is_Boolean for c in conditions):
        return None
    model = rational_model(conditions, steps)
    if model is None:
        return None
    point = {u: model[u] if u in model else next(iter(_allowed(u, [])), None) for u in unknowns}
    if not all(v is not None and permits(u, v) for u, v in point.items()):
        return None
    return Sample(point, functions) if all(truth(c, point) for c in conditions) else None
