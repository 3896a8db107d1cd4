"""From the leaves of the case tree to points and components."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sympy import Abs, Max, Min, Mul, Ne, Piecewise, Symbol, sign
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from stability.algebra.conditions import sign_set
from stability.algebra.exact import shorten
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import Factor, is_zero, quotient
from stability.algebra.systems.real import RealPart, RealPoint, RealSet, real_solutions
from stability.equilibrium.branches import Branch, Leaf, _fails
from stability.equilibrium.direct import as_written
from stability.equilibrium.domain import ALLOWED, Domain, Place
from stability.equilibrium.families import smooth_point
from stability.equilibrium.members import Listed, Members, component_contains
from stability.equilibrium.numeric import (
    Unsettled,
    candidates,
    refinable,
    search_box,
    univariate,
    whole_box,
)
from stability.equilibrium.places import as_balls, place_of
from stability.equilibrium.records import Component, Equilibrium
from stability.equilibrium.samples import certified_sample, implicit_sample, solved_sample
from stability.errors import CannotSolve


class Collector:
    """Gathers members; ``missing`` says what stands between the list and completeness."""

    def __init__(
        self,
        state: tuple[Symbol, ...],
        assumptions: tuple[Any, ...],
        box: dict[Any, tuple[Any, Any]] | None = None,
        budget: int | None = None,
        domain: Domain | None = None,
        field: tuple[Any, ...] = (),
    ) -> None:
        self.state = state
        self.assumptions = assumptions
        self.box = box
        self.budget = budget
        self.original: frozenset[Any] = frozenset()
        self.field = field
        self.domain = Domain(state, assumptions=assumptions) if domain is None else domain
        self.members = Members(self.domain, field, self._deeper)
        self.missing = self.members.missing
        self.argument = self.members.argument
        self.undecided: list[Any] = []

    @property
    def points(self) -> list[Equilibrium]:
        return [entry.point for entry in self.members.listed]

    @property
    def components(self) -> list[Component]:
        return self.members.components

    def keep(self, point: Equilibrium) -> None:
        """A point that was found elsewhere."""
        self.members.add_point(Listed(point, place_of(self.state, point)))

    def drop(self, covered: Callable[[Equilibrium], bool]) -> None:
        """Exact points that another member covers go."""
        kept = [entry for entry in self.members.listed if not (entry.point.exact and covered(entry.point))]
        self.members.listed = kept

    def add(self, leaf: Leaf) -> None:
        branch, remaining = leaf.branch, leaf.remaining
        free = [s for s in self.state if s not in dict(branch.solved)]
        if remaining and any(self._covers(c, branch) for c, _ in self.members.sets):
            return
        if not remaining:
            self._add_solved(branch, free)
        elif all(g in free for f in remaining for g in f.gens):
            self._add_polynomial(branch, remaining, free)
        elif len(remaining) == 1:
            self._add_implicit(branch, remaining[0], free)
        else:
            self._add_unsettled(branch, remaining, free)

    def _covers(self, component: Component, branch: Branch) -> bool:
        """Whether everything in the branch lies on a component that is already listed."""
        values = dict(branch.solved)
        return set(component.conditions) <= {*branch.conditions, *branch.guards} and all(
            is_zero(e.xreplace(values)) for e in component.equations
        )

    def _add_unsettled(self, branch: Branch, remaining: tuple[Factor, ...], free: list[Symbol]) -> None:
        """Equations that algebra does not solve: a box is searched whole; without one there are candidates only."""
        conditions = self._conditions(branch)
        if conditions is None:
            return
        shown = ", ".join(f"{shorten(f.expr, 60)} = 0" for f in remaining)
        case = self._unsettled(branch, remaining, free, conditions)
        kinks = sorted({type(k).__name__ for e in case.equations for k in e.atoms(Abs, sign, Max, Min, Piecewise)})
        if kinks:
            self.missing.append(f"the case {{{shown}}} has kinks ({', '.join(kinks)})")
            return
        outside = set().union(*(e.free_symbols for e in case.equations)) - set(free)
        numbers = not outside and not any(e.has(Jet) for e in case.equations)
        if numbers and len(case.equations) < len(free) and self._add_family(branch, case):
            return
        if not numbers or len(case.equations) < len(free):
            why = f"; {', '.join(sorted(map(str, outside)))} would need numbers" if outside else ""
            self.missing.append(f"the case {{{shown}}} is neither solved nor excluded" + why + _facts_hint(remaining))
        elif len(free) == 1 and (zeros := univariate(case, remaining[0])) is not None:
            self.argument.append(
                f"{{{shown}}}: {len(zeros)} real zeros, and no others (Rolle's theorem, derivative by derivative)."
            )
            self._add_certified(case, zeros)
        elif self.box is None:
            self._add_certified(case, candidates(case))
            self.missing.append(
                f"no argument excludes further solutions of {{{shown}}} (Newton's method from a grid was used); "
                "box= searches a box completely"
            )
        else:
            found = search_box(case, self.box, self.budget)
            self._add_certified(case, found.points)
            self.undecided.extend(b for b in found.undecided if not (b and self.domain.misses(as_balls(b))))
            self.argument.append(
                f"{{{shown}}}: {found.examined} boxes examined by interval tests; {len(found.points)} zeros proven by "
                f"Krawczyk's test, {len(found.undecided)} boxes undecided, all others excluded."
            )

    def _add_certified(self, case: Unsettled, points: Iterable[Equilibrium]) -> None:
        equations = (*(s - v for s, v in case.solved), *case.equations)
        for point in points:
            self.members.add_point(Listed(point, place_of(self.state, point), equations))

    def _unsettled(
        self, branch: Branch, remaining: tuple[Factor, ...], free: list[Symbol], conditions: tuple[Any, ...]
    ) -> Unsettled:
        """The case as equations; another basis may hold too many for Krawczyk's test, the field itself does not."""
        equations = tuple(f.expr for f in remaining)
        values = dict(branch.solved)
        if branch.rewritten:
            field = _distinct(e.xreplace(values) for e in self.field)
            if len(field) < len(free):
                return Unsettled(field, tuple(free), branch.solved, conditions, self.state)
            if len(field) == len(free):
                whole = (*field, *equations)
                written = as_written(whole[: len(field)], self.field, values)
                return Unsettled(whole, tuple(free), branch.solved, conditions, self.state, True, written)
        written = as_written(equations, self.field, values) if len(equations) == len(free) else ()
        return Unsettled(equations, tuple(free), branch.solved, conditions, self.state, False, written)

    def _add_family(self, branch: Branch, case: Unsettled) -> bool:
        """Fewer equations than unknowns: a manifold near a point where their Jacobian has full rank, if any."""
        if any(c.free_symbols & set(case.free) for c in case.guards):
            return False
        point = smooth_point(case, self._allowed)
        if point is None:
            return False
        dimension = len(case.free) - len(case.equations)
        equations = (*(s - v for s, v in branch.solved), *case.equations)
        sample = point.point if point.exact else None
        shown = ", ".join(f"{shorten(e, 60)} = 0" for e in case.equations)
        self.argument.append(
            f"{{{shown}}}: a set of dimension {dimension} wherever the Jacobian of these equations has full rank, "
            f"which it has at {point}."
        )
        family = Component(self.state, equations, dimension, case.guards, sample, sample_box=point.box)
        self.members.add_component(family)
        return True

    def _allowed(self, point: Equilibrium) -> bool:
        """A proof that a point known exactly or by a box is in the domain."""
        if self.domain.whole:
            return True
        return self.domain.conditions(place_of(self.state, point)) == ((), ())

    def _add_solved(self, branch: Branch, free: list[Symbol]) -> None:
        conditions = self._conditions(branch)
        if conditions is None:
            return
        values = dict(branch.solved)
        if not free:
            point = tuple((s, values[s]) for s in self.state)
            found = Equilibrium(point, conditions=conditions, method="solved in the case tree")
            self.members.add_point(Listed(found, Place(dict(point))))
            return
        equations = tuple(quotient(s - v).factors[0].expr if not (s - v).has(Jet) else s - v for s, v in branch.solved)
        sample = solved_sample(self.state, values, free, conditions)
        self.members.add_component(
            Component(
                self.state, equations, len(free), conditions, sample, tuple((s, values.get(s, s)) for s in self.state)
            )
        )

    def _conditions(self, branch: Branch) -> tuple[Any, ...] | None:
        """Conditions and guards that are not settled; None when one is false."""
        kept = []
        for condition in (*branch.conditions, *branch.guards):
            if isinstance(condition, BooleanFalse) or _fails(condition, self.assumptions):
                return None
            if not isinstance(condition, BooleanTrue) and condition not in kept and not self._settled(condition):
                kept.append(condition)
        return tuple(kept)

    def _settled(self, condition: Any) -> bool:
        signs = sign_set(condition.lhs - condition.rhs, self.assumptions)
        return signs <= {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}[condition.rel_op]

    def _add_polynomial(self, branch: Branch, remaining: tuple[Factor, ...], free: list[Symbol]) -> None:
        conditions = self._conditions(branch)
        if conditions is None:
            return
        denominators = tuple(
            c.lhs - c.rhs
            for c in conditions
            if isinstance(c, Ne) and (c.lhs - c.rhs).is_polynomial(*free) and c.free_symbols <= set(free)
        )
        try:
            found = real_solutions(
                tuple(f.expr for f in remaining), tuple(free), denominators, self._preferred(branch, conditions)
            )
        except CannotSolve as reason:
            self.missing.append(
                f"the polynomial case {', '.join(shorten(f.expr, 60) for f in remaining)} = 0: {reason}"
            )
            return
        self.argument.extend(found.argument)
        self.missing.extend(found.missing)
        rest = tuple(c for c in conditions if c.lhs - c.rhs not in denominators)
        faithful = not branch.solved and {f.expr for f in remaining} == self.original
        self._add_real_set(branch, found, replace(branch, conditions=rest, guards=()), faithful)

    def _preferred(self, branch: Branch, conditions: tuple[Any, ...]) -> Callable[[dict[Any, Any]], bool]:
        """Whether a point of a component is in the domain, from the values of the free symbols."""

        def inside(put: dict[Any, Any]) -> bool:
            values = {s: v.xreplace(put) for s, v in branch.solved} | put
            relevant = (c.xreplace(values) for c in conditions if c.free_symbols & set(self.state))
            return all(c == True for c in relevant) and self.domain.holds_at(values)  # noqa: E712 - SymPy's true

        return inside

    def _deeper(self, equations: tuple[Any, ...], conditions: tuple[Any, ...]) -> None:
        """Faces of the domain and singular points of a component: polynomial equations over Q in the whole state."""
        branch = Branch((), conditions=conditions)
        try:
            found = real_solutions(equations, self.state, (), self._preferred(branch, conditions))
        except CannotSolve as reason:
            shown = ", ".join(f"{shorten(e, 60)} = 0" for e in equations)
            self.missing.append(f"faces of the domain or singular points, {shown}: {reason}")
            return
        self.argument.extend(found.argument)
        self.missing.extend(found.missing)
        self._add_real_set(branch, found, branch, False)

    def _add_real_set(self, branch: Branch, found: RealSet, reduced: Branch, faithful: bool) -> None:
        before = {id(p) for p in self.members.listed}
        equations = (*(s - v for s, v in branch.solved), *(e for e in reduced.equations))
        for member in found.points:
            point = self._algebraic(branch, member)
            place = place_of(self.state, point)
            conditions = self._at_place(reduced, place)
            if conditions is None:
                continue
            point = replace(point, conditions=conditions, multiplicity=member.multiplicity if faithful else None)
            known = frozenset(id(p) for p in self.members.listed if id(p) not in before)
            self.members.add_point(Listed(point, place, equations), known)
        for part in found.components:
            solved = tuple(quotient(s - v).factors[0].expr for s, v in branch.solved)
            put = dict(part.sample)
            values = {s: v.xreplace(put) for s, v in branch.solved} | put
            parameters: Any = None
            if part.parametrization is not None:
                free = dict(part.parametrization)
                lifted = {s: v.xreplace(free) for s, v in branch.solved} | free
                parameters = tuple((s, lifted[s]) for s in self.state)
            limits = reduced.conditions + tuple(Ne(d, 0) for d in part.nonzero)
            component = Component(
                self.state,
                solved + part.equations,
                part.dimension,
                limits,
                tuple((s, values[s]) for s in self.state),
                parameters,
            )
            self.members.add_component(component)
            self._add_singular(branch, part, component)

    def _algebraic(self, branch: Branch, member: RealPoint) -> Equilibrium:
        put = dict(member.values)
        solved = dict(branch.solved)
        return Equilibrium(
            tuple((s, put[s] if s in put else solved[s].xreplace(put)) for s in self.state),
            member.exact,
            method=member.method,
            box=whole_box(self.state, member.box, branch.solved),
            certificate=None if member.exact else refinable(self.state, member, branch.solved),
        )

    def _at_place(self, branch: Branch, place: Place) -> tuple[Any, ...] | None:
        """The conditions of the branch at a point, as far as they are open; None when one fails there."""
        placed = []
        for c in (*branch.conditions, *branch.guards):
            signs = place.signs(c.lhs - c.rhs, self.assumptions)
            if not signs & ALLOWED[c.rel_op]:
                return None
            if not signs <= ALLOWED[c.rel_op]:
                placed.append(c.xreplace(place.values))
        return self._conditions(replace(branch, conditions=tuple(placed), guards=()))

    def _add_singular(self, branch: Branch, part: RealPart, component: Component) -> None:
        """Isolated singular points of the complex component may be isolated real points: they are listed as well."""
        for member in part.singular:
            point = self._algebraic(branch, member)
            place = place_of(self.state, point)
            conditions = self._at_place(replace(branch, conditions=component.conditions, guards=()), place)
            if conditions is None:
                continue
            method = "singular point of a component"
            single = replace(point, component=component, method=method, conditions=conditions)
            self.members.add_singular(Listed(single, place, component.equations))

    def _add_implicit(self, branch: Branch, factor: Factor, free: list[Symbol]) -> None:
        conditions = self._conditions(branch)
        if conditions is None:
            return
        solved = tuple(s - v for s, v in branch.solved)
        values = dict(branch.solved)
        inside = self._preferred(branch, conditions)
        sample = implicit_sample(self.state, self.assumptions, factor, values, free, conditions, inside)
        box = None
        if sample is None and len(free) > 1:
            box = certified_sample(self.state, factor, branch, free, conditions, self._allowed)
        component = Component(self.state, (*solved, factor.expr), len(free) - 1, conditions, sample, sample_box=box)
        if sample is None and any(component_contains(c, component) for c, _ in self.members.sets):
            return
        if len(free) == 1:
            self._add_unsettled(branch, (factor,), free)
            return
        if sample is None and box is None:
            self.missing.append(
                f"whether {shorten(factor.expr)} vanishes anywhere is not known" + _facts_hint((factor,))
            )
        self.members.add_component(component)

    def finish(self) -> None:
        """Drop or condition the points that lie on a component: they are not isolated.  Its singular points stay."""
        self.members.finish()


def _distinct(equations: Iterable[Any]) -> tuple[Any, ...]:
    """The equations without denominators, powers, zeros and repetitions, also with the other sign."""
    found: list[Any] = []
    for form in map(quotient, equations):
        e = Mul(*(f.expr for f in form.factors))
        if not form.zero and not any(is_zero(e - k) or is_zero(e + k) for k in found):
            found.append(e)
    return tuple(found)


def _facts_hint(factors: tuple[Factor, ...]) -> str:
    """The facts about abstract functions that would exclude a factor."""
    jets = sorted({j for f in factors if isinstance(f.expr, Jet) for j in [f.expr]}, key=str)
    hints = [
        f'Fact({j.function!r}, order={j.order}, at={None if j.argument.free_symbols else j.argument}, sign="nonzero")'
        for j in jets
    ]
    return f"; {' and '.join(hints)} would exclude it" if hints else ""
