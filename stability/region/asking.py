"""Signs of polynomials in several parameters under assumptions: by rules, by exact points, by the solver within a
budget of its steps, or by splitting the parameters."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sympy import Eq, Expr, Ne, Rational, Symbol, false

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.conditions.sample import VALUES, candidates, truth
from stability.algebra.conditions.solver import RLIMIT, Untranslatable, check
from stability.algebra.jets import Jet
from stability.region.ring import Ring

#: Solver steps for one question, and for all questions about one matrix.
STEP, STEPS = RLIMIT // 8, 3 * RLIMIT // 2
#: Milliseconds for one question: see solver.GUARD.  An ordinary one takes a hundredth of that.
GUARD = 3_000
#: Exact points kept to show that a sign occurs; more of them would only repeat what these show.
POINTS = 48


class Split(Exception):
    """The sign of ``quantity`` is needed; ``signs``: those that are possible; two_sided: only whether it is 0."""

    def __init__(self, quantity: Expr, signs: frozenset[int], two_sided: bool = False) -> None:
        self.quantity, self.signs, self.two_sided = quantity, signs, two_sided


class Undecided(Exception):
    """A sign that cannot be had within the budget."""


class Budget:
    """Solver steps that are left."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def ask(self, conditions: list[Any], facts: tuple[Any, ...], negated: Any = None, limit: int = STEP) -> str:
        """"unsat", "sat" or "unknown"."""
        if self.steps <= 0:
            return "unknown"
        spent: list[int] = []
        try:
            answer = check(conditions, facts, negated, rlimit=min(limit, self.steps), spent=spent, guard=GUARD)[0]
        except Untranslatable:
            return "unknown"
        self.steps -= sum(spent) if answer != "unknown" else max(limit, *spent)
        return answer


def feasible(conditions: Iterable[Any], budget: Budget | None = None) -> bool:
    """False when the conditions are proven contradictory, True otherwise."""
    given = tuple(conditions)
    if any(c == false for c in given):
        return False
    relations = [c for c in given if not isinstance(c, Fact)]
    return (budget or Budget()).ask(relations, given) != "unsat"


def relation(expression: Any, sign: int) -> Any:
    return expression > 0 if sign > 0 else expression < 0 if sign < 0 else Eq(expression, 0)


def possible_signs(expression: Any, known: Iterable[Any], budget: Budget | None = None) -> frozenset[int]:
    """The signs the solver cannot exclude under the conditions; a superset of the true ones.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", positive=True)
    >>> sorted(possible_signs(a - b, [a > 2, b < 1]))
    [1]
    """
    given = tuple(known)
    signs = sign_set(expression, given)
    if len(signs) == 1:
        return signs
    return frozenset(s for s in signs if feasible((*given, relation(expression, s)), budget))


def positive_lead(factor: Any) -> Any:
    return -factor if factor.could_extract_minus_sign() else factor


def points(known: tuple[Any, ...], unknowns: Iterable[Any]) -> list[dict[Any, Any]]:
    """Exact points that satisfy the relations, of small height first and then random ones of fixed seed."""
    names = sorted(unknowns, key=str)
    facts = [f for f in known if isinstance(f, Fact)]
    relations = [r for r in known if not isinstance(r, Fact)]
    found = []
    rng = random.Random(7)
    grid = candidates(names, facts)
    choices = {u: [v for v in VALUES if sign_of(v) in sign_set(u, facts)] for u in names}
    for number in range(6 * POINTS):
        if number % 3 == 0:
            point = next(grid, None)
        else:
            point = {u: rng.choice(choices[u]) * Rational(rng.randint(1, 30), rng.randint(1, 30)) for u in names}
        if point is not None and all(truth(r, point) is True for r in relations):
            found.append(point)
            if len(found) == POINTS:
                break
    return found


def sign_of(value: Any) -> int:
    return int(bool(value > 0)) - int(bool(value < 0))


