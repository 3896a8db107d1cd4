"""find_equilibria: every equilibrium of a system, or what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sympy import Float, Rational, floor
from sympy.core.relational import Relational

from stability.algebra.exact import count, exact, shorten
from stability.algebra.names import named
from stability.algebra.systems.forms import guards, quotient
from stability.equilibrium.branches import CaseTree, Leaf
from stability.equilibrium.clipped import clipped
from stability.equilibrium.cycles import excluded_cycles
from stability.equilibrium.direct import search_as_written, search_directly
from stability.equilibrium.domain import domain_of
from stability.equilibrium.families import larger_families
from stability.equilibrium.filippov import add_jumps
from stability.equilibrium.given import domain_proven, equations_of
from stability.equilibrium.inputs import check_assumptions, check_domain
from stability.equilibrium.jumps import METHOD, jumps_of
from stability.equilibrium.leaves import Collector
from stability.equilibrium.multiplicity import with_multiplicities
from stability.equilibrium.numeric import Searched
from stability.equilibrium.orbits import divided
from stability.equilibrium.periodic import periods_of, translates
from stability.equilibrium.proposals import added, proposed
from stability.equilibrium.records import Completeness, Equilibrium, EquilibriumSet, Pairs
from stability.equilibrium.rest import compared
from stability.equilibrium.symmetry import reduction
from stability.errors import BadInput, CannotSolve
from stability.expectation import Expectation
from stability.game import Game
from stability.system import System, gradient_field

#: Undecided boxes that the reason names, and the decimals of their ends.
SHOWN, DECIMALS = 3, 6


def find_equilibria(
    system: System | Game,
    *,
    box: Mapping[Any, Any] | None = None,
    budget: int | None = None,
    symmetries: Iterable[Any] = (),
    game: Game | None = None,
    periodic: bool = True,
) -> EquilibriumSet:
    """All x with v(x) = 0 (flow) or F(x) = x (map), with a statement of completeness.

    box: pairs state symbol -> (lower, upper) of exact numbers, to search there only; budget: steps of the case tree.
    The equations are split into factors; factors that provably never vanish under the system's assumptions are dropped;
    linear ones are solved; polynomial remainders over Q go to a Groebner basis.  symmetries: Gauge and Relabelling
    records; each is checked, then every orbit is represented.  game: the one whose own field is compared with the rest
    points; by default the game whose players move, without the terms that regularizers added.

    Raises CannotSolve when the budget is used up; BadInput for a box that does not match the state or lies outside the
    domain of the field, for assumptions that contradict each other, and for a symmetry that is none.

    >>> from sympy import symbols
    >>> from stability.clock import Time
    >>> theta, psi = symbols("theta psi", real=True)
    >>> found = find_equilibria(System(Time.CONTINUOUS, (theta, psi), (-psi, theta)))
    >>> str(found.points[0]), str(found.completeness)
    ('(theta, psi) = (0, 0)', 'PROVEN COMPLETE')
    """
    system = gradient_field(system) if isinstance(system, Game) else system
    if not isinstance(system, System):
        raise BadInput(
            "the equilibria of a System",
            f"a {type(system).__name__}",
            "gradient_field(game), or a dynamics called on the game",
        )
    budget = None if budget is None else count(budget, "the budget of steps")
    check_assumptions(system)
    reduced = reduction(system, symmetries)
    inside = _checked_box(system, box)
    if inside is not None:
        check_domain(system, inside)
    found, families = _search(system, reduced.slices, inside, budget, reduced.halves, periodic)
    found.argument[:0] = reduced.steps
    found.missing.extend(reduced.unproven)
    return compared(_in_families(divided(_finished(found), reduced, system.state), families), system, game)


def _in_families(found: EquilibriumSet, families: tuple[str, ...]) -> EquilibriumSet:
    """What each member stands for, when variables are angles."""
    if not families or not (found.points or found.components):
        return found
    reason = f"{found.reason}; each stands for its translates {', '.join(families)}"
    return replace(found, reason=reason, up_to=(*found.up_to, *families))


def _search(
    system: System,
    slices: tuple[Any, ...],
    box: dict[Any, tuple[Any, Any]] | None,
    budget: int | None,
    halves: tuple[Any, ...] = (),
    periodic: bool = True,
) -> tuple[Collector, tuple[str, ...]]:
    equations = (*equations_of(system), *slices)
    domain = domain_of(system, equations)
    slices = (*slices, *(c.expression for c in domain.stated if c.operator == "=="))
    equations = (*equations_of(system), *slices)
    limits = tuple(sorted((g for e in equations for g in guards(e) if isinstance(g, Relational)), key=str))
    limits = (*(g for g in dict.fromkeys(limits) if not domain_proven(g, system.assumptions)), *halves)
    collector = Collector(system.state, system.assumptions, box, budget, domain, equations)
    found = None if box is None or jumps_of(system) else search_directly(system, equations, limits, box, budget)
    if found is not None:
        return _directly(collector, found, system), ()
    relations = (*(c.lhs - c.rhs for c in limits), *(c.expression for c in domain.limits))
    lengths = periods_of((*equations, *relations), system.state) if periodic and box is None else {}
    tree = CaseTree(system.state, system.assumptions, budget, periods=lengths)
    try:
        tree.run(equations, limits)
    except CannotSolve:  # a normal form beyond its limits: interval tests need none
        found = None if box is None or jumps_of(system) else search_as_written(system, equations, limits, box, budget)
        if found is None:
            raise
        return _directly(collector, found, system), ()
    collector.original = _irreducible(equations)
    collector.argument.extend(tree.argument)
    left = [
        leaf
        for leaf in sorted([*tree.leaves, *_families(tree, collector)], key=lambda leaf: bool(leaf.remaining))
        if not added(collector, leaf)
    ]
    for leaf in (found for case in left for found in proposed(tree, case)):
        collector.add(leaf)
    add_jumps(collector, system, slices, limits, budget)
    collector.missing.extend(_unknown_expectations(equations, system.assumptions))
    collector.finish()
    not_excluded = excluded_cycles(system)
    if not_excluded:
        collector.missing.append(not_excluded)
    return collector, translates(tree.turned, lengths)


def _unknown_expectations(equations: tuple[Any, ...], assumptions: tuple[Any, ...]) -> Iterator[str]:
    """Expectations that are known to exist only under a condition which need not be necessary."""
    for node in sorted({n for e in equations for n in e.atoms(Expectation)}, key=str):
        for condition in () if node.existence.necessary else node.existence.conditions:
            if not domain_proven(condition > 0, assumptions):
                yield f"whether {shorten(node, 60)} exists where {shorten(condition, 60)} <= 0 is not known"


def _directly(collector: Collector, found: Searched, system: System) -> Collector:
    """The zeros that interval tests found in the whole box, all of them simple, and what they left open."""
    for point in found.points:
        collector.keep(point)
    collector.finish()
    collector.argument.append(
        f"{found.examined} boxes examined by interval tests of the field as it is written; {len(found.points)} zeros "
        f"proven by Krawczyk's test, each simple, {len(found.undecided)} boxes undecided, all others excluded."
    )
    collector.undecided.extend(found.undecided)
    not_excluded = excluded_cycles(system)
    collector.missing.extend([not_excluded] if not_excluded else [])
    return collector


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


def _finished(found: Collector) -> EquilibriumSet:
    missing = tuple(dict.fromkeys(found.missing))
    points = tuple(with_multiplicities(found.points, found.field, found.state))
    argument = (*found.argument, *_left_out(found))
    space = found.domain.shown
    if found.box is not None:
        return replace(_finished_in_box(found, points, missing, argument), domain=space)
    if missing:
        reason, grade = "; ".join(missing), Completeness.NOT_PROVEN
    else:
        reason, grade = f"every case is solved or excluded: {_counted(points, found)}", Completeness.PROVEN_COMPLETE
    return EquilibriumSet(
        points, tuple(found.components), grade, reason + _within(space), argument, missing=missing, domain=space
    )


def _counted(points: tuple[Equilibrium, ...], found: Collector) -> str:
    jumping = sum(p.method.startswith(METHOD) for p in points)
    what = [f"{len(points) - jumping} isolated"] if len(points) > jumping else []
    what += [f"{jumping} where the field jumps"] if jumping else []
    what += [f"{len(found.components)} of positive dimension"] if found.components else []
    return ", ".join(what) if what else "there is no real equilibrium"


def _within(space: tuple[str, ...]) -> str:
    """The state space, where it is not all of R^n."""
    return f"; in the state space {', '.join(space)}" if space else ""


def _left_out(found: Collector) -> tuple[str, ...]:
    outside = found.members.outside
    return (f"Outside the domain, and left out: {'; '.join(outside)}.",) if outside else ()


def _finished_in_box(
    found: Collector, listed: tuple[Equilibrium, ...], missing: tuple[str, ...], steps: tuple[str, ...]
) -> EquilibriumSet:
    """Members outside the box are left out; what is missing elsewhere still counts, because it may lie in the box."""
    box = dict(found.box or {})
    points = tuple(p for p in listed if not _outside(p, box))
    components, notes = clipped(found.components, box)
    pairs = tuple(box.items())
    undecided = tuple(found.undecided)
    argument = (*steps, *notes)
    space = _within(found.domain.shown)
    if missing:
        return EquilibriumSet(
            points,
            components,
            Completeness.NOT_PROVEN,
            "; ".join(missing) + space,
            argument,
            undecided,
            missing,
            pairs,
        )
    open_sets = sum(note.startswith("Whether") for note in notes)
    if undecided:
        where = "; ".join(_shown(b) for b in undecided[:SHOWN])
        more = f" and {len(undecided) - SHOWN} more" if len(undecided) > SHOWN else ""
        reason = (
            f"{len(undecided)} boxes may hold further equilibria, degenerate ones for instance: {where}{more} "
            "(a smaller box or a larger budget= may decide them)"
        )
        return EquilibriumSet(
            points, components, Completeness.NOT_PROVEN, reason, argument, undecided, (reason,), pairs
        )
    reason = "every case is solved, or searched whole in the box"
    reason += f"; {open_sets} of the sets may miss the box" if open_sets else ""
    return EquilibriumSet(
        points,
        components,
        Completeness.COMPLETE_IN_BOX,
        reason + space,
        argument,
        undecided,
        (),
        pairs,
    )


def _shown(box: Pairs) -> str:
    """The box in decimals, rounded outwards."""
    return "the whole box" if not box else ", ".join(f"{s} in [{_floor(a)}, {-_floor(-b)}]" for s, (a, b) in box)


def _floor(value: Any) -> Any:
    """The largest number with DECIMALS decimals below a rational."""
    return Float(Rational(floor(value * 10**DECIMALS), 10**DECIMALS), DECIMALS + 3)


def _outside(point: Equilibrium, box: Mapping[Any, tuple[Any, Any]]) -> bool:
    """A proof that the point is not in the box."""
    ends = dict(point.box) if point.box else {s: (v, v) for s, v in point.point}
    return any((ends[s][1] < low) == True or (ends[s][0] > high) == True for s, (low, high) in box.items())  # noqa: E712


def _checked_box(system: System, box: Mapping[Any, Any] | None) -> dict[Any, tuple[Any, Any]] | None:
    if box is None:
        return None
    asked = f"a box for the state ({', '.join(map(str, system.state))})"
    remedy = "one pair (lower, upper) for every state variable and nothing else"
    if not isinstance(box, Mapping):
        raise BadInput(asked, shorten(repr(box)), remedy)
    keys = {key: named(key, system.state, asked, "state variable", "an interval") for key in box}
    lacking = [str(s) for s in system.state if s not in keys.values()]
    if lacking:
        raise BadInput(asked, f"no interval for {', '.join(lacking)}", remedy)
    checked = {}
    for key, ends in box.items():
        pair = tuple(ends) if isinstance(ends, (tuple, list)) else ()
        if len(pair) != 2:
            raise BadInput(f"an interval for {key}", f"{ends!r}", "a pair (lower, upper)")
        low, high = (exact(e, f"an end of the interval for {key}") for e in pair)
        if not (low.is_Rational and high.is_Rational and low < high):
            raise BadInput(f"an interval for {key}", f"({low}, {high})", "rational ends, the lower one first")
        checked[keys[key]] = (low, high)
    return {s: checked[s] for s in system.state}
