"""Derived quantities of a spectrum: abscissa, radius, and how far the matrix is from normal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from flint import acb, acb_mat, arb, ctx

from stability.algebra.roots import precision_for
from stability.clock import Time
from stability.errors import NotApplicable
from stability.spectrum.eigenvalues import Eigenvalue, radius_fraction, to_fraction
from stability.spectrum.location import Location
from stability.spectrum.matrices import RationalMatrix, SymbolicMatrix, read_matrix

Eigenvalues = tuple[Eigenvalue, ...]


def abscissa(eigenvalues: Eigenvalues, digits: int) -> Any:
    """max Re, exact if the largest has a short form, else a Float with the digits of the spectrum."""
    from sympy import S, re

    if not eigenvalues:
        return S.NegativeInfinity
    return _largest(eigenvalues, digits, lambda ball: ball.real, lambda number: re(number))


def radius(eigenvalues: Eigenvalues, digits: int) -> Any:
    """max modulus, exact if the largest has a short form, else a Float with the digits of the spectrum."""
    from sympy import S

    if not eigenvalues:
        return S.Zero

    def exact_modulus(number: Any) -> Any:
        from sympy import expand, im, re, sqrt

        return sqrt(expand(re(number) ** 2 + im(number) ** 2))

    return _largest(eigenvalues, digits, _modulus, exact_modulus)


def _modulus(ball: Any) -> Any:
    if ball.imag == 0:
        return abs(ball.real)
    return abs(ball.imag) if ball.real == 0 else (ball.real * ball.real + ball.imag * ball.imag).sqrt()


def _largest(
    eigenvalues: Eigenvalues, digits: int, part: Callable[[Any], Any], exact_part: Callable[[Any], Any]
) -> Any:
    """The largest value of a real part function; the exact form only when all that may be largest agree on it."""
    bits = precision_for(digits) + 8
    with ctx.workprec(bits + 40):
        values = [(part(e.refine(bits)), e) for e in eigenvalues]
        floor = max((to_fraction(v) - radius_fraction(v) for v, _ in values))
        leaders = [(v, e) for v, e in values if to_fraction(v) + radius_fraction(v) >= floor]
    forms = {None if e.exact is None else exact_part(e.exact) for _, e in leaders}
    if len(forms) == 1 and None not in forms:
        return forms.pop()
    return to_float(max((v for v, _ in leaders), key=to_fraction), digits)


def to_float(ball: Any, digits: int) -> Any:
    from sympy import Float, Rational

    return Float(Rational(*to_fraction(ball).as_integer_ratio()), digits)


def balls_of(matrix: RationalMatrix | SymbolicMatrix) -> list[list[Any]]:
    """The entries as real balls at the working precision."""
    n = matrix.n
    if isinstance(matrix, RationalMatrix):
        d = arb(matrix.denominator)
        flat = [arb(x) / d for x in matrix.numerator.entries()]
        return [flat[i * n : i * n + n] for i in range(n)]
    from stability.algebra.numbers import ball_of

    return [[ball_of(x) for x in row] for row in matrix.rows]


def _is_normal(matrix: RationalMatrix | SymbolicMatrix) -> bool:
    """A A^T = A^T A, exactly."""
    if isinstance(matrix, RationalMatrix):
        a = matrix.numerator
        return bool(a * a.transpose() == a.transpose() * a)
    from stability.spectrum.constants import is_normal

    return is_normal(matrix)


def departure_from_normality(matrix: RationalMatrix | SymbolicMatrix, eigenvalues: Eigenvalues, digits: int) -> Any:
    """sqrt(|A|_F^2 - sum |lambda|^2): exact when the square is rational, else refined until the difference is sharp."""
    from sympy import S, sqrt

    if _is_normal(matrix):
        return S.Zero
    exact = _exact_departure(matrix, eigenvalues)
    if exact is not None:
        return sqrt(exact)
    wanted = precision_for(digits)
    bits = wanted + 32
    while True:
        with ctx.workprec(bits + 40):
            square = _total(x * x for row in balls_of(matrix) for x in row)
            for e in eigenvalues:
                modulus = _modulus(e.refine(bits))
                square -= e.algebraic_multiplicity * modulus * modulus
            if square > 0 and square.rel_accuracy_bits() > wanted:
                return to_float(square.sqrt(), digits)
        bits *= 2


def _exact_departure(matrix: RationalMatrix | SymbolicMatrix, eigenvalues: Eigenvalues) -> Any:
    """The square of the departure, when all eigenvalues have short forms and it comes out rational; else None."""
    from sympy import Add, Rational, expand, im, re

    if any(e.exact is None for e in eigenvalues):
        return None
    if isinstance(matrix, RationalMatrix):
        squares = [Rational(int(sum(x * x for x in matrix.numerator.entries())), int(matrix.denominator) ** 2)]
    else:
        squares = [x**2 for row in matrix.rows for x in row]
    terms = [e.algebraic_multiplicity * (re(e.exact) ** 2 + im(e.exact) ** 2) for e in eigenvalues]
    square = expand(Add(*squares) - Add(*terms))
    return square if square.is_Rational else None


def _total(values: Iterable[Any]) -> Any:
    total = arb(0)
    for value in values:
        total += value
    return total


def symmetric_part(matrix: RationalMatrix | SymbolicMatrix) -> RationalMatrix | SymbolicMatrix:
    """(A + A^T)/2."""
    if isinstance(matrix, RationalMatrix):
        a = matrix.numerator
        return RationalMatrix(a + a.transpose(), 2 * matrix.denominator, matrix.n)
    n, rows = matrix.n, matrix.rows
    return read_matrix([[(rows[i][j] + rows[j][i]) / 2 for j in range(n)] for i in range(n)])


def kreiss_lower_bound(
    matrix: RationalMatrix | SymbolicMatrix, eigenvalues: Eigenvalues, location: Location, time: Time
) -> Fraction:
    """The best of a fixed set of points around the eigenvalues nearest to the boundary, each evaluated in balls."""
    if location.outside or not location.semisimple:
        raise NotApplicable(
            "Kreiss' constant",
            "an unbounded power or exponential: it is infinite",
            "ask for it when every eigenvalue is inside or semisimple on the boundary",
        )
    discrete = time is Time.DISCRETE
    best = Fraction(1)  # the limit at infinity; also the limit 1 at a boundary eigenvalue
    if matrix.n == 0:
        return best
    with ctx.workprec(128):
        rows = balls_of(matrix)
        for z, weight in _points(eigenvalues, discrete):
            best = max(best, _resolvent_bound(rows, z, weight))
    return best


def _points(eigenvalues: tuple[Eigenvalue, ...], discrete: bool) -> list[tuple[tuple[Fraction, Fraction], Fraction]]:
    """Points z outside the region, facing the eigenvalues from distances 2^k; with Re z or |z| - 1 (from below)."""
    points = []
    for e in eigenvalues[:8]:
        x, y = complex(e).real, complex(e).imag
        scale = max(abs(complex(e)), 1.0)
        for k in range(-12, 5, 2):
            step = Fraction(scale) * Fraction(2) ** k
            if discrete:
                size = (x * x + y * y) ** 0.5 or 1.0
                direction = (x / size, y / size) if (x or y) else (1.0, 0.0)
                z = tuple(Fraction(c) * (1 + step) for c in direction)
                weight = _modulus_below(z[0], z[1]) - 1
            else:
                z, weight = (step, Fraction(y)), step
            if weight > 0:
                points.append(((z[0], z[1]), weight))
    return points


def _modulus_below(x: Fraction, y: Fraction) -> Fraction:
    """A rational number just below |x + iy|."""
    ball = (_arb(x) * _arb(x) + _arb(y) * _arb(y)).sqrt()
    return to_fraction(ball) - radius_fraction(ball)


def _arb(x: Fraction) -> Any:
    return arb(x.numerator) / arb(x.denominator)


def _resolvent_bound(rows: list[list[Any]], z: tuple[Fraction, Fraction], weight: Fraction) -> Fraction:
    """weight |R x| / |x| from below, R = (z - A)^-1, x the column of R^H R with the largest diagonal entry."""
    n = len(rows)
    point = acb(_arb(z[0]), _arb(z[1]))
    shifted = acb_mat([[point * int(i == j) - acb(rows[i][j]) for j in range(n)] for i in range(n)])
    try:
        inverse = shifted.inv()
    except ZeroDivisionError:
        return Fraction(0)  # not invertible at this precision: no bound from here
    gram = inverse.conjugate().transpose() * inverse
    best = max(range(n), key=lambda i: float(gram[i, i].real.mid()))
    x = acb_mat([[acb(gram[i, best].mid())] for i in range(n)])  # any fixed vector gives a valid lower bound
    image = inverse * x
    top, bottom = (_total(abs(v[i, 0]) ** 2 for i in range(n)) for v in (image, x))
    ratio = (top / bottom).sqrt() if bottom > 0 else arb(0)
    low = to_fraction(ratio) - radius_fraction(ratio) if ratio.is_finite() else Fraction(0)
    return weight * max(low, Fraction(0))
