"""Zero-dimensional systems: a checked separating form, a rational parametrization, all real solutions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from flint import arb, arb_mat, arb_poly, ctx, fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from stability.algebra.systems.brackets import by_sign_changes, refined
from stability.algebra.systems.ideals import Algebra, Ideal, ideal
from stability.errors import CannotSolve

#: Coefficients of the linear forms tried as separating elements; a form is used only after the check.
FORMS = 12
#: Up to this dimension the trace form is taken in the monomial basis, which shares nothing with the separating form;
#: above, in the basis of its powers, because the products of matrices get long.
MONOMIAL_BASIS = 27
#: Precision of the first isolation; the boxes that are reported need it anyway.
FIRST_BITS = 128
#: Number of coefficients from which real roots are isolated by sign changes: all complex roots would cost more.
LONG = 24
#: Working precisions of the certified root boxes, in bits.
PRECISIONS = (128, 512, 2048, 8192)
#: Bits of the coefficients up to which Sturm's chain is cheaper in integers than in balls.
SHORT_BITS = 512


@dataclass(frozen=True)
class RealSolution:
    """A real solution: t is the root number ``place`` (increasing, among the real ones) of the irreducible ``modulus``,
    and coordinate k is the polynomial ``numerators[k]`` at t, reduced modulo it, over ``denominator`` (None: 1).

    multiplicity: of the solution in the system.  The record is exact; ``ball`` encloses it to any precision.
    """

    modulus: Any
    place: int
    numerators: tuple[Any, ...]
    multiplicity: int
    denominator: Any = None

    @cached_property
    def coordinates(self) -> tuple[Any, ...]:
        """The coordinates as polynomials in t; for many solutions their coefficients are long, so only when asked."""
        if self.denominator is None:
            return self.numerators
        modulus = fmpq_poly(self.modulus)
        inverse = _inverse(self.denominator, modulus)
        return tuple(divmod(g * inverse, modulus)[1] for g in self.numerators)

    @property
    def degree(self) -> int:
        return int(self.modulus.degree())

    def parameter(self, bits: int) -> Any:
        """A ball around t of relative accuracy about ``bits``."""
        return real_roots(self.modulus, bits)[self.place]

    def ball(self, bits: int) -> tuple[Any, ...]:
        """Balls around the coordinates, each with at least ``bits`` bits."""
        working = bits + 64
        while True:
            t = self.parameter(working)
            with ctx.workprec(working):
                below = arb(1) if self.denominator is None else evaluate(self.denominator, t)
                values = tuple(evaluate(g, t) / below for g in self.numerators)
            if all(v.is_finite() and (v.rel_accuracy_bits() >= bits or v.rad() < arb(2) ** (-bits)) for v in values):
                return values
            working *= 2

    def refined(self, bits: int) -> tuple[Any, ...]:
        """The same as ``ball``, under the name that all enclosed points share."""
        return self.ball(bits)


def evaluate(polynomial: Any, t: Any) -> Any:
    """A rational polynomial at a ball."""
    total = arb(0)
    for c in reversed(polynomial.coeffs()):
        total = total * t + arb(c)
    return total


def real_roots(p: Any, bits: int) -> list[Any]:
    """Disjoint balls around all real roots of a square-free integer polynomial, increasing.

    >>> from flint import fmpz_poly
    >>> [root.str(5, radius=False) for root in real_roots(fmpz_poly([-2, 0, 1]), 64)]
    ['-1.4142', '1.4142']
    """
    return list(_real_roots(tuple(int(c) for c in p.coeffs()), bits))


@lru_cache(maxsize=64)
def _real_roots(coefficients: tuple[int, ...], bits: int) -> tuple[Any, ...]:
    if len(coefficients) > LONG:
        if bits > FIRST_BITS:
            quick = refined(coefficients, _real_roots(coefficients, FIRST_BITS), bits)
        else:
            quick = by_sign_changes(coefficients, _count(coefficients), bits)
        if quick is not None:
            return quick
    with ctx.workprec(bits):
        # Real roots are those flint returns with an imaginary part that is exactly 0.
        found = [z.real for z, _ in fmpz_poly(list(coefficients)).complex_roots() if z.imag == 0]
    return tuple(sorted(found, key=lambda r: Fraction(int(r.mid().fmpq().p), int(r.mid().fmpq().q))))


@lru_cache(maxsize=64)
def _count(coefficients: tuple[int, ...]) -> int:
    return power_signature(fmpz_poly(list(coefficients)))


@dataclass(frozen=True)
class Solutions:
    """All real solutions; complex: distinct complex ones; total: with multiplicity; form: the separating form used."""

    points: tuple[RealSolution, ...]
    complex: int
    total: int
    form: tuple[int, ...]
    signature: int


def solve_zero_dimensional(source: Ideal) -> Solutions:
    """All real solutions of a zero-dimensional ideal, their number confirmed by the signature of the trace form.

    Raises CannotSolve when the two counts cannot be confirmed.
    """
    algebra = Algebra(source)
    if algebra.degree == 0:
        return Solutions((), 0, 0, (), 0)
    radical, form, characteristic = _separated(source, algebra)
    coordinates, denominator = _parametrized(radical, form, characteristic)
    points: list[RealSolution] = []
    for factor, multiplicity in characteristic.factor()[1]:
        reduced = tuple(_modulo(g, factor) for g in coordinates)
        below = None if denominator is None else _modulo(denominator, factor)
        count = len(real_roots(factor, FIRST_BITS))
        points += [RealSolution(factor, k, reduced, int(multiplicity), below) for k in range(count)]
    if radical.degree <= MONOMIAL_BASIS:
        signature = _signature(radical.trace_form)
    else:
        signature = _count(tuple(int(c) for c in characteristic.coeffs()))
    if signature != len(points):
        raise CannotSolve(
            "the real solutions of a polynomial system",
            f"{len(points)} by root isolation and {signature} by the signature of the trace form",
            "report this as a defect",
        )
    return Solutions(tuple(points), radical.degree, algebra.degree, form, signature)


def _separated(source: Ideal, algebra: Algebra) -> tuple[Algebra, tuple[int, ...], Any]:
    """The radical's algebra, a separating form, and the form's characteristic polynomial on the given algebra.

    Checked: the characteristic polynomial has as many distinct roots as the radical's algebra has dimensions, which is
    the number of distinct complex solutions.  If it is square-free on the given algebra, that is the radical already.
    """
    radical: Algebra | None = None
    for form in _forms(len(algebra.variables)):
        characteristic = integral(_combination(algebra, form).charpoly())
        roots = characteristic.degree() - characteristic.gcd(characteristic.derivative()).degree()
        if roots == algebra.degree:
            return algebra, form, characteristic
        if radical is None:
            radical = Algebra(_radical(source, algebra))
        if roots == radical.degree:
            return radical, form, characteristic
    raise CannotSolve("a separating form", f"none of {FORMS} linear forms separates all solutions", "other coordinates")


def _forms(n: int) -> list[tuple[int, ...]]:
    """The coordinates, last one first, then combinations with growing coefficients."""
    units = [tuple(int(i == k) for i in range(n)) for k in reversed(range(n))]
    mixed = [tuple(k**i + (i if k == 1 else 0) for i in range(n)) for k in range(1, FORMS + 1)]
    return units + mixed


def _combination(algebra: Algebra, form: tuple[int, ...]) -> Any:
    total = None
    for c, matrix in zip(form, algebra.variables, strict=True):
        if c:
            part = matrix * fmpq(c)
            total = part if total is None else total + part
    return total


def integral(p: Any) -> Any:
    """The primitive integer multiple of a rational polynomial."""
    numerator = p.numer()
    content = numerator.content()
    return numerator // content if content != 1 else numerator


def _radical(source: Ideal, algebra: Algebra) -> Ideal:
    """Seidenberg: adding the square-free part of each variable's minimal polynomial gives the radical."""
    context = source.context
    extra = []
    for variable, matrix in zip(context.gens(), algebra.variables, strict=True):
        minimal = integral(matrix.charpoly())
        square_free = minimal // minimal.gcd(minimal.derivative())
        value = context.constant(0)
        for c in reversed(square_free.coeffs()):
            value = value * variable + int(c)
        extra.append(value)
    return ideal([*source.basis, *extra], source.names)