@dataclass(frozen=True)
class Asking:
    """The oracle of one cell: ``known`` are its conditions with the assumptions."""

    ring: Ring
    known: tuple[Any, ...]
    budget: Budget
    witnesses: list[dict[Any, Any]]
    answers: dict[Any, frozenset[int]] = field(default_factory=dict)

    def hint(self, element: Any) -> frozenset[int]:
        """By rules alone."""
        if not element:
            return frozenset({0})
        if element.is_constant():
            return frozenset({1 if element.leading_coefficient() > 0 else -1})
        direct = sign_set(self.ring.expression(element), self.known) if len(element) <= 30 else frozenset({-1, 0, 1})
        if len(direct) == 1:
            return direct
        result = frozenset({self._orientation(element)})
        for factor, power in self.ring.factors(element):
            signs = self._by_rules(factor)
            result = frozenset(a * b**power for a in result for b in signs)
        return (result & direct) or direct

    def _by_rules(self, factor: Any) -> frozenset[int]:
        key = ("rules", str(factor))
        if key not in self.answers:
            self.answers[key] = sign_set(self.ring.expression(factor), self.known)
        return self.answers[key]

    def _orientation(self, element: Any) -> int:
        """The sign of the number that the factors with positive leading coefficients leave out."""
        return 1 if element.leading_coefficient() > 0 else -1

    def sign(self, element: Any) -> int:
        """Raises Split on a factor that may vanish, or on the product of the open ones."""
        signs = self.hint(element)
        if len(signs) == 1:
            return next(iter(signs))
        result, parts = self._parts(element)
        open_factors = []
        for factor, power in parts:
            signs = self._by_rules(factor)
            if len(signs) != 1:
                signs = self.possible(factor)
            if len(signs) == 1:
                result *= next(iter(signs)) ** power
            elif power % 2:
                open_factors.append(factor)
            elif 0 in signs:
                raise Split(self.shown(factor), signs, two_sided=True)
        if not result or not open_factors:
            return result
        product = self.ring.constant(1)
        for factor in open_factors:
            product = product * factor
        signs = self.possible(product)
        if len(signs) == 1:
            return result * next(iter(signs))
        lead = self.shown(product)
        raise Split(lead, signs if lead == self.ring.expression(product) else frozenset(-s for s in signs))

    def _parts(self, element: Any) -> tuple[int, list[tuple[Any, int]]]:
        """(sign of the number in front, irreducible factors), each factor shortened by the equations of the ring."""
        result, found = self._orientation(element), []
        for factor, power in self.ring.factors(element):
            short = self._shortened(factor)
            if not short:
                return 0, []
            if short.is_constant() or short is not factor:
                result *= self._orientation(short) ** power
                found += [(f, k * power) for f, k in self.ring.factors(short)]
            else:
                found.append((factor, power))
        return result, found

    def _shortened(self, element: Any) -> Any:
        """A positive multiple, up to multiples of the equations, in fewer terms if there is one."""
        for relation in self.ring.relations:
            terms = relation.to_dict()
            best = element
            for monomial, coefficient in element.to_dict().items():
                if monomial in terms:
                    scale = int(terms[monomial])
                    other = element * abs(scale) - relation * (int(coefficient) * (1 if scale > 0 else -1))
                    best = other if len(other) < len(best) else best
            element = best
        return element

    def shown(self, element: Any) -> Any:
        return positive_lead(self.ring.expression(element))

    def possible(self, element: Any) -> frozenset[int]:
        """The signs that are not excluded: points show that a sign occurs, the solver that it does not."""
        key = str(element)
        if key in self.answers:
            return self.answers[key]
        expression = self.ring.expression(element)
        signs = sign_set(expression, self.known)
        if len(signs) > 1:
            seen = self._seen(element)
            missing = [s for s in (1, -1) if s in signs and s not in seen]
            excluded: set[int] = {s for s in missing if self._excluded(expression, s)}
            if 0 in signs and 0 not in seen and (excluded or len(seen) < 2) and self._excluded(expression, 0):
                excluded.add(0)
            signs = frozenset(signs - excluded) or signs
        self.answers[key] = signs
        return signs

    def _excluded(self, expression: Any, sign: int) -> bool:
        relations = [r for r in self.known if not isinstance(r, Fact)]
        return self.budget.ask([*relations, relation(expression, sign)], self.known) == "unsat"

    def _seen(self, element: Any) -> set[int]:
        if not all(isinstance(g, (Symbol, Jet)) for g in self.ring.gens):
            return set()
        terms = [(tuple(int(k) for k in m), int(c)) for m, c in element.to_dict().items()]
        seen = set()
        for point in self.witnesses:
            if any(g not in point for g in self.ring.gens):
                continue
            values = [Fraction(int(point[g].p), int(point[g].q)) for g in self.ring.gens]
            total = Fraction(0)
            for monomial, coefficient in terms:
                term = Fraction(coefficient)
                for value, power in zip(values, monomial, strict=False):
                    term *= value**power
                total += term
            seen.add(sign_of(total))
        return seen


def branches(split: Split) -> list[Any]:
    """The relations to go on with."""
    q = split.quantity
    if split.two_sided:
        return [Ne(q, 0), Eq(q, 0)]
    return [relation(q, s) for s in (1, 0, -1) if s in split.signs]
