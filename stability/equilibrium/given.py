"""Equilibria that the caller names, exactly or approximately, and what both ways share with the search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from sympy import Float, Rational, Symbol
from sympy.core.relational import Relational

from stability.algebra.conditions import sign_set
from stability.algebra.exact import exact, real_symbols, shorten
from stability.algebra.jets import to_jets
from stability.algebra.names import distinct_names, named
from stability.algebra.numbers import sign_by_balls
from stability.algebra.size import wide_powers
from stability.algebra.systems.forms import guards, is_zero
from stability.clock import Time
from stability.equilibrium.domain import Place, domain_of
from stability.equilibrium.kinks import placed
from stability.equilibrium.numeric import Unsettled, candidates
from stability.equilibrium.places import place_of
from stability.equilibrium.records import Completeness, Equilibrium, EquilibriumSet
from stability.errors import BadInput, CannotSolve
from stability.system import System

#: Digits of a start given by an exact expression: Newton's method makes its own.
_START_DIGITS = 30
#: Numerators and denominators up to which a start is tried as an equilibrium itself: exp(3**-40) is no good kernel.
_LONG = 10**6


def equations_of(system: System) -> tuple[Any, ...]:
    """The expressions that vanish at a rest point; for a map composed of stages: at the points every stage fixes.

    >>> from sympy import symbols
    >>> x = symbols("x", real=True)
    >>> equations_of(System(Time.DISCRETE, [x], [x/2]))
    (-x/2,)
    """
    if system.time is Time.CONTINUOUS:
        return tuple(system.rhs)
    differences = [c - s for stage in system.maps for c, s in zip(stage, system.state, strict=True)]
    return tuple(dict.fromkeys(d for d in differences if d != 0))


def domain_proven(guard: Any, assumptions: tuple[Any, ...]) -> bool:
    """A proof by signs that a condition of the field's domain always holds."""
    if not isinstance(guard, Relational):
        return bool(guard == True)  # noqa: E712 - SymPy's true is not the object True
    allowed = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}[guard.rel_op]
    return sign_set(guard.lhs - guard.rhs, assumptions) <= allowed


def _asked(guard: Any, assumptions: tuple[Any, ...]) -> bool:
    """A condition that no declared sign settles; one that none satisfies is a matter of the domain."""
    return isinstance(guard, Relational) and not domain_proven(guard, assumptions)


def near_equilibrium(system: System, near: Mapping[Any, Any]) -> EquilibriumSet:
    """The equilibrium that Newton's method reaches from an approximate one, exact or certified in ball arithmetic.

    near: state symbol (or its name) -> number; only a start, so floats are welcome here.

    Raises CannotSolve when no equilibrium is certified: no convergence, or a degenerate one.

    >>> from sympy import symbols, exp
    >>> x = symbols("x", real=True)
    >>> found = near_equilibrium(System(Time.CONTINUOUS, [x], [exp(x) - 2 - x]), {x: 1})
    >>> str(found.points[0])
    'x ~ 1.14619322062'
    """
    given = {k: _decimal(v) for k, v in near.items()} if isinstance(near, Mapping) else near
    start = state_values(system.state, given, "an equilibrium by near=")
    if system.parameters or system.functions:
        raise BadInput(
            "an equilibrium by near=",
            f"undetermined {', '.join([*map(str, system.parameters), *system.functions])}",
            "numbers for parameters and given functions, or at= with the exact point",
        )
    equations = tuple(e for e in equations_of(system) if e != 0)
    limits = tuple(g for e in equations for g in guards(e) if _asked(g, system.assumptions))
    case = Unsettled(equations, system.state, (), limits, system.state)
    loose = [f"{s} = {v}" for s, v in start.items() if not v.is_number]
    if loose:
        raise BadInput("an equilibrium by near=", ", ".join(loose), "numbers, or at= with the exact point")
    if _rests(equations, start):
        return given_equilibrium(system, start)
    exactly = {s: v if v.is_Rational else Rational(v.evalf(_START_DIGITS)) for s, v in start.items()}
    found = candidates(case, [tuple(exactly.values())]) if len(equations) >= len(system.state) else ()
    if not found:
        raise CannotSolve(
            f"an equilibrium near {_start(system, near)}",
            "Newton's method did not reach a simple zero that Krawczyk's test proves",
            "a closer start, at= with the exact point, or find_equilibria for a degenerate or non-isolated one",
        )
    domain = domain_of(system, equations)
    place = place_of(system.state, found[0])
    outside = domain.excluding(place)
    if outside is not None or domain.conditions(place) != ((), ()):
        raise CannotSolve(
            f"an equilibrium near {_start(system, near)}",
            f"the zero {found[0]}, which is not proven to be in the domain"
            + (f": it needs {outside}" if outside is not None else ""),
            "a start near an equilibrium inside the domain",
        )
    return EquilibriumSet(
        (replace(found[0], faces=domain.touched(place)),),
        (),
        Completeness.POINT_GIVEN,
        "the equilibrium reached from the given start; no search for others",
        (f"{found[0].method}: {found[0]}.",),
        domain=domain.shown,
    )


def _start(system: System, near: Mapping[Any, Any]) -> str:
    return ", ".join(f"{s} = {near[k]}" for k in near for s in system.state if str(s) == str(k))