def _parametrized(algebra: Algebra, form: tuple[int, ...], characteristic: Any) -> tuple[list[Any], Any]:
    """Polynomials in t over one denominator for all variables; denominator None stands for 1."""
    if algebra.degree > LONG:
        above, below = _rational_parametrization(algebra, form, characteristic)
        if below is not None:
            return above, below
    return _parametrization(algebra, form), None


def _rational_parametrization(algebra: Algebra, form: tuple[int, ...], characteristic: Any) -> tuple[list[Any], Any]:
    """Rouillier's representation for a linear functional L: x_i = N_i(t)/N(t), N_i = [p(T) sum_k L(x_i t^k) T^(-k-1)].

    [.] is the polynomial part and p the square-free polynomial of t.  N(z) = p'(z) L(e_z) at a root z, with e_z the
    idempotent of that solution, so the representation holds when N and p have no common root; no denominator otherwise.
    Reference: F. Rouillier, Applicable Algebra in Engineering, Communication and Computing 9 (1999) 433-461.
    """
    p = fmpq_poly(characteristic // characteristic.gcd(characteristic.derivative()))
    n = algebra.degree
    matrix = _combination(algebra, form)
    power = fmpq_mat([[fmpq(int(i == 0))] for i in range(n)])
    functional = fmpq_mat([[fmpq(1)] * n])
    rows = fmpq_mat([functional.entries(), *((functional * m).entries() for m in algebra.variables)])
    values: list[list[Any]] = [[] for _ in range(rows.nrows())]
    for _ in range(n):
        for entry, list_of in zip((rows * power).entries(), values, strict=True):
            list_of.append(entry)
        power = matrix * power
    shift = fmpq_poly([0] * n + [1])
    below, *above = [divmod(p * fmpq_poly(v[::-1]), shift)[0] for v in values]
    return (above, below) if below.gcd(p).degree() == 0 else ([], None)


def _inverse(g: Any, modulus: Any) -> Any:
    """The inverse of a polynomial modulo an irreducible one."""
    divisor, _, inverse = modulus.xgcd(g)
    return divmod(inverse, modulus)[1] / divisor[0]


def _parametrization(algebra: Algebra, form: tuple[int, ...]) -> list[Any]:
    """Each variable as a polynomial in the separating form t (shape lemma): solve for it in the basis 1, t, t^2, ..."""
    matrix = _combination(algebra, form)
    one = fmpq_mat([[fmpq(int(i == 0))] for i in range(algebra.degree)])
    columns = [one]
    for _ in range(algebra.degree - 1):
        columns.append(matrix * columns[-1])
    krylov = fmpq_mat([[c[i, 0] for c in columns] for i in range(algebra.degree)])
    images = [m * one for m in algebra.variables]
    wanted = fmpq_mat([[image[i, 0] for image in images] for i in range(algebra.degree)])
    solved = krylov.solve(wanted)
    return [fmpq_poly([solved[i, k] for i in range(algebra.degree)]) for k in range(len(images))]


def _modulo(g: Any, factor: Any) -> Any:
    return divmod(g, fmpq_poly(factor))[1]


def _signature(form: Any) -> int:
    """Positive minus negative eigenvalues of a non-singular symmetric rational matrix."""
    for bits in PRECISIONS:
        with ctx.workprec(bits):
            counted = _signature_in_balls(arb_mat(form))
        if counted is not None:
            return counted
    return _signature_exactly(form)


def _signature_in_balls(form: Any) -> int | None:
    """Signs of the pivots of a symmetric elimination, or None when one is not certain."""
    n = form.nrows()
    rows = [[form[i, j] for j in range(n)] for i in range(n)]
    total = 0
    for k in range(n):
        best = max(range(k, n), key=lambda i: float(abs(rows[i][i].mid()).log()) if rows[i][i].mid() != 0 else -1e300)
        rows[k], rows[best] = rows[best], rows[k]
        for row in rows:
            row[k], row[best] = row[best], row[k]
        pivot = rows[k][k]
        if not (pivot > 0 or pivot < 0):
            return None
        total += 1 if pivot > 0 else -1
        for i in range(k + 1, n):
            ratio = rows[i][k] / pivot
            for j in range(i, n):
                rows[i][j] = rows[i][j] - ratio * rows[k][j]
                rows[j][i] = rows[i][j]
    return total


def _signature_exactly(form: Any) -> int:
    """Descartes' rule is exact for a characteristic polynomial with real roots only."""
    coefficients = list(integral(form.charpoly()).coeffs())
    return _variations(coefficients) - _variations([c if i % 2 == 0 else -c for i, c in enumerate(coefficients)])


def power_signature(p: Any) -> int:
    """The signature of the trace form in the basis 1, t, t^2, ... of Q[t]/(p): the number of distinct real roots of p.

    Hermite: it is the Cauchy index of p'/p, here by Euclid's algorithm with signs kept.  Reference: S. Basu, R.
    Pollack,
    M.-F. Roy, Algorithms in Real Algebraic Geometry, chapters 2 and 4.
    """
    chain = _Chain(p)
    chain.exactly(SHORT_BITS)
    for bits in () if chain.finished else PRECISIONS[1:]:
        ends = chain.in_balls(bits)
        if ends is not None:
            return _difference([*chain.ends, *ends])
    chain.exactly(None)
    return _difference(chain.ends)


def _difference(ends: list[tuple[int, int]]) -> int:
    """Sign variations near -infinity minus those near +infinity, along the chain."""
    low, high = zip(*ends, strict=True)
    return _variations(list(low)) - _variations(list(high))


class _Chain:
    """Sturm's chain of p, kept by its signs near -infinity and +infinity: exact while short, then in balls.

    The next element is that of Euclid's algorithm up to a positive factor, which changes no sign.
    """

    def __init__(self, p: Any) -> None:
        self.previous, self.current = p, p.derivative()
        self.ends = [_signs_at_infinity(p)]

    @property
    def finished(self) -> bool:
        return bool(self.current == 0)

    def exactly(self, bits: int | None) -> None:
        """Steps in integers, to the end or until a coefficient is longer than so many bits."""
        while not self.finished and (bits is None or self.current.height_bits() <= bits):
            self.ends.append(_signs_at_infinity(self.current))
            rest = divmod(fmpq_poly(self.previous), fmpq_poly(self.current))[1]
            self.previous, self.current = self.current, -integral(rest) if rest != 0 else self.current * 0

    def in_balls(self, bits: int) -> list[tuple[int, int]] | None:
        """The remaining signs; None when a leading coefficient might be 0, or a degree falls by more than one."""
        with ctx.workprec(bits):
            above, here = arb_poly(self.previous), arb_poly(self.current)
            degree, ends = self.current.degree(), []
            if self.previous.degree() != degree + 1:
                return None
            while True:
                lead = here[degree]
                if not (lead > 0 or lead < 0):
                    return None
                sign = 1 if lead > 0 else -1
                ends.append((-sign if degree % 2 else sign, sign))
                if degree == 0:
                    return ends
                slope = above[degree + 1] / lead
                offset = (above[degree] - slope * here[degree - 1]) / lead
                above, here = here, (here * arb_poly([offset, slope]) - above).truncate(degree)
                degree -= 1


def _signs_at_infinity(p: Any) -> tuple[int, int]:
    """Signs near -infinity and +infinity."""
    lead = 1 if p.leading_coefficient() > 0 else -1
    return (-lead if p.degree() % 2 else lead), lead


def _variations(coefficients: list[Any]) -> int:
    signs = [1 if c > 0 else -1 for c in coefficients if c != 0]
    return sum(a != b for a, b in pairwise(signs))
