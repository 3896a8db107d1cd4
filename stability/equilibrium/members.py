"""The list of equilibria under construction: every member is compared with the domain and with the other members."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from flint import ctx
from sympy import Add, Eq, Integer, Mul, Ne, fraction, together
from sympy.core.relational import Relational

from stability.algebra.conditions.sample import find_sample
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.exact import shorten
from stability.algebra.exact_sign import Undefined, exact_sign
from stability.algebra.jets import Jet
from stability.algebra.systems.balls import inside
from stability.algebra.systems.boxes import SquareSystem
from stability.algebra.systems.forms import is_zero, quotient
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.real import over_rationals, to_flint
from stability.algebra.systems.values import same_point
from stability.equilibrium.coincidence import same_zero
from stability.equilibrium.domain import Domain, Place
from stability.equilibrium.parts import lies_on, restricted
from stability.equilibrium.records import Component, Equilibrium
from stability.errors import CannotSolve

#: Precisions at which two points known by boxes are told apart.
_BITS = (128, 512, 2048)
#: Steps of the solver for one sample of the conditions of a point; simple conditions take some hundreds.
_SAMPLING = 100_000


@dataclass(frozen=True)
class Listed:
    """A point with what is known of it: where it is, and equations of which it is the only zero in its box."""

    point: Equilibrium
    place: Place
    equations: tuple[Any, ...] = ()


class Members:
    """points and components inside the domain, each once; outside: those that were left out, as text."""

    def __init__(self, domain: Domain, field: tuple[Any, ...], deeper: Callable[[Any, Any], None]) -> None:
        """deeper: adds the real solutions of polynomial equations under conditions: faces and singular points."""
        self.domain = domain
        self.field = field
        self.deeper = deeper
        self.listed: list[Listed] = []
        self.sets: list[tuple[Component, Component]] = []
        self.depth = 0
        self.missing: list[str] = []
        self.argument: list[str] = []
        self.outside: list[str] = []

    def add_point(self, entry: Listed, others: frozenset[int] = frozenset()) -> None:
        """others: the identities of listed entries that are known to differ from this one."""
        point = entry.point
        found = self.domain.conditions(entry.place, (*self.domain.assumptions, *point.conditions))
        if found is None:
            text = str(replace(point, conditions=()))
            if text not in self.outside:
                self.outside.append(text)
            return
        conditions, unsettled = found
        if unsettled:
            self.missing.append(f"whether {point} is in the domain is not decided: it needs {', '.join(unsettled)}")
        kept = self._needed(point.conditions, conditions)
        if not self.consistent(kept):
            return
        entry = replace(entry, point=replace(point, conditions=kept, faces=self.domain.touched(entry.place)))
        compared = [known for known in self.listed if id(known) not in others]
        for known in compared:
            better = known.point.exact or not point.exact
            if better and set(known.point.conditions) <= set(kept) and self._same(known, entry):
                return
        gone = {
            id(known)
            for known in compared
            if set(kept) <= set(known.point.conditions) and self._same(known, entry)
        }
        self.listed = [known for known in self.listed if id(known) not in gone]
        self.listed.append(entry)

    def add_singular(self, entry: Listed) -> None:
        """A singular point of a component stands for itself and takes the place of a record of the same point."""
        found = self.domain.conditions(entry.place, (*self.domain.assumptions, *entry.point.conditions))
        if found is None:
            return
        kept = self._needed(entry.point.conditions, found[0])
        point = replace(entry.point, conditions=kept, faces=self.domain.touched(entry.place))
        single = replace(entry, point=point)
        self.listed = [
            known
            for known in self.listed
            if not (known.point.conditions == point.conditions and self._same(known, single))
        ]
        self.listed.append(single)

    def _needed(self, known: tuple[Any, ...], more: Iterable[Any]) -> tuple[Any, ...]:
        """The known conditions and those of the others that they do not imply."""
        kept = list(known)
        for condition in more:
            if condition not in kept and not self._implied(condition, kept):
                kept.append(condition)
        return tuple(kept)

    def _implied(self, condition: Any, known: list[Any]) -> bool:
        if any(c.rel_op == condition.rel_op and is_zero(_difference(c) - _difference(condition)) for c in known):
            return True
        relations = [a for a in self.domain.assumptions if isinstance(a, Relational)]
        try:
            return check([*known, *relations], self.domain.assumptions, negated=condition)[0] == "unsat"
        except Untranslatable:
            return False

    @property
    def components(self) -> list[Component]:
        return [listed for _, listed in self.sets]

    def add_component(self, component: Component) -> None:
        """The part of it in the domain, unless a listed component holds it; compared are the sets before the cut."""
        if any(component_contains(whole, component) for whole, _ in self.sets):
            return
        part = restricted(component, self.domain)
        self.argument.extend([part.note] if part.note else [])
        self.missing.extend([part.missing] if part.missing else [])
        self._search_deeper(component, part.deeper)
        if part.component is not None:
            self.sets = [pair for pair in self.sets if not component_contains(component, pair[0])]
            self.sets.append((component, part.component))

    def _search_deeper(self, component: Component, sets: Iterable[tuple[Any, ...]]) -> None:
        """Each set has a smaller dimension, or the search stops and says so."""
        self.depth += 1
        for equations in sets:
            if self.depth > len(self.domain.state) + 1:
                self.missing.append(f"the faces of the domain on {shorten(component)} are not searched")
                break
            self.deeper(equations, component.conditions)
        self.depth -= 1

    def consistent(self, conditions: Iterable[Any]) -> bool:
        """False is a proof that a case of the parameters cannot occur under the assumptions."""
        relevant = [c for c in conditions if c.free_symbols and not c.free_symbols & set(self.domain.state)]
        if not relevant:
            return True
        relations = [r for r in self.domain.assumptions if isinstance(r, Relational)]
        try:
            return check([*relevant, *relations], self.domain.assumptions)[0] != "unsat"
        except Untranslatable:
            return True

    def finish(self) -> None:
        """Points on a component are not isolated and go, or get the condition under which they are off it."""
        self.sets = [pair for pair in self.sets if self.consistent(pair[1].conditions)]
        kept: list[Listed] = []
        for entry in self.listed:
            if entry.point.component is not None:
                kept.append(replace(entry, point=self._with_component(entry.point)))
            else:
                kept.extend(self._isolated(entry))
        self.listed = [replace(entry, point=self._marked(entry.point)) for entry in kept]

    def _marked(self, point: Equilibrium) -> Equilibrium:
        """With a remark where no exact sample shows that the conditions on the parameters can hold."""
        own = [c for c in point.conditions if not c.free_symbols & set(self.domain.state)]
        if not own:
            return point
        given = (*self.domain.assumptions, *own)
        parameters = {s for c in own for s in c.free_symbols}
        functions = {j.function for c in own for j in c.atoms(Jet)}
        if find_sample(given, parameters, functions, steps=_SAMPLING) is not None:
            return point
        return replace(point, method=f"{point.method}; that its conditions can hold is not shown by a sample")

    def _with_component(self, point: Equilibrium) -> Equilibrium:
        """The component as it is listed now; a singular point may be all that the domain leaves of one."""
        equations = point.component.equations if point.component is not None else ()
        return replace(point, component=next((c for c in self.components if c.equations == equations), None))

    def _isolated(self, entry: Listed) -> list[Listed]:
        cases = [entry]
        for component, _ in self.sets:
            cases = [case for old in cases for case in self._off(component, old)]
        return [replace(case, point=self._shortened(case.point)) for case in cases]

    def _shortened(self, point: Equilibrium) -> Equilibrium:
        """Without the conditions that the others imply, the longest first; not where those have denominators."""
        kept = list(point.conditions)
        for condition in sorted(kept, key=lambda c: -c.count_ops()):
            others = [c for c in kept if c is not condition]
            plain = not any(fraction(together(_difference(c)))[1].free_symbols or c.has(Jet) for c in kept)
            if others and plain and self._implied(condition, others):
                kept = others
        return replace(point, conditions=tuple(kept))

    def _off(self, component: Component, entry: Listed) -> list[Listed]:
        """The cases of the parameters in which the point is not on the component."""
        given = (*self.domain.assumptions, *entry.point.conditions)
        found = lies_on(component, entry.place, given)
        if found is None and not self._regular(entry):
            self.missing.append(f"whether {entry.point} lies on {shorten(component)} is not decided")
        if found is None or found is False:
            return [entry]
        if found is True:
            return []
        return self._split(entry, found)

    def _split(self, entry: Listed, relations: tuple[Any, ...]) -> list[Listed]:
        """The point apart from the case in which all relations hold: the cases exclude each other."""
        known = entry.point.conditions
        if not self.consistent((*known, *relations)):
            return [entry]
        equal = _independent([_radical(_difference(r)) for r in relations if isinstance(r, Eq)])
        cases = [(Ne(equal[0] if len(equal) == 1 else Add(*(e**2 for e in equal)), 0),)] if equal else []
        held: tuple[Any, ...] = tuple(r for r in relations if isinstance(r, Eq))
        for relation in (r for r in relations if not isinstance(r, Eq)):
            cases.append((*held, relation.negated))
            held = (*held, relation)
        found = []
        for case in cases:
            conditions = self._needed(known, case)
            if self.consistent(conditions):
                found.append(replace(entry, point=replace(entry.point, conditions=conditions)))
        return found

    def _regular(self, entry: Listed) -> bool:
        """A proof that the field has a regular Jacobian at a point known by a box: then the point is isolated."""
        return self._unique(entry, entry)

    def _same(self, left: Listed, right: Listed) -> bool:
        """A proof that two records are one point; False with a note where that stays open."""
        a, b = left.point, right.point
        if a.exact and b.exact:
            return same_exact(a, b)
        known = same_zero(a, b)
        if known is not None:
            return known
        if a.box is None or b.box is None:
            exact, boxed = (left, right) if a.exact else (right, left)
            return boxed.point.box is not None and self._is_exact_point(exact, boxed)
        one, other = left.place.solution, right.place.solution
        if one is not None and other is not None and left.place.free == right.place.free == self.domain.state:
            return same_point(one, other)
        if _apart(left.place, right.place, self.domain.state):
            return False
        return self._unique(left, right) or self._unsure(left, right)

    def _unsure(self, left: Listed, right: Listed) -> bool:
        self.missing.append(f"whether {left.point} and {right.point} are one point is not decided")
        return False

    def _is_exact_point(self, exact: Listed, boxed: Listed) -> bool:
        if any(v.free_symbols for _, v in exact.point.point):
            return False
        if _apart(exact.place, boxed.place, self.domain.state):
            return False
        values = exact.point.as_dict()
        if boxed.equations and all(_certainly(e.xreplace(values)) for e in boxed.equations):
            return True
        return self._unique(exact, boxed) or self._unsure(exact, boxed)

    def _unique(self, left: Listed, right: Listed) -> bool:
        """A proof by Krawczyk's test that the field has one zero, a regular one, in a box around both points."""
        state = self.domain.state
        field = [e for e in self.field if e != 0]
        if len(field) != len(state) or any(e.free_symbols - set(state) for e in field):
            return False
        try:
            system = SquareSystem(field, state)
            with ctx.workprec(_BITS[0] + 64):
                first, second = (_balls(p.place, state, _BITS[0]) for p in (left, right))
                if first is None or second is None:
                    return False
                hull = tuple(u.union(v) for u, v in zip(first, second, strict=True))
                zero = system.certify(tuple(b.mid() for b in hull))
                return zero is not None and inside(hull, zero.box)
        except CannotSolve:
            return False


