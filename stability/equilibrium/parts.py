"""Components against the domain: kept with a point inside, cut, or left out because nothing of them is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Any

from sympy import Eq, Integer, Matrix, Ne, Or, nan, oo, zoo
from sympy.core.relational import Relational

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.conditions.realize import permits
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.exact import shorten
from stability.algebra.exact_sign import Undefined, exact_sign
from stability.algebra.jets import Jet
from stability.algebra.names import internals
from stability.algebra.systems.forms import is_zero
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.real import over_rationals, to_flint
from stability.equilibrium.domain import ALLOWED, Domain, Limit, Place
from stability.equilibrium.places import in_box
from stability.equilibrium.records import Component
from stability.equilibrium.samples import grid
from stability.errors import CannotSolve

#: Minors of the Jacobian, and cells of a grid, that are looked at: bounds on work, not on what is true.
_MINORS = 24
_TRIED = 300
_STRICT = {">=": ">", "<=": "<"}


@dataclass(frozen=True)
class Part:
    """component: what is listed, or None; deeper: equations of smaller sets on which allowed points remain to be found;
    note: a sentence about what was left out or is open; missing: what is not settled.
    """

    component: Component | None
    deeper: tuple[tuple[Any, ...], ...] = ()
    note: str = ""
    missing: str = ""


def restricted(component: Component, domain: Domain) -> Part:
    """The part of a component inside the domain.

    >>> from sympy import Integer, symbols
    >>> x, y = symbols("x y", real=True)
    >>> circle = Component((x, y), (x**2 + y**2 - 1,), 1, (), ((x, Integer(0)), (y, Integer(1))))
    >>> far, near = (Domain((x, y), field=(Limit(x + y - c, ">"),)) for c in (3, 1))
    >>> restricted(circle, far).component is None, dict(restricted(circle, near).component.sample) != {x: 0, y: 1}
    (True, True)
    """
    open_limits: list[Limit] = []
    for limit in domain.limits:
        settled = _settled(component, limit, domain)
        if settled is False:
            return Part(None, note=f"{component} is outside the domain: it needs {limit}.")
        if settled is None:
            open_limits.append(limit)
    own = [c for c in component.conditions if c.free_symbols & set(component.state)]
    if not (open_limits or own or domain.others or domain.kinds):
        return Part(component)
    listed = replace(component, conditions=_conditions(component, open_limits, domain))
    limits = [*open_limits, *(Limit(c.lhs - c.rhs, c.rel_op) for c in own)]
    strict = tuple(Limit(c.expression, _STRICT.get(c.operator, c.operator)) for c in limits)
    inside = _sample(listed, domain, strict)
    if inside is not None:
        return Part(replace(listed, sample=inside))
    boxed = None if component.sample_box is None else in_box(component.state, component.sample_box)
    if boxed is not None and domain.conditions(boxed) == ((), ()):
        return Part(listed)
    if domain.others or domain.kinds:
        return _open(listed, "further assumptions on the state")
    return _decided(listed, limits, strict, domain)


def _open(component: Component, why: str) -> Part:
    shown = replace(component, sample=None, sample_box=None)
    return Part(shown, missing=f"whether {shorten(shown)} has points in the domain is not known ({why})")


def _settled(component: Component, limit: Limit, domain: Domain) -> bool | None:
    """True: the limit holds on all of the component; False: nowhere on it; None: neither is proven.

    A declared sign may not prove itself: the coordinate then is a plain real number.
    """
    signs = _signs(component, limit, domain)
    if not signs & ALLOWED[limit.operator]:
        return False
    return True if signs <= ALLOWED[limit.operator] else None


def _signs(component: Component, limit: Limit, domain: Domain) -> frozenset[int]:
    expression = limit.expression
    if component.parametrization is not None:
        try:
            expression = expression.xreplace(dict(component.parametrization))
        except (TypeError, ValueError, ZeroDivisionError):
            return frozenset()
    elif _vanishes_on(component, expression):
        return frozenset({0})
    if expression.has(nan, zoo, oo, -oo):
        return frozenset()
    parameters = tuple(a for a in domain.assumptions if isinstance(a, Fact) or not a.free_symbols & set(domain.state))
    given = (*parameters, *(c for c in component.conditions if not c.free_symbols & set(domain.state)))
    if limit in domain.field:
        return sign_set(expression, (*domain.assumptions, *given))
    if limit in domain.stated:
        return sign_set(expression, given)
    plain = internals(" ".join(f"s{i}" for i in range(len(domain.state))), real=True)
    return sign_set(expression.xreplace(dict(zip(domain.state, plain, strict=True))), given)


def _vanishes_on(component: Component, expression: Any) -> bool:
    """A proof that an expression is 0 on a component."""
    if any(is_zero(expression - e) or is_zero(expression + e) for e in component.equations):
        return True
    if not all(over_rationals(e, component.state) for e in (*component.equations, expression)):
        return False
    try:
        names = tuple(f"x{i}" for i in range(len(component.state)))
        source = ideal([to_flint(e, component.state) for e in component.equations], names)
        return source.contains(to_flint(expression, component.state))
    except CannotSolve:
        return False


def _conditions(component: Component, limits: Iterable[Limit], domain: Domain) -> tuple[Any, ...]:
    """The conditions of the component and those of the domain that cut it; declared signs belong to the state space."""
    kept = list(component.conditions)
    put = dict(component.parametrization or ())
    for limit in limits:
        if limit in domain.declared:
            continue
        here = limit.at(put)
        if isinstance(here, Relational) and not any(_same(here, c) for c in kept):
            kept.append(here)
    return tuple(kept)


def _same(left: Any, right: Any) -> bool:
    return bool(left.rel_op == right.rel_op and is_zero((left.lhs - left.rhs) - (right.lhs - right.rhs)))


def _inside(domain: Domain, strict: Iterable[Limit], point: dict[Any, Any]) -> bool:
    """A proof that an exact point is in the domain, and off the faces that cut the component."""
    place = Place(point)
    return domain.holds_at(point) and all(
        _allowed(place.signs(c.expression, domain.assumptions), c) for c in strict
    )


def _allowed(signs: frozenset[int], limit: Limit) -> bool:
    return bool(signs) and signs <= ALLOWED[limit.operator]


def _sample(component: Component, domain: Domain, strict: tuple[Limit, ...]) -> Any:
    """The known sample, or one from a grid over the free coordinates."""
    if component.sample is not None and _inside(domain, strict, dict(component.sample)):
        return component.sample
    if component.parametrization is None:
        return None
    pairs = dict(component.parametrization)
    free = [s for s in component.state if pairs[s] == s]
    for put in islice(grid(free), _TRIED):
        point = {s: v.xreplace(put) for s, v in pairs.items()}
        if _inside(domain, strict, point):
            return tuple(point.items())
    return None


def _decided(component: Component, limits: list[Limit], strict: tuple[Limit, ...], domain: Domain) -> Part:
    """By nonlinear real arithmetic: a point inside, none, or smaller sets (faces, singular points) that remain."""
    minors = _minors(component)
    smooth = [Or(*(Ne(m, 0) for m in minors))] if minors else []
    answer, model = _ask(component, strict, domain, smooth)
    if answer == "sat":
        return _with_model(component, domain, strict, model)
    closed = any(c.operator in _STRICT for c in limits)
    if answer == "unsat" and (closed or minors):
        answer, _ = _ask(component, limits, domain)
        if answer == "sat" and all(over_rationals(e, component.state) for e in component.equations):
            faces = [c.expression for c in limits if c.operator in _STRICT]
            deeper = [(*component.equations, f) for f in faces if over_rationals(f, component.state)]
            deeper += [(*component.equations, *minors)] if minors else []
            if len(deeper) == len(faces) + bool(minors):
                note = f"{component}: only its singular points and the faces of the domain remain."
                return Part(None, tuple(deeper), note)
    if answer == "unsat":
        return Part(None, note=f"{component} has no point in the domain (nonlinear real arithmetic).")
    return _open(component, "samples and nonlinear real arithmetic do not tell")


def _minors(component: Component) -> list[Any]:
    """Minors of the Jacobian of polynomial equations, of the size of the codimension; none when there are too many."""
    codimension = len(component.state) - component.dimension
    if not component.equations or not all(over_rationals(e, component.state) for e in component.equations):
        return []
    jacobian = Matrix([[e.diff(s) for s in component.state] for e in component.equations])
    choices = [
        (list(rows), list(columns))
        for rows in islice(combinations(range(jacobian.rows), codimension), _MINORS + 1)
        for columns in combinations(range(jacobian.cols), codimension)
    ]
    if len(choices) > _MINORS:
        return []
    found = [jacobian.extract(rows, columns).det().expand() for rows, columns in choices]
    return [] if any(m.is_number and m != 0 for m in found) else [m for m in found if m != 0]


def _ask(
    component: Component, limits: Iterable[Limit], domain: Domain, more: Iterable[Any] = ()
) -> tuple[str, dict[Any, Any]]:
    conditions = [Eq(e, 0) for e in component.equations]
    conditions += [c for c in component.conditions if not c.free_symbols & set(component.state)]
    conditions += [limit.relation for limit in limits]
    conditions += [a for a in domain.assumptions if isinstance(a, Relational)]
    try:
        return check([*conditions, *more], domain.assumptions)
    except Untranslatable:
        return "unknown", {}


def _with_model(component: Component, domain: Domain, strict: tuple[Limit, ...], model: dict[Any, Any]) -> Part:
    """The solver proposes; the point is checked exactly.  With parameters it shows only that the set is not empty."""
    point = {s: model[s] if s in model else _any_value(s) for s in component.state}
    parameters = {k: v for k, v in model.items() if k not in point}
    if any(isinstance(k, Jet) for k in parameters):
        return _open(component, "no exact point is known")
    equations = [e.xreplace(model) for e in component.equations]
    limits = {k: _put(getattr(domain, k), parameters) for k in ("field", "declared", "stated")}
    fixed = replace(domain, **limits, assumptions=())
    about = [c.xreplace(parameters) for c in component.conditions if not c.free_symbols & set(component.state)]
    holds = all(c == True for c in about)  # noqa: E712 - SymPy's true is not the object True
    if not (holds and all(map(_is_exactly_zero, equations))) or not _inside(fixed, _put(strict, parameters), point):
        return _open(component, "no exact point is known")
    if not parameters:
        return Part(replace(component, sample=tuple((s, point[s]) for s in component.state)))
    shown = ", ".join(f"{k} = {v}" for k, v in model.items())
    note = f"{component} is not empty: it holds the point {shown}."
    return Part(replace(component, sample=None, sample_box=None), note=note)


def _any_value(symbol: Any) -> Any:
    """A value for a coordinate that no condition mentions."""
    return next(v for v in (Integer(0), Integer(1), Integer(-1)) if permits(symbol, v))


def _put(limits: Iterable[Limit], values: dict[Any, Any]) -> tuple[Limit, ...]:
    return tuple(Limit(c.expression.xreplace(values), c.operator) for c in limits)


def _is_exactly_zero(value: Any) -> bool:
    try:
        return exact_sign(value) == 0
    except Undefined:
        return False


def lies_on(component: Component, place: Place, given: Iterable[Any]) -> bool | tuple[Any, ...] | None:
    """Whether a point lies on a component: proven, or exactly where all of some relations hold, or None when open."""
    known = tuple(given)
    needed: list[Any] = []
    limits = [Limit(e, "==") for e in component.equations]
    limits += [Limit(c.lhs - c.rhs, c.rel_op) for c in component.conditions]
    for limit in limits:
        signs = place.signs(limit.expression, known)
        if not signs & ALLOWED[limit.operator]:
            return False
        if not signs <= ALLOWED[limit.operator]:
            needed.append(limit.at(place.values))
    if any(n == False for n in needed):  # noqa: E712 - SymPy's false is not the object False
        return False
    needed = [n for n in needed if isinstance(n, Relational)]
    if any(n.free_symbols & set(place.free) or not (n.free_symbols or n.has(Jet)) for n in needed):
        return None
    return tuple(needed) or True
