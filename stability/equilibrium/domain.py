"""The domain: where the field is defined as it was written, and the state space that signs and assumptions declare.

Every member of a list of equilibria is compared with it once, whatever route found the member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flint import ctx
from sympy import And, ComplexRootOf, Eq, Ge, Gt, I, Integer, Le, Lt, Ne, Symbol, fraction, nan, oo, together, zoo
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.exact_sign import Undefined, exact_sign
from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.algebra.numbers import sharp_ball
from stability.algebra.systems.balls import BallFunction
from stability.algebra.systems.forms import guards, is_zero
from stability.algebra.systems.real import over_rationals, to_flint
from stability.algebra.systems.values import vanishes_at
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.system import System

ANY = frozenset({-1, 0, 1})
#: The signs of ``expression`` that satisfy ``expression op 0``, and the relation.
ALLOWED = {
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    "==": frozenset({0}),
    "!=": frozenset({-1, 1}),
}
_RELATION = {">": Gt, ">=": Ge, "<": Lt, "<=": Le, "==": Eq, "!=": Ne}
#: Precisions at which a coordinate known by a box is refined; the last one would need a distance below 10^-600.
_BITS = (128, 512, 2048)
#: Declared properties of a symbol, the strongest first, and what each demands.
_DECLARED = (("is_positive", ">"), ("is_negative", "<"), ("is_nonnegative", ">="), ("is_nonpositive", "<="))


@dataclass(frozen=True)
class Limit:
    """expression op 0.  A relation of SymPy would not do: x > 0 is true for a positive x, and is asked all the same."""

    expression: Any
    operator: str

    @property
    def relation(self) -> Any:
        """As a condition; true when the declared signs imply it."""
        return _RELATION[self.operator](self.expression, 0)

    def at(self, values: Mapping[Any, Any]) -> Any:
        """The condition with values in it: a relation, true or false."""
        return _RELATION[self.operator](self.expression.xreplace(dict(values)), 0)

    def __str__(self) -> str:
        return f"{self.expression} {self.operator} 0"


class Place:
    """A point as it is known.

    values: state symbol -> expression in parameters and in ``free``, the symbols known by balls; finer: those balls for
    a number of bits; solution: the algebraic numbers behind the free symbols, where they are some.
    """

    def __init__(
        self,
        values: dict[Any, Any],
        free: tuple[Symbol, ...] = (),
        finer: Callable[[int], Any] | None = None,
        solution: Any = None,
    ) -> None:
        self.values = values
        self.free = free
        self.finer = finer
        self.solution = solution

    def signs(self, expression: Any, given: Iterable[Any] = ()) -> frozenset[int]:
        """Signs that contain that of the expression at the point; none when it has no real value there."""
        try:
            value = expression.xreplace(self.values)
        except (TypeError, ValueError, ZeroDivisionError):  # SymPy compares inside Max and Abs
            return frozenset()
        if value.has(nan, zoo, oo, -oo, I):
            return frozenset()
        if value.free_symbols & set(self.free):
            return self._by_balls(value)
        if value.free_symbols or value.has(Jet):
            return frozenset({0}) if _vanishes(value) else sign_set(value, tuple(given))
        try:
            sign = exact_sign(value)
        except Undefined:
            return frozenset()
        return ANY if sign is None else frozenset({sign})

    def balls(self, values: list[Any], bits: int) -> list[Any] | None:
        """Enclosures of expressions in ``free``; None when something in them has none."""
        roots = {r: Internal("r") for r in set().union(*(v.atoms(ComplexRootOf) for v in values))}
        try:
            function = BallFunction([v.xreplace(roots) for v in values], (*self.free, *roots.values()))
            known = () if self.finer is None else self.finer(bits)
            return function((*known, *(sharp_ball(r, bits) for r in roots)))
        except (CannotSolve, BadInput):
            return None

    def _by_balls(self, value: Any) -> frozenset[int]:
        if value.free_symbols - set(self.free) or value.has(Jet):
            return frozenset({0}) if _vanishes(value) else ANY
        first = self._refined(value, _BITS[:1])
        if first != ANY:
            return first
        if _vanishes(value):
            return frozenset({0})
        top, bottom = fraction(together(value))
        algebraic = self.solution is not None and all(over_rationals(p, self.free) for p in (top, bottom))
        if algebraic:
            zero = [vanishes_at(to_flint(p, self.free), self.solution) for p in (top, bottom)]
            if any(zero):
                return frozenset() if zero[1] else frozenset({0})
        return self._refined(value, _BITS[1:])

    def _refined(self, value: Any, precisions: Iterable[int]) -> frozenset[int]:
        for bits in precisions if self.finer is not None else ():
            with ctx.workprec(bits + 64):
                balls = self.balls([value], bits)
                if balls is None:
                    return ANY
                ball = balls[0]
                if ball.is_finite() and (ball > 0 or ball < 0):
                    return frozenset({1 if ball > 0 else -1})
                if ball.is_finite() and ball == 0:
                    return frozenset({0})
        return ANY


def _vanishes(value: Any) -> bool:
    try:
        return is_zero(value)
    except CannotSolve:
        return False


@dataclass(frozen=True)
class Domain:
    """field: where the field is defined; declared: signs of state symbols; stated: assumptions on the state.

    others: assumptions on the state that are no single relations; kinds: state symbols with further properties, such as
    integers; assumptions: all those of the system.
    """

    state: tuple[Symbol, ...]
    field: tuple[Limit, ...] = ()
    declared: tuple[Limit, ...] = ()
    stated: tuple[Limit, ...] = ()
    others: tuple[Any, ...] = ()
    kinds: tuple[Symbol, ...] = ()
    assumptions: tuple[Any, ...] = ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        return (*self.declared, *self.stated, *self.field)

    @property
    def shown(self) -> tuple[str, ...]:
        """The state space as the user declared it; nothing when it is R^n."""
        kinds = [f"{s} an integer" for s in self.kinds]
        return tuple(dict.fromkeys([*map(str, self.declared), *kinds, *(_written(c) for c in self._relations())]))

    def _relations(self) -> list[Any]:
        return [a for a in self.assumptions if _is_stated(a, self.state)]

    @property
    def whole(self) -> bool:
        """Whether nothing restricts the state."""
        return not (self.limits or self.others or self.kinds)

    def conditions(self, place: Place, given: Iterable[Any] = ()) -> tuple[tuple[Any, ...], tuple[str, ...]] | None:
        """(conditions on parameters under which the point is in the domain, what is not decided); None: it is outside.

        given: what is known of the parameters.
        """
        known = (*self._parameters(), *given)
        kept: list[Any] = []
        unsettled: list[str] = []
        for limit in self.limits:
            signs = place.signs(limit.expression, known)
            if not signs & ALLOWED[limit.operator]:
                return None
            if signs <= ALLOWED[limit.operator]:
                continue
            condition = limit.at(place.values)
            if condition == False:  # noqa: E712 - SymPy's false is not the object False
                return None
            if not isinstance(condition, Relational):
                continue
            if condition.free_symbols - set(place.free) or condition.has(Jet):
                kept.append(condition)
            else:
                unsettled.append(str(limit))
        return self._with_others(place, kept, unsettled)

    def _with_others(
        self, place: Place, kept: list[Any], unsettled: list[str]
    ) -> tuple[tuple[Any, ...], tuple[str, ...]] | None:
        for assumption in self.others:
            here = _decided(assumption, place)
            if here is False:
                return None
            if here is None:
                unsettled.append(str(assumption))
        for symbol in self.kinds:
            value = place.values[symbol]
            whole = None if value.free_symbols & set(place.free) else value.is_integer
            if whole is False:
                return None
            if whole is None:
                unsettled.append(f"{symbol} an integer")
        return tuple(dict.fromkeys(kept)), tuple(unsettled)

    def _parameters(self) -> tuple[Any, ...]:
        """Assumptions about parameters: those about the state are asked, and may not answer themselves."""
        states = set(self.state)
        return tuple(a for a in self.assumptions if isinstance(a, Fact) or not a.free_symbols & states)

    def holds_at(self, values: Mapping[Any, Any]) -> bool:
        """A proof that a point with exact coordinates is in the domain, for all values of the parameters."""
        return self.conditions(Place(dict(values))) == ((), ())

    def excluding(self, place: Place) -> Limit | None:
        """A limit that certainly fails at the point."""
        known = self._parameters()
        failing = (c for c in self.limits if not place.signs(c.expression, known) & ALLOWED[c.operator])
        return next(failing, None)

    def touched(self, place: Place) -> tuple[str, ...]:
        """The faces of a closed state space on which the point lies."""
        faces = (*self.declared, *self.stated)
        return tuple(str(f) for f in faces if f.operator in (">=", "<=") and place.signs(f.expression) == {0})

    def misses(self, box: Iterable[tuple[Any, Any]]) -> bool:
        """A proof by balls that no point of a box, pairs (symbol, ball), is in the domain."""
        pairs = dict(box)
        for limit in self.limits:
            if limit.expression.free_symbols - set(pairs):
                continue
            try:
                value = BallFunction([limit.expression], tuple(pairs))(tuple(pairs.values()))[0]
            except CannotSolve:
                continue
            signs = {s for s, open_ in ((1, value > 0), (-1, value < 0), (0, value == 0)) if open_}
            if value.is_finite() and signs and not signs & ALLOWED[limit.operator]:
                return True
        return False


def _decided(condition: Any, place: Place) -> bool | None:
    """The truth of a condition at a point known exactly; None when it is open."""
    if place.free:
        return None
    try:
        here = condition.xreplace(place.values)
    except (TypeError, ValueError):
        return False
    return True if here == True else False if here == False else None  # noqa: E712 - SymPy's truth values


def _written(condition: Any) -> str:
    if isinstance(condition, Relational):
        return f"{condition.lhs} {condition.rel_op} {condition.rhs}"
    return str(condition)


def _is_stated(assumption: Any, state: Iterable[Symbol]) -> bool:
    return not isinstance(assumption, Fact) and bool(assumption.free_symbols & set(state))


def _parts(assumption: Any) -> Iterable[Any]:
    return assumption.args if isinstance(assumption, And) else (assumption,)


def declared(symbol: Symbol) -> list[Limit]:
    """The sign that a symbol is declared with."""
    for name, operator in _DECLARED:
        if getattr(symbol, name):
            return [Limit(symbol, operator)]
    return [Limit(symbol, "!=")] if symbol.is_zero is False else []


def _guards(expression: Any, known: set[Any]) -> list[Limit]:
    """Bound variables of expectations are not asked: the law decides about them."""
    found = []
    try:
        needed = guards(expression)
    except NotApplicable:  # a loss may hold an expectation whose slopes exist; those of the field are asked elsewhere
        return []
    for guard in needed:
        if guard == False:  # noqa: E712 - no value of the declared signs satisfies it
            found.append(Limit(Integer(-1), ">"))
        elif isinstance(guard, Relational) and guard.free_symbols <= known:
            found.append(Limit(guard.lhs - guard.rhs, guard.rel_op))
    return found


def domain_of(system: System, equations: Iterable[Any]) -> Domain:
    """The domain of a system whose rest points are the zeros of the equations.

    >>> from sympy import log, symbols
    >>> from stability.clock import Time
    >>> x, y = symbols("x y", positive=True)
    >>> flow = System(Time.CONTINUOUS, (x, y), (log(x - 1), -y), assumptions=[x + y <= 4])
    >>> domain = domain_of(flow, flow.rhs)
    >>> domain.shown, [str(limit) for limit in domain.field]
    (('x > 0', 'y > 0', 'x + y <= 4'), ['x - 1 > 0'])
    >>> from sympy import Integer
    >>> domain.holds_at({x: Integer(2), y: Integer(1)}), domain.holds_at({x: Integer(1), y: Integer(1)})
    (True, False)
    """
    known = {*system.state, *system.parameters}
    sources = [*equations]
    if system.game is not None:  # a loss may be undefined where its slopes are not: log(x) has the slope 1/x
        sources += [p.loss for p in system.game.players]
    field_limits = {limit for e in sources for limit in _guards(e, known)}
    about = [p for a in system.assumptions if _is_stated(a, system.state) for p in _parts(a)]
    relations = [p for p in about if isinstance(p, Relational) and p.rel_op in ALLOWED]
    limits = {limit for r in relations for limit in (Limit(r.lhs - r.rhs, r.rel_op), *_guards(r, known))}
    return Domain(
        system.state,
        tuple(sorted(field_limits, key=str)),
        tuple(limit for s in system.state for limit in declared(s)),
        tuple(sorted(limits, key=str)),
        tuple(p for p in about if isinstance(p, Boolean) and p not in relations),
        tuple(s for s in system.state if s.is_integer),
        system.assumptions,
    )
