"""Exact SymPy values for real solutions where they are short, boxes otherwise."""

from __future__ import annotations

from typing import Any

from flint import arb, fmpq, fmpq_mat, fmpq_poly
from sympy import Add, CRootOf, Integer, Poly, Rational, sqrt

from stability.algebra.names import placeholder
from stability.algebra.systems.roots import RealSolution, integral, real_roots
from stability.errors import CannotSolve

#: A value is short when its minimal polynomial has at most this degree and its coefficients at most these digits.
SHORT_DEGREE = 6
SHORT_DIGITS = 30
#: Degree up to which a solution may still have quadratic coordinates: four independent square roots.
RADICAL_DEGREE = 16
#: Binary exponents up to which a ball is written as a fraction.
EXPONENT = 1 << 16
_t = placeholder("t", __name__, real=True)


def rational(q: Any) -> Rational:
    """A flint rational as a SymPy one."""
    return Rational(int(q.p), int(q.q))


def exact_values(solution: RealSolution) -> tuple[Any, ...] | None:
    """The coordinates as exact expressions, or None when they are long.

    Rational and quadratic values are written out; others are polynomials in one CRootOf.
    """
    if solution.degree == 1:
        return tuple(rational(g[0]) for g in solution.coordinates)
    if solution.degree > RADICAL_DEGREE:
        return None
    minimal = [_minimal(g, solution.modulus) for g in solution.coordinates]
    if any(_digits(m) > SHORT_DIGITS for m in minimal):
        return None
    if all(m.degree() <= 2 for m in minimal):
        balls = solution.ball(64)
        return tuple(_radical(m, ball) for m, ball in zip(minimal, balls, strict=True))
    if solution.degree > SHORT_DEGREE:
        return None
    return _in_one_root(solution, minimal)


def _digits(p: Any) -> int:
    return max(len(str(abs(int(c)))) for c in p.coeffs())


def multiplication(g: Any, modulus: Any) -> Any:
    """The matrix of multiplication by g in Q[t]/(modulus); column j holds g t^j."""
    n = modulus.degree()
    divisor = fmpq_poly(modulus)
    columns, current = [], divmod(g, divisor)[1]
    for _ in range(n):
        columns.append([current[i] for i in range(n)])
        current = divmod(current * fmpq_poly([0, 1]), divisor)[1]
    return fmpq_mat(columns).transpose()


def _minimal(g: Any, modulus: Any) -> Any:
    characteristic = integral(multiplication(g, modulus).charpoly())
    return characteristic // characteristic.gcd(characteristic.derivative())


def _radical(p: Any, ball: Any) -> Any:
    """The root of p, of degree 1 or 2, that lies in the ball."""
    c = [int(v) for v in p.coeffs()]
    if len(c) == 2:
        return Rational(-c[0], c[1])
    root = sqrt(Integer(c[1] ** 2 - 4 * c[2] * c[0])) / abs(2 * c[2])
    upper = ball > arb(fmpq(-c[1], 2 * c[2]))
    return Rational(-c[1], 2 * c[2]) + (root if upper else -root)


def _in_one_root(solution: RealSolution, minimal: list[Any]) -> tuple[Any, ...] | None:
    """Every coordinate as a polynomial in one coordinate that generates the field."""
    n = solution.degree
    primitive = next((k for k, m in enumerate(minimal) if m.degree() == n), None)
    if primitive is None:
        return None
    generator = solution.coordinates[primitive]
    place = _place(minimal[primitive], solution, primitive)
    powers = [[fmpq(int(i == 0)) for i in range(n)]]
    matrix = multiplication(generator, solution.modulus)
    for _ in range(n - 1):
        last = matrix * fmpq_mat([[v] for v in powers[-1]])
        powers.append(list(last.entries()))
    basis = fmpq_mat(powers).transpose()
    wanted = fmpq_mat([[g[i] for g in solution.coordinates] for i in range(n)])
    solved = basis.solve(wanted)
    if max(len(str(e)) for e in solved.entries()) > 2 * SHORT_DIGITS:
        return None
    root = CRootOf(Poly([int(c) for c in reversed(minimal[primitive].coeffs())], _t), place)
    return tuple(Add(*(rational(solved[i, k]) * root**i for i in range(n))) for k in range(len(minimal)))


def _place(p: Any, solution: RealSolution, k: int) -> int:
    """The number of the real root of p that is coordinate k, found by refinement until only one overlaps."""
    bits = 64
    while True:
        value = solution.ball(bits)[k]
        close = [i for i, root in enumerate(real_roots(p, bits)) if root.overlaps(value)]
        if len(close) == 1:
            return close[0]
        bits *= 2


def same_point(left: RealSolution, right: RealSolution) -> bool:
    """Whether two real solutions are one point: each coordinate the same root of the same minimal polynomial."""
    if left == right:
        return True
    if not all(a.overlaps(b) for a, b in zip(left.ball(64), right.ball(64), strict=True)):
        return False
    for k, (g, h) in enumerate(zip(left.coordinates, right.coordinates, strict=True)):
        p, q = _minimal(g, left.modulus), _minimal(h, right.modulus)
        if p not in (q, -q) or _place(p, left, k) != _place(p, right, k):
            return False
    return True


def vanishes_at(p: Any, solution: RealSolution) -> bool:
    """Whether an integer polynomial is 0 at the solution; decided in Q[t]/(modulus), a field."""
    divisor = fmpq_poly(solution.modulus)
    total = fmpq_poly([0])
    for monomial, coefficient in p.terms():
        term = fmpq_poly([int(coefficient)])
        for g, exponent in zip(solution.coordinates, monomial, strict=True):
            for _ in range(int(exponent)):
                term = divmod(term * g, divisor)[1]
        total = total + term
    return bool(divmod(total, divisor)[1] == 0)


def box(solution: RealSolution, bits: int = 64) -> tuple[tuple[Rational, Rational], ...]:
    """Rational intervals around the coordinates."""
    return tuple(ends(v) for v in solution.ball(bits))


def ends(ball: Any) -> tuple[Rational, Rational]:
    """Rational numbers below and above a ball, at its own precision down to 2^-EXPONENT.

    Raises CannotSolve for a ball that is not finite or beyond 2^EXPONENT: as a fraction it would fill the memory, and
    flint ends the process then.
    """
    if not ball.is_finite() or not abs(ball) < arb(2) ** EXPONENT:
        raise CannotSolve("rational ends of an enclosure", str(ball), "a smaller box, or a start closer to 0")
    low, high = _dyadic(ball.mid()), _dyadic(ball.rad())
    if high is not None and low is not None:
        return low - high, low + high
    unit = Rational(1, 2**EXPONENT)  # one part is closer to 0 than that: rounded outwards
    return (Integer(0) if low is None else low) - (high or 0) - 2 * unit, (low or 0) + (high or 0) + 2 * unit


def _dyadic(exact: Any) -> Rational | None:
    """An exact ball as a fraction; None when it is not 0 but closer to it than 2^-EXPONENT."""
    if exact != 0 and abs(exact) < arb(2) ** -EXPONENT:
        return None
    return rational(exact.fmpq())