def _decimal(value: Any) -> Any:
    """A float by its shortest decimals: a start needs no more, and 0.1 in a message is 1/10."""
    if isinstance(value, float) and isfinite(value):
        return Rational(repr(float(value)))  # float: the repr of a NumPy scalar names its type
    return Rational(str(value)) if isinstance(value, Float) and value.is_finite else value


def _rests(equations: tuple[Any, ...], start: dict[Any, Any]) -> bool:
    """A proof that the start is an equilibrium itself; starts with long fractions are left to Newton's method."""
    if any(v.is_Rational and max(abs(v.p), v.q) > _LONG for v in start.values()):
        return False
    try:
        return all(vanishes(e.xreplace(start), ()) for e in equations)
    except CannotSolve:  # a normal form beyond its limits: Newton's method decides
        return False


def given_equilibrium(system: System, at: Mapping[Any, Any]) -> EquilibriumSet:
    """The set with the one point the caller names; its residual must vanish exactly.

    at: state symbol (or its name) -> exact value; values may contain the parameters.

    Raises BadInput when a state variable is missing, a name is unknown, or the residual is not 0 (it is shown).

    >>> from sympy import symbols
    >>> x = symbols("x", real=True)
    >>> str(given_equilibrium(System(Time.CONTINUOUS, [x], [x - x**3]), {x: 1}).completeness)
    'POINT GIVEN'
    """
    values = state_values(system.state, at, "an equilibrium by at=")
    distinct_names("an equilibrium by at=", system.state, system.parameters, values)
    point = Equilibrium(tuple((s, values[s]) for s in system.state), method="given, residual checked exactly")
    equations = equations_of(system)
    limits = sorted({g for e in equations for g in guards(e) if not domain_proven(g, system.assumptions)}, key=str)
    needed = [placed(g, values) for g in limits]
    for guard, here in zip(limits, needed, strict=True):
        if here == False:  # noqa: E712 - SymPy's false is not the object False
            raise BadInput(
                f"an equilibrium at {point}",
                f"the field is undefined there: it needs {guard}",
                "a point in the field's domain",
            )
    open_ones = (c for c in needed if c != True and not domain_proven(c, system.assumptions))  # noqa: E712
    point = replace(point, conditions=tuple(dict.fromkeys(open_ones)))
    residual = [e.xreplace(values) for e in equations]
    if not all(vanishes(r, (*system.assumptions, *point.conditions)) for r in residual):
        raise BadInput(
            f"an equilibrium at {point}",
            f"the residual ({', '.join(shorten(r) for r in residual)})",
            "a point where it vanishes, or near= for a search from there",
        )
    point = _in_state_space(point, system, values)
    return EquilibriumSet(
        (point,),
        (),
        Completeness.POINT_GIVEN,
        "the caller named the point; no search for others was made",
        (f"The field vanishes exactly at {point}.",),
        domain=domain_of(system, ()).shown,
    )


def _in_state_space(point: Equilibrium, system: System, values: dict[Any, Any]) -> Equilibrium:
    """The point with the conditions under which it is in the declared state space; BadInput when it never is."""
    whole, place = domain_of(system, equations_of(system)), Place(values)
    domain = replace(whole, field=())  # open conditions of the field are asked by the linearization
    found = domain.conditions(place, system.assumptions)
    failing = whole.excluding(place)
    if found is None or failing is not None:
        needs = f"it needs {failing}" if failing is not None else f"it is {', '.join(domain.shown)}"
        raise BadInput(
            f"an equilibrium at {point}",
            f"a point outside the domain: {needs}",
            "a point inside, or symbols and assumptions that allow this one",
        )
    conditions = tuple(dict.fromkeys((*point.conditions, *found[0])))
    return replace(point, conditions=conditions, faces=domain.touched(place))


def vanishes(residual: Any, assumptions: tuple[Any, ...]) -> bool:
    """A proof that an expression is 0; False says there is none."""
    if sign_by_balls(residual):
        return False
    if residual == 0 or sign_set(residual, assumptions) == {0} or is_zero(residual):
        return True
    plain = residual.is_number and not residual.has(Symbol) and not wide_powers(residual)
    return bool(plain and residual.equals(0) is True)


def state_values(state: tuple[Symbol, ...], given: Mapping[Any, Any], asked: str) -> dict[Any, Any]:
    """Values for exactly the state symbols; keys may be names."""
    names = ", ".join(map(str, state))
    if not isinstance(given, Mapping):
        raise BadInput(asked, shorten(repr(given)), f"a mapping with values for {names}")
    values: dict[Any, Any] = {}
    for key, value in given.items():
        symbol = named(key, state, asked, "state variable")
        values[symbol] = to_jets(exact(value, f"the value of {key}"))
        real_symbols(values[symbol].free_symbols, f"the symbols in the value of {key}")
    lacking = [str(s) for s in state if s not in values]
    if lacking:
        raise BadInput(asked, f"no value for {', '.join(lacking)}", f"values for all of {names}")
    distinct_names(asked, state, values)
    for symbol, value in values.items():
        for other in sorted(value.free_symbols & set(state), key=str):
            found = f"{symbol} = {value}, which holds the state variable {other}"
            raise BadInput(asked, found, "numbers, or expressions in parameters; a new symbol for a free coordinate")
    return values
