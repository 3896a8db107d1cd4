"""From the leaves of the case tree to points and components."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sympy import Abs, Integer, Max, Min, Mul, Ne, Piecewise, Symbol, sign
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from stability.algebra.conditions import sign_set
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.exact import shorten
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import Factor, is_zero, quotient
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.real import RealPart, RealSet, over_rationals, real_solutions, to_flint
from stability.equilibrium.branches import Branch, Leaf, _fails
from stability.equilibrium.coincidence import same_zero
from stability.equilibrium.direct import as_written
from stability.equilibrium.families import smooth_point
from stability.equilibrium.numeric import (
    Unsettled,
    at_box,
    candidates,
    refinable,
    search_box,
    univariate,
    whole_box,
)
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
        original: frozenset[Any] = frozenset(),
    ) -> None:
        self.state = state
        self.assumptions = assumptions
        self.box = box
        self.budget = budget
        self.original = original
        self.field: tuple[Any, ...] = ()
        self.points: list[Equilibrium] = []
        self.components: list[Component] = []
        self.missing: list[str] = []
        self.argument: list[str] = []
        self.undecided: list[Any] = []

    def add(self, leaf: Leaf) -> None:
        branch, remaining = leaf.branch, leaf.remaining
        free = [s for s in self.state if s not in dict(branch.solved)]
        if remaining and any(self._covers(c, branch) for c in self.components):
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
            for point in zeros:
                self._add_point(point)
        elif self.box is None:
            for point in candidates(case):
                self._add_point(point)
            self.missing.append(
                f"no argument excludes further solutions of {{{shown}}} (Newton's method from a grid was used); "
                "box= searches a box completely"
            )
        else:
            found = search_box(case, self.box, self.budget)
            for point in found.points:
                self._add_point(point)
            self.undecided.extend(found.undecided)
            self.argument.append(
                f"{{{shown}}}: {found.examined} boxes examined by interval tests; {len(found.points)} zeros proven by "
                f"Krawczyk's test, {len(found.undecided)} boxes undecided, all others excluded."
            )

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
        point = smooth_point(case) if not any(c.free_symbols & set(case.free) for c in case.guards) else None
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
        self._add_component(Component(self.state, equations, dimension, case.guards, sample, sample_box=point.box))
        return True

    def _add_solved(self, branch: Branch, free: list[Symbol]) -> None:
        conditions = self._conditions(branch)
        if conditions is None:
            return
        values = dict(branch.solved)
        if not free:
            self._add_point(
                Equilibrium(
                    tuple((s, values[s]) for s in self.state), conditions=conditions, method="solved in the case tree"
                )
            )
            return
        equations = tuple(quotient(s - v).factors[0].expr if not (s - v).has(Jet) else s - v for s, v in branch.solved)
        sample = solved_sample(self.state, values, free, conditions)
        self._add_component(
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
            found = real_solutions(tuple(f.expr for f in remaining), tuple(free), nonzero=denominators)
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

    def _add_real_set(self, branch: Branch, found: RealSet, reduced: Branch, faithful: bool) -> None:
        before = {id(p) for p in self.points}
        for member in found.points:
            put = dict(member.values)
            point = tuple((s, put[s] if s in put else dict(branch.solved)[s].xreplace(put)) for s in self.state)
            at, bounds = dict(point), dict(member.box or ())
            placed = tuple(c.xreplace(at) if member.exact else at_box(c, bounds) for c in reduced.conditions)
            conditions = self._conditions(replace(reduced, conditions=placed))
            if conditions is None:
                continue
            box = whole_box(self.state, member.box, branch.solved)
            balls = None if member.exact else refinable(self.state, member, branch.solved)
            self._add_point(
                Equilibrium(
                    point,
                    member.exact,
                    method=member.method,
                    box=box,
                    conditions=conditions,
                    multiplicity=member.multiplicity if faithful else None,
                    certificate=balls,
                ),
                frozenset(id(p) for p in self.points if id(p) not in before),
            )
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
            self._add_component(component)
            self._add_singular(branch, part, component)

    def _add_singular(self, branch: Branch, part: RealPart, component: Component) -> None:
        """Isolated singular points of the complex component may be isolated real points: they are listed as well."""
        for member in part.singular:
            put = dict(member.values)
            values = {s: v.xreplace(put) for s, v in branch.solved} | put
            single = Equilibrium(
                tuple((s, values[s]) for s in self.state),
                member.exact,
                component=component,
                method="singular point of a component",
                box=None if member.exact else whole_box(self.state, member.box, branch.solved),
                conditions=component.conditions,
                certificate=None if member.exact else refinable(self.state, member, branch.solved),
            )
            self.points = [p for p in self.points if not (p.conditions == single.conditions and _same(p, single))]
            self.points.append(single)

    def _add_implicit(self, branch: Branch, factor: Factor, free: list[Symbol]) -> None:
        conditions = self._conditions(branch)
        if conditions is None:
            return
        solved = tuple(s - v for s, v in branch.solved)
        values = dict(branch.solved)
        sample = implicit_sample(self.state, self.assumptions, factor, values, free, conditions)
        box = None if sample or len(free) == 1 else certified_sample(self.state, factor, branch, free, conditions)
        component = Component(self.state, (*solved, factor.expr), len(free) - 1, conditions, sample, sample_box=box)
        if sample is None and any(component_contains(c, component) for c in self.components):
            return
        if len(free) == 1:
            self._add_unsettled(branch, (factor,), free)
            return
        if sample is None and box is None:
            self.missing.append(
                f"whether {shorten(factor.expr)} vanishes anywhere is not known" + _facts_hint((factor,))
            )
        self._add_component(component)

    def _add_point(self, point: Equilibrium, others: frozenset[int] = frozenset()) -> None:
        """others: the identities of points that are known to differ from this one."""
        compared = [p for p in self.points if id(p) not in others]
        for known in compared:
            better = known.exact or not point.exact
            if better and set(known.conditions) <= set(point.conditions) and _same(known, point):
                return
            if not (known.exact and point.exact) and same_zero(known, point) is None:
                self.missing.append(f"whether {known} and {point} are one equilibrium is not known")
        gone = {id(p) for p in compared if set(point.conditions) <= set(p.conditions) and _same(p, point)}
        self.points = [p for p in self.points if id(p) not in gone]
        self.points.append(point)

    def _add_component(self, component: Component) -> None:
        if any(component_contains(c, component) for c in self.components):
            return
        self.components = [c for c in self.components if not component_contains(component, c)]
        self.components.append(component)

    def _consistent(self, conditions: tuple[Any, ...]) -> bool:
        """False is a proof that a case of the parameters cannot occur under the assumptions."""
        relevant = [c for c in conditions if c.free_symbols and not c.free_symbols & set(self.state)]
        if not relevant:
            return True
        relations = [r for r in self.assumptions if isinstance(r, Relational)]
        try:
            return check([*relevant, *relations], self.assumptions)[0] != "unsat"
        except Untranslatable:
            return True

    def finish(self) -> None:
        """Drop the points that lie on a component: they are not isolated.  Its singular points stay."""
        self.points = [p for p in self.points if self._consistent(p.conditions)]
        self.components = [c for c in self.components if self._consistent(c.conditions)]
        self.points = [
            p
            for p in self.points
            if p.component is not None
            or not (
                p.exact
                and any(c.contains(p.as_dict()) and set(c.conditions) <= set(p.conditions) for c in self.components)
            )
        ]


def _same(left: Equilibrium, right: Equilibrium) -> bool:
    """A proof that two records are one point; in the case x = a value of a parameter may be known as well."""
    if not (left.exact and right.exact):
        return left.point == right.point or same_zero(left, right) is True
    if any(a.is_Rational and b.is_Rational and a != b for (_, a), (_, b) in zip(left.point, right.point, strict=True)):
        return False
    return all(is_zero(a - b) for (_, a), (_, b) in zip(left.point, right.point, strict=True))


def component_contains(outer: Component, inner: Component) -> bool:
    """A proof that ``inner`` is a subset: its parametrization, or its equations, satisfy those of ``outer``."""
    if not set(outer.conditions) <= set(inner.conditions):
        return False
    if inner.parametrization is not None:
        put = dict(inner.parametrization)
        zero = {c.lhs: Integer(0) for c in inner.conditions if c.rel_op == "==" and c.rhs == 0}
        return all(is_zero(e.xreplace(put).xreplace(zero)) for e in outer.equations)
    return set(outer.equations) <= set(inner.equations) or _in_ideal(outer, inner)


def _in_ideal(outer: Component, inner: Component) -> bool:
    """A proof by algebra: the equations of the outer set are in the ideal of those of the inner one."""
    equations = (*inner.equations, *outer.equations)
    if inner.dimension >= outer.dimension or not all(over_rationals(e, inner.state) for e in equations):
        return False
    try:
        names = tuple(f"x{i}" for i in range(len(inner.state)))
        source = ideal([to_flint(e, inner.state) for e in inner.equations], names)
        return all(source.contains(to_flint(e, inner.state)) for e in outer.equations)
    except CannotSolve:
        return False  # both are listed then


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