def _difference(relation: Any) -> Any:
    return relation.lhs - relation.rhs


def _radical(e: Any) -> Any:
    """An expression without powers and denominators that has the same zeros where it is defined."""
    return Mul(*(f.expr for f in quotient(e).factors))


def _independent(expressions: list[Any]) -> list[Any]:
    """Expressions without repetitions, also with the other sign."""
    found: list[Any] = []
    for e in expressions:
        if not any(is_zero(e - k) or is_zero(e + k) for k in found):
            found.append(e)
    return found


def _certainly(value: Any) -> bool:
    try:
        return exact_sign(value) == 0
    except Undefined:
        return False


def _balls(place: Place, state: tuple[Any, ...], bits: int) -> tuple[Any, ...] | None:
    """The whole state as balls; None when parameters are in it or no balls are known."""
    values = [place.values[s] for s in state]
    if any(v.free_symbols - set(place.free) for v in values) or (place.free and place.finer is None):
        return None
    found = place.balls(values, bits)
    return tuple(found) if found is not None and all(b.is_finite() for b in found) else None


def _apart(left: Place, right: Place, state: tuple[Any, ...]) -> bool:
    """A proof by balls that two points differ."""
    for bits in _BITS:
        with ctx.workprec(bits + 64):
            a, b = _balls(left, state, bits), _balls(right, state, bits)
            if a is None or b is None:
                return False
            if any(not u.overlaps(v) for u, v in zip(a, b, strict=True)):
                return True
    return False


def same_exact(left: Equilibrium, right: Equilibrium) -> bool:
    """A proof that two exact records are one point; in the case x = a value of a parameter may be known as well."""
    pairs = [(a, b) for (_, a), (_, b) in zip(left.point, right.point, strict=True)]
    if any(a.is_Rational and b.is_Rational and a != b for a, b in pairs):
        return False
    return all(is_zero(a - b) or (not (a - b).free_symbols and _certainly(a - b)) for a, b in pairs)


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
