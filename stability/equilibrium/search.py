"""find_equilibria: every equilibrium of a system, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import Any

from sympy import Rational, Symbol

from stability.algebra.conditions import sign_set
from stability.algebra.exact import exact, shorten
from stability.algebra.systems.forms import guards, is_zero, quotient
from stability.clock import Time
from stability.equilibrium.branches import CaseTree, Leaf
from stability.equilibrium.cycles import excluded_cycles
from stability.equilibrium.families import larger_families
from stability.equilibrium.leaves import Collector
from stability.equilibrium.multiplicity import with_multiplicities
from stability.equilibrium.numeric import Unsettled, candidates
from stability.equilibrium.records import Completeness, Equilibrium, EquilibriumSet
from stability.errors import BadInput, CannotSolve
from stability.system import System


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


def find_equilibria(
    system: System, *, box: Mapping[Any, Any] | None = None, budget: int | None = None
) -> EquilibriumSet:
    """All x with v(x) = 0 (flow) or F(x) = x (map), with a statement of completeness.

    box: pairs state symbol -> (lower, upper) of exact numbers, to search there only; budget: steps of the case tree.
    The equations are split into factors; factors that provably never vanish under the system's assumptions are dropped;
    linear ones are solved; polynomial remainders over Q go to a Groebner basis.

    Raises CannotSolve when the budget is used up, BadInput for a box that does not match the state.

    >>> from sympy import symbols
    >>> theta, psi = symbols("theta psi", real=True)
    >>> found = find_equilibria(System(Time.CONTINUOUS, (theta, psi), (-psi, theta)))
    >>> str(found.points[0]), str(found.completeness)
    ('(theta, psi) = (0, 0)', 'PROVEN COMPLETE')
    """
    if not isinstance(system, System):
        raise BadInput(
            "the equilibria of a System",
            f"a {type(system).__name__}",
            "gradient_field(game), or a dynamics called on the game",
        )
    equations = equations_of(system)
    limits = tuple(sorted({g for e in equations for g in guards(e)} - {True}, key=str))
    limits = tuple(g for g in limits if not _proven(g, system.assumptions))
    tree = CaseTree(system.state, system.assumptions, budget)
    tree.run(equations, limits)
    collector = Collector(system.state, system.assumptions, box=_checked_box(system, box), budget=budget)
    collector.original = _irreducible(equations)
    collector.argument.extend(tree.argument)
    for leaf in sorted([*tree.leaves, *_families(tree, collector)], key=lambda leaf: bool(leaf.remaining)):
        collector.add(leaf)
    collector.finish()
    collector.points = with_multiplicities(collector.points, equations, system.state)
    not_excluded = excluded_cycles(system)
    if not_excluded:
        collector.missing.append(not_excluded)
    return _finished(collector)


def _families(tree: CaseTree, collector: Collector) -> list[Leaf]:
    """The leaves of families inside the cases that algebra leaves open; each is a subset, so that nothing is lost."""
    found: list[Leaf] = []
    for leaf in tree.leaves:
        free = [s for s in tree.state if s not in dict(leaf.branch.solved)]
        if len(leaf.remaining) < 2 or len(leaf.remaining) < len(free):
            continue
        for family in larger_families(leaf.branch, leaf.remaining, tree.state):
            inner = CaseTree(tree.state, tree.assumptions, tree.budget)
            inner.run(family.equations, family.guards, family)
            collector.argument.extend(inner.argument)
            found.extend(inner.leaves)
    return found


def _irreducible(equations: tuple[Any, ...]) -> frozenset[Any]:
    """The equations as factors when each is one simple factor: then a leaf that keeps them keeps multiplicities."""
    forms = [quotient(e) for e in equations]
    if any(f.multiplicities != (1,) or f.denominators for f in forms):
        return frozenset()
    return frozenset(f.factors[0].expr for f in forms)


def _proven(guard: Any, assumptions: tuple[Any, ...]) -> bool:
    allowed = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}[guard.rel_op]
    return sign_set(guard.lhs - guard.rhs, assumptions) <= allowed


def _finished(found: Collector) -> EquilibriumSet:
    missing = tuple(dict.fromkeys(found.missing))
    if found.box is not None:
        return _finished_in_box(found, missing)
    if missing:
        return EquilibriumSet(
            tuple(found.points),
            tuple(found.components),
            Completeness.NOT_PROVEN,
            "; ".join(missing),
            tuple(found.argument),
            missing=missing,
        )
    what = []
    if found.points:
        what.append(f"{len(found.points)} isolated")
    if found.components:
        what.append(f"{len(found.components)} of positive dimension")
    reason = "every case is solved or excluded: " + (", ".join(what) if what else "there is no real equilibrium")
    return EquilibriumSet(
        tuple(found.points), tuple(found.components), Completeness.PROVEN_COMPLETE, reason, tuple(found.argument)
    )


def _finished_in_box(found: Collector, missing: tuple[str, ...]) -> EquilibriumSet:
    """Members outside the box are left out; what is missing elsewhere still counts, because it may lie in the box."""
    box = dict(found.box or {})
    points = tuple(p for p in found.points if not _outside(p, box))
    pairs = tuple(box.items())
    undecided = tuple(found.undecided)
    if missing:
        return EquilibriumSet(
            points,
            tuple(found.components),
            Completeness.NOT_PROVEN,
            "; ".join(missing),
            tuple(found.argument),
            undecided,
            missing,
            pairs,
        )
    reason = "every case is solved, or searched whole in the box"
    reason += f"; {len(undecided)} boxes may hold further equilibria, degenerate ones for instance" if undecided else ""
    return EquilibriumSet(
        points,
        tuple(found.components),
        Completeness.COMPLETE_IN_BOX,
        reason,
        tuple(found.argument),
        undecided,
        (),
        pairs,
    )


def _outside(point: Equilibrium, box: Mapping[Any, tuple[Any, Any]]) -> bool:
    """A proof that the point is not in the box."""
    ends = dict(point.box) if point.box else {s: (v, v) for s, v in point.point}
    return any((ends[s][1] < low) == True or (ends[s][0] > high) == True for s, (low, high) in box.items())  # noqa: E712


def _checked_box(system: System, box: Mapping[Any, Any] | None) -> dict[Any, tuple[Any, Any]] | None:
    if box is None:
        return None
    names = {str(s): s for s in system.state}
    unknown = [str(k) for k in box if str(k) not in names]
    lacking = [n for n in names if n not in {str(k) for k in box}]
    if unknown or lacking:
        raise BadInput(
            f"a box for the state ({', '.join(names)})",
            f"no interval for {', '.join(lacking)}" if lacking else f"an interval for {', '.join(unknown)}",
            "one pair (lower, upper) for every state variable and nothing else",
        )
    checked = {}
    for key, ends in box.items():
        pair = tuple(ends) if isinstance(ends, (tuple, list)) else ()
        if len(pair) != 2:
            raise BadInput(f"an interval for {key}", f"{ends!r}", "a pair (lower, upper)")
        low, high = (exact(e, f"an end of the interval for {key}") for e in pair)
        if not (low.is_Rational and high.is_Rational and low < high):
            raise BadInput(f"an interval for {key}", f"({low}, {high})", "rational ends, the lower one first")
        checked[names[str(key)]] = (low, high)
    return {s: checked[s] for s in system.state}


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
    rationals = {
        k: Rational(*Fraction(v).as_integer_ratio()) if isinstance(v, float) and isfinite(v) else v
        for k, v in near.items()
    }
    start = state_values(system.state, rationals, "an equilibrium by near=")
    if system.parameters or system.functions:
        raise BadInput(
            "an equilibrium by near=",
            f"undetermined {', '.join([*map(str, system.parameters), *system.functions])}",
            "numbers for parameters and given functions, or at= with the exact point",
        )
    equations = tuple(e for e in equations_of(system) if e != 0)
    limits = tuple(g for e in equations for g in guards(e) if not _proven(g, system.assumptions))
    case = Unsettled(equations, system.state, (), limits, system.state)
    exactly = {s: Rational(v) for s, v in start.items()}
    if all(vanishes(e.xreplace(exactly), ()) for e in equations):
        return given_equilibrium(system, exactly)
    found = candidates(case, [tuple(exactly.values())]) if len(equations) >= len(system.state) else ()
    if not found:
        raise CannotSolve(
            f"an equilibrium near {exactly}",
            "Newton's method did not reach a simple zero that Krawczyk's test proves",
            "a closer start, at= with the exact point, or find_equilibria for a degenerate or non-isolated one",
        )
    return EquilibriumSet(
        found,
        (),
        Completeness.POINT_GIVEN,
        "the equilibrium reached from the given start; no search for others",
        (f"{found[0].method}: {found[0]}.",),
    )


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
    point = Equilibrium(tuple((s, values[s]) for s in system.state), method="given, residual checked exactly")
    equations = equations_of(system)
    for guard in {g for e in equations for g in guards(e)}:
        if guard.xreplace(values) == False:  # noqa: E712 - SymPy's false is not the object False
            raise BadInput(
                f"an equilibrium at {point}",
                f"the field is undefined there: it needs {guard}",
                "a point in the field's domain",
            )
    residual = [e.xreplace(values) for e in equations]
    if not all(vanishes(r, system.assumptions) for r in residual):
        raise BadInput(
            f"an equilibrium at {point}",
            f"the residual ({', '.join(shorten(r) for r in residual)})",
            "a point where it vanishes, or near= for a search from there",
        )
    return EquilibriumSet(
        (point,),
        (),
        Completeness.POINT_GIVEN,
        "the caller named the point; no search for others was made",
        (f"The field vanishes exactly at {point}.",),
    )


def vanishes(residual: Any, assumptions: tuple[Any, ...]) -> bool:
    """A proof that an expression is 0; False says there is none."""
    if residual == 0 or sign_set(residual, assumptions) == {0} or is_zero(residual):
        return True
    return residual.is_number and not residual.has(Symbol) and residual.equals(0) is True


def state_values(state: tuple[Symbol, ...], given: Mapping[Any, Any], asked: str) -> dict[Any, Any]:
    """Values for exactly the state symbols; keys may be names."""
    names = {str(s): s for s in state}
    values: dict[Any, Any] = {}
    for key, value in dict(given).items():
        symbol = names.get(str(key))
        if symbol is None:
            raise BadInput(asked, f"a value for {key}, which is no state variable", f"values for {', '.join(names)}")
        values[symbol] = exact(value, f"the value of {key}")
    lacking = [n for n, s in names.items() if s not in values]
    if lacking:
        raise BadInput(asked, f"no value for {', '.join(lacking)}", f"values for all of {', '.join(names)}")
    return values
