"""The real solutions of polynomial equations over Q: isolated points, and components with a real smooth point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any

from flint import arb, arb_mat
from sympy import Eq, Ne, Or, Poly, Rational, Symbol

from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.exact import shorten
from stability.algebra.factors import factors
from stability.algebra.systems.forms import to_expression
from stability.algebra.systems.ideals import Ideal, ideal, ring
from stability.algebra.systems.mixed import divided, saturated
from stability.algebra.systems.roots import RealSolution, solve_zero_dimensional
from stability.algebra.systems.values import box, exact_values, same_point, vanishes_at
from stability.errors import CannotSolve

#: Rational slices tried for a smooth point before the solver is asked.
SLICES = 60
#: Terms of a polynomial beyond which the argument does not print it.
_SHOWN = 12
_SMALL = tuple(
    Rational(p, q) for p, q in ((1, 1), (0, 1), (-1, 1), (2, 1), (1, 2), (-2, 1), (-1, 2), (3, 1), (1, 3), (-3, 1))
)


@dataclass(frozen=True)
class RealPoint:
    """values: pairs (symbol, value); when not exact, midpoints of ``box``; solution: the exact algebraic data."""

    values: tuple[tuple[Symbol, Any], ...]
    exact: bool
    method: str
    multiplicity: int | None
    box: Any
    solution: RealSolution


@dataclass(frozen=True)
class RealPart:
    """A real algebraic set of positive dimension; sample: a smooth point on it; nonzero: expressions that exclude
    points;
    singular: isolated singular points of the complex set, which may be isolated real points."""

    equations: tuple[Any, ...]
    dimension: int
    sample: tuple[tuple[Symbol, Any], ...]
    nonzero: tuple[Any, ...] = ()
    parametrization: tuple[tuple[Symbol, Any], ...] | None = None
    singular: tuple[RealPoint, ...] = ()


class RealSet:
    """points, components; missing: what is not settled; argument: the steps."""

    def __init__(self) -> None:
        self.points: list[RealPoint] = []
        self.components: list[RealPart] = []
        self.missing: list[str] = []
        self.argument: list[str] = []


def to_flint(expression: Any, variables: tuple[Symbol, ...]) -> Any:
    """A positive rational multiple of a polynomial as an integer polynomial."""
    poly = Poly(expression, *variables)
    scale = 1
    for c in poly.coeffs():
        scale = scale * int(c.q) // _gcd(scale, int(c.q))
    return ring(_names(len(variables))).from_dict({tuple(int(e) for e in m): int(c * scale) for m, c in poly.terms()})


def over_rationals(expression: Any, variables: tuple[Symbol, ...]) -> bool:
    """Whether an expression is a polynomial in the variables with rational coefficients."""
    if not expression.is_polynomial(*variables):
        return False
    return all(c.is_Rational for c in Poly(expression, *variables).coeffs())


def _gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def _names(n: int) -> tuple[str, ...]:
    return tuple(f"x{i}" for i in range(n))


def real_solutions(
    equations: tuple[Any, ...],
    variables: tuple[Symbol, ...],
    nonzero: tuple[Any, ...] = (),
    prefer: Callable[[dict[Any, Any]], bool] = lambda values: True,
) -> RealSet:
    """All real solutions of polynomial equations with rational coefficients at which no ``nonzero`` vanishes.

    prefer: which exact smooth points are the better samples of a component; others are taken where none is found.

    >>> from sympy.abc import x, y
    >>> found = real_solutions((x**2 - 1, y**2 + x), (x, y))
    >>> [tuple(v for _, v in p.values) for p in found.points]
    [(-1, -1), (-1, 1)]
    >>> [p.values for p in real_solutions((x**2 + y**2,), (x, y)).points]
    [((x, 0), (y, 0))]

    Raises CannotSolve beyond the limits of size.
    """
    search = _Search(variables, nonzero, prefer)
    polys = [to_flint(e, variables) for e in equations]
    if nonzero:
        polys = saturated(polys, [to_flint(d, variables) for d in nonzero], len(variables))
    search.run(polys)
    return search.found


class _Search:
    def __init__(self, variables: tuple[Symbol, ...], nonzero: tuple[Any, ...], prefer: Any) -> None:
        self.variables = variables
        self.prefer = prefer
        self.names = _names(len(variables))
        self.nonzero = nonzero
        self.found = RealSet()
        self.sets: list[Ideal] = []
        self.unmixed: set[tuple[str, ...]] = set()

    def run(self, polys: list[Any]) -> None:
        work = [(polys, True)]
        seen: set[tuple[str, ...]] = set()
        while work:
            current, faithful = work.pop()
            source = ideal(current, self.names)
            key = tuple(sorted(map(str, source.basis)))
            if source.is_unit:
                self._note(current, "has no solution, real or complex (1 is in the ideal)")
                continue
            if key in seen:
                continue
            seen.add(key)
            if source.dimension == 0:
                self._isolated(source, faithful)
                continue
            parts = _split(source)
            if parts is not None:
                work.extend(([*source.basis, p], False) for p in reversed(parts))
                continue
            rest = self._unmixed(source, len(current))
            if rest is not None:
                work.extend((p, False) for p in rest or self._positive(source))
        self.found.points = [p for p in self.found.points if not any(_lies_on(p, s) for s in self.sets)]

    def _note(self, polys: list[Any], text: str) -> None:
        self.found.argument.append(f"{{{', '.join(str(self.expression(p)) + ' = 0' for p in polys)}}} {text}.")

    def expression(self, p: Any) -> Any:
        return to_expression(p, self.variables)

    def _isolated(self, source: Ideal, faithful: bool) -> None:
        solved = solve_zero_dimensional(source)
        self.found.argument.append(
            f"{self._show(source)} has {solved.complex} complex solutions ({solved.total} with multiplicity), "
            "separated by a checked linear form, and "
            f"{len(solved.points)} real ones: root isolation and the signature of the trace "
            "form agree."
        )
        earlier = list(self.found.points)
        for solution in solved.points:
            if not any(same_point(solution, other.solution) for other in earlier):
                self.found.points.append(self._point(solution, faithful))

    def _point(self, solution: RealSolution, faithful: bool) -> RealPoint:
        values = exact_values(solution)
        bounds = tuple(zip(self.variables, box(solution), strict=True))
        exact = values is not None
        if values is None:
            values = tuple((low + high) / 2 for _, (low, high) in bounds)
        return RealPoint(
            tuple(zip(self.variables, values, strict=True)),
            exact,
            "Groebner basis and separating form",
            solution.multiplicity if faithful else None,
            bounds,
            solution,
        )

    def _unmixed(self, source: Ideal, generators: int) -> list[list[Any]] | None:
        """Parts of the solution set when it has components of different dimensions, none when it has not.

        None: that is open, and a point with a regular Jacobian may be isolated, so that no set is listed.
        """
        key = tuple(sorted(map(str, source.basis)))
        if key in self.unmixed:
            return []
        try:
            parts = divided(source, generators)
        except CannotSolve as reason:
            self.found.missing.append(f"{self._show(source)} may be a union of sets of different dimensions: {reason}")
            return None
        if parts is None:
            return []
        self.found.argument.append(
            f"{self._show(source)} is the union of a set all of whose components have dimension {source.dimension}, "
            "and of the closures of the rest."
        )
        self.unmixed.add(tuple(sorted(map(str, parts[0].basis))))
        return [list(part.basis) for part in reversed(parts)]

    def _positive(self, source: Ideal) -> list[list[Any]]:
        """A component of positive dimension, or, when it has no real smooth point, its singular locus to search."""
        codimension = len(self.variables) - source.dimension
        minors = _minors(source, codimension)
        sample = self._smooth(source, codimension)
        if sample is None:
            answer = self._ask(source, minors)
            if answer == "unsat":
                if ideal([*source.basis, *minors], self.names).dimension >= source.dimension:
                    self.found.missing.append(f"{self._show(source)} is not reduced, and its real points are not found")
                    return []
                self._note(
                    list(source.basis),
                    "has no smooth real point (nonlinear real arithmetic), so its real points are singular",
                )
                return [[*source.basis, *minors]]
            self.found.missing.append(f"no real smooth point of {self._show(source)} was found, and none was excluded")
            return []
        singular = ideal([*source.basis, *minors], self.names)
        points: tuple[RealPoint, ...] = ()
        if singular.dimension == 0:
            points = tuple(self._point(s, False) for s in solve_zero_dimensional(singular).points)
        equations = tuple(self.expression(p) for p in source.basis)
        self._note(list(source.basis), f"is a set of dimension {source.dimension} with the smooth real point {sample}")
        self.sets.append(source)
        self.found.components.append(
            RealPart(equations, source.dimension, sample, self.nonzero, self._solved(source), points)
        )
        return []

    def _show(self, source: Ideal) -> str:
        short = [p for p in source.basis if len(p) <= _SHOWN][:4]
        shown = [f"{shorten(self.expression(p))} = 0" for p in short]
        return "{" + ", ".join(shown + (["..."] if len(short) < len(source.basis) else [])) + "}"

    def _smooth(self, source: Ideal, codimension: int) -> Any:
        """A real point where the Jacobian has full rank, on a slice by rational values of independent variables."""
        best: dict[bool, Any] = {}
        context = source.context
        for chosen, put in islice(_slices(source), SLICES):
            cut = [int(v.q) * context.gen(i) - int(v.p) for i, v in zip(chosen, put, strict=True)]
            sliced = ideal([*source.basis, *cut], self.names)
            if sliced.dimension != 0:
                continue
            for solution in solve_zero_dimensional(sliced).points:
                values = exact_values(solution)
                if values is None or not self._is_smooth(source, solution, codimension) or not self._allowed(values):
                    continue
                sample = tuple(zip(self.variables, values, strict=True))
                preferred = self.prefer(dict(sample))
                if solution.degree == 1 and preferred:
                    return sample
                best.setdefault(preferred, sample)
        return best.get(True, best.get(False))

    def _allowed(self, values: tuple[Any, ...]) -> bool:
        put = dict(zip(self.variables, values, strict=True))
        return all(d.xreplace(put).is_zero is False for d in self.nonzero)

    def _is_smooth(self, source: Ideal, solution: RealSolution, codimension: int) -> bool:
        """Some minor of the Jacobian is certainly not 0 at the point."""
        balls = solution.ball(128)
        rows = [[_at(p.derivative(j), balls) for j in range(len(self.names))] for p in source.basis]
        for chosen in islice(combinations(range(len(rows)), codimension), 40):
            for columns in combinations(range(len(self.names)), codimension):
                minor = arb_mat([[rows[i][j] for j in columns] for i in chosen]).det()
                if minor > 0 or minor < 0:
                    return True
        return False

    def _ask(self, source: Ideal, minors: list[Any]) -> str:
        """Whether a real point with a non-vanishing minor exists, by nonlinear real arithmetic."""

        conditions = [Eq(self.expression(p), 0) for p in source.basis] + [
            Or(*(Ne(self.expression(m), 0) for m in minors))
        ]
        try:
            return check(conditions, ())[0]
        except Untranslatable:
            return "unknown"

    def _solved(self, source: Ideal) -> Any:
        """A parametrization when one equation is linear in a variable and the coefficient never vanishes on the set."""
        if len(source.basis) != 1:
            return None
        p = source.basis[0]
        for j, degree in enumerate(p.degrees()):
            if degree != 1:
                continue
            lead = p.derivative(j)
            rest = p - lead * source.context.gen(j)
            if ideal([lead, rest], self.names).is_unit:
                value = -self.expression(rest) / self.expression(lead)
                return tuple((s, value if i == j else s) for i, s in enumerate(self.variables))
        return None


def _split(source: Ideal) -> list[Any] | None:
    """Factors of a reducible basis element: the solution set is the union over them."""
    for p in source.basis:
        found = factors(p)
        if len(found) > 1 or any(m > 1 for _, m in found):
            return [f for f, _ in found]
    return None


def _minors(source: Ideal, codimension: int) -> list[Any]:
    rows = [[p.derivative(j) for j in range(len(source.names))] for p in source.basis]
    found = []
    for chosen in combinations(range(len(rows)), codimension):
        for columns in combinations(range(len(source.names)), codimension):
            minor = _determinant([[rows[i][j] for j in columns] for i in chosen])
            if minor != 0:
                found.append(minor)
    return found


def _determinant(rows: list[list[Any]]) -> Any:
    if len(rows) == 1:
        return rows[0][0]
    total = rows[0][0] * 0
    for j, entry in enumerate(rows[0]):
        if entry != 0:
            part = entry * _determinant([[*r[:j], *r[j + 1 :]] for r in rows[1:]])
            total = total + part if j % 2 == 0 else total - part
    return total


def _slices(source: Ideal) -> Iterator[tuple[tuple[int, ...], tuple[Any, ...]]]:
    """Sets of independent variables with values for them, the small values first, the sets in turn."""
    d = len(source.free)
    sets = source.independent
    for radius in range(len(_SMALL)):
        for put in product(_SMALL[: radius + 1], repeat=d):
            if _SMALL[radius] in put:
                for chosen in sets:
                    yield chosen, put


def _at(p: Any, values: tuple[Any, ...]) -> Any:

    total = arb(0)
    for m, c in p.terms():
        term = arb(int(c))
        for v, e in zip(values, m, strict=True):
            for _ in range(int(e)):
                term = term * v
        total = total + term
    return total


def _lies_on(point: RealPoint, source: Ideal) -> bool:
    """Exact: the point's algebraic coordinates satisfy every generator."""
    return all(vanishes_at(p, point.solution) for p in source.basis)
