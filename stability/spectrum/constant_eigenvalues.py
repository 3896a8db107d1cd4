"""Eigenvalues of matrices over a tower: enclosures by balls; real, imaginary and boundary ones by exact counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import sympy
from flint import acb, acb_poly, arb, ctx, fmpq_mat

from stability.algebra.numbers import MAX_PRECISION, sharp_ball
from stability.algebra.remainders import Coefficients
from stability.algebra.roots import BOUNDARY, precision_for, side_of
from stability.clock import Time
from stability.errors import CannotSolve
from stability.spectrum.constants import ConstantMatrix, berkowitz, constant_inertia, translate
from stability.spectrum.eigenvalues import Eigenvalue, Rectangle, enclosure_of, picked, rectangle_of
from stability.spectrum.matrices import SymbolicMatrix


@dataclass(frozen=True)
class Part:
    """The roots of a square-free factor: all of the same algebraic multiplicity."""

    matrix: ConstantMatrix
    polynomial: Coefficients
    multiplicity: int
    imaginary: int
    boundary: int
    time: Time


def constant_eigenvalues(source: SymbolicMatrix, time: Time, digits: int) -> list[Eigenvalue]:
    """The distinct eigenvalues, one square-free factor of the characteristic polynomial after the other."""
    bits = precision_for(digits)
    return [e for index in range(len(parts(source, time))) for e in _eigenvalues(source, time, index, bits)]


@lru_cache(maxsize=16)  # eigenvalues are refined from the matrix, one after the other; a function of equal arguments
def parts(source: SymbolicMatrix, time: Time) -> tuple[Part, ...]:
    """Square-free factors, the roots 0 and (for maps) +1, -1 each apart so that they are known exactly."""
    matrix = translate(source)
    tools, tower = matrix.polynomials, matrix.tower
    rest, special = matrix.characteristic, []
    for value in (0, 1, -1) if time is Time.DISCRETE else (0,):
        linear = [tower.constant(-value), tower.constant(1)]
        count = 0
        while len(rest) > 1 and tower.sign(sum((c * value**k for k, c in enumerate(rest)), tower.constant(0))) == 0:
            rest, count = tools.quotient(rest, linear), count + 1
        if count:
            special.append((linear, count))
    found = []
    for f, k in [*special, *tools.square_free(rest)]:
        imaginary = constant_inertia(matrix, f, Time.CONTINUOUS).axis
        boundary = imaginary if time is Time.CONTINUOUS else constant_inertia(matrix, f, time).axis
        found.append(Part(matrix, f, k, imaginary, boundary, time))
    return tuple(found)


def _eigenvalues(source: SymbolicMatrix, time: Time, index: int, bits: int) -> list[Eigenvalue]:
    part = parts(source, time)[index]
    geometric = _geometric(source, part)
    result = []
    for ball, side in sharp_roots(part, bits):
        root, real, imaginary = MatrixRoot(source, time, index, rectangle_of(ball)), ball.imag == 0, ball.real == 0
        enclosure = enclosure_of(ball)
        result.append(Eigenvalue(enclosure, part.multiplicity, geometric(ball), side, real, imaginary, root))
    return result


@dataclass(frozen=True)
class MatrixRoot:
    """The root, in a rectangle, of one of the ``parts`` of a matrix."""

    matrix: SymbolicMatrix
    time: Time
    index: int
    place: Rectangle

    @property
    def part(self) -> Part:
        return parts(self.matrix, self.time)[self.index]

    def refine(self, bits: int) -> Any:
        return picked(partial(_balls, self.part), self.place, bits)

    def minimal_polynomial(self) -> tuple[int, ...] | None:
        return _minimal_polynomial(self.part, self.refine)

    def closed_form(self) -> Any:
        return _closed_form(self.part, self.place)


def _balls(part: Part, bits: int) -> list[Any]:
    return [ball for ball, _ in sharp_roots(part, bits)]


def sharp_roots(part: Part, bits: int) -> list[tuple[Any, str]]:
    """Each root with its side; every part of it that is not exactly 0 is known to ``bits`` relative bits."""
    working = 2 * bits + 64  # the tolerance below is three quarters of it
    while working <= 4 * MAX_PRECISION + 4 * bits:
        roots = _classified(part, working)
        if roots is not None and all(_sharp(ball, bits) for ball, _ in roots):
            return roots
        working *= 2
    raise CannotSolve(
        "enclosures of the eigenvalues",
        f"roots too close to each other at {working} bits",
        "simplify the entries of the matrix",
    )


def _sharp(root: Any, bits: int) -> bool:
    return all(x == 0 or x.rel_accuracy_bits() >= bits for x in (root.real, root.imag))


def _classified(part: Part, precision: int) -> list[tuple[Any, str]] | None:
    """One attempt; None when the balls do not yet single out the real, imaginary and boundary roots."""
    f, tower = part.polynomial, part.matrix.tower
    with ctx.workprec(precision):
        if len(f) == 2:
            roots = [acb(-tower.ball(f[0], precision) / tower.ball(f[1], precision))]
        else:
            try:
                roots = acb_poly([tower.ball(c, precision) for c in f]).roots(tol=arb(2) ** (-3 * precision // 4))
            except ValueError:
                return None
    roots = [acb(root.real) if _is_real(root, roots) else root for root in roots]
    on_axis = [root.real.contains(0) for root in roots]
    if sum(on_axis) != part.imaginary:
        return None
    roots = [acb(arb(0), r.imag) if on else r for r, on in zip(roots, on_axis, strict=True)]
    sides = [side_of(root, part.time) for root in roots]
    return list(zip(roots, sides, strict=True)) if sides.count(BOUNDARY) == part.boundary else None


def _is_real(root: Any, roots: list[Any]) -> bool:
    """The conjugate of the root lies in the conjugate ball; if that meets no other ball, root and conjugate are one."""
    mirrored = root.conjugate()
    return bool(root.imag.contains(0) and not any(mirrored.overlaps(other) for other in roots if other is not root))


def _geometric(source: SymbolicMatrix, part: Part) -> Callable[[Any], int]:
    """Geometric multiplicities: balls bound each from above, and the exact nullity of f(A) is their sum."""
    if part.multiplicity == 1:
        return lambda ball: 1
    total = nullity(part)
    degree = len(part.polynomial) - 1
    for each in (1, part.multiplicity):
        if total == each * degree:
            return lambda ball: each
    bits = 64
    while bits <= MAX_PRECISION:
        roots = _balls(part, bits)
        bounds = [_nullity_bound(source, ball, bits) for ball in roots]
        if sum(bounds) == total:
            known = list(zip(roots, bounds, strict=True))
            return lambda ball: next(bound for root, bound in known if root.overlaps(ball))
        bits *= 2
    raise CannotSolve("geometric multiplicities", f"ranks of A - lambda at {bits} bits", "ask for the location only")


def _nullity_bound(source: SymbolicMatrix, eigenvalue: Any, bits: int) -> int:
    """An upper bound of dim ker (A - lambda)."""
    with ctx.workprec(bits):
        rows = [
            [acb(sharp_ball(x, bits)) - (eigenvalue if i == j else 0) for j, x in enumerate(row)]
            for i, row in enumerate(source.rows)
        ]
        return source.n - len(certain_pivots(rows))


def certain_pivots(rows: list[list[Any]]) -> list[tuple[int, int]]:
    """(row, column) of pivots that are certainly not zero, by elimination in balls: a lower bound of the rank."""
    rows, free = [list(row) for row in rows], set(range(len(rows)))
    columns, pivots = set(range(len(rows))), []
    while free:
        i, j = max(((i, j) for i in free for j in columns), key=lambda at: float(abs(rows[at[0]][at[1]]).abs_lower()))
        if rows[i][j].contains(0):
            break
        pivots.append((i, j))
        free.remove(i)
        columns.remove(j)
        for k in free:
            factor = rows[k][j] / rows[i][j]
            for column in columns:
                rows[k][column] -= factor * rows[i][column]
    return pivots


def nullity(part: Part) -> int:
    """dim ker f(A), exactly: balls find a minor that is not zero, and all minors that border it are proven zero."""
    matrix, t, value = part.matrix, part.matrix.tower, _polynomial_of_matrix(part)
    bits = 64
    while bits <= MAX_PRECISION:
        with ctx.workprec(bits):
            pivots = certain_pivots([[acb(t.ball(x, bits)) for x in row] for row in value])
        rows, columns = [i for i, _ in pivots], [j for _, j in pivots]
        bordered = (
            [[value[i][j] for j in [*columns, column]] for i in [*rows, row]]
            for row in range(matrix.n)
            if row not in rows
            for column in range(matrix.n)
            if column not in columns
        )
        if all(t.sign(berkowitz(t, minor)[0]) == 0 for minor in bordered):
            return matrix.n - len(pivots)
        bits *= 2
    raise CannotSolve(
        "the rank of a matrix of constants", f"pivots too small at {bits} bits", "ask for the location only"
    )


def _polynomial_of_matrix(part: Part) -> list[list[Any]]:
    """d^k f(A) with A = N/d and f of degree k, by Horner."""
    matrix, t = part.matrix, part.matrix.tower
    n, zero = matrix.n, part.matrix.tower.constant(0)
    value, power = [[zero] * n for _ in range(n)], t.constant(1)
    for c in reversed(part.polynomial):
        value = [
            [sum((t.multiply(value[i][k], matrix.numerator[k][j]) for k in range(n)), zero) for j in range(n)]
            for i in range(n)
        ]
        shift = t.multiply(c, power)
        for i in range(n):
            value[i][i] += shift
        power = t.multiply(power, matrix.denominator)
    return value


def _minimal_polynomial(part: Part, refine: Callable[[int], Any]) -> tuple[int, ...] | None:
    """Over Q, when all atoms are algebraic: the factor, vanishing at the root, of the norm of f (a block companion)."""
    tower, f = part.matrix.tower, part.polynomial
    if not tower.algebraic:
        return None
    inverse = tower.inverse(f[-1])
    if inverse is None:
        return None
    monic = [tower.multiplication_matrix(tower.multiply(c, inverse)) for c in f[:-1]]
    d, k = monic[0].nrows(), len(monic)
    companion = fmpq_mat(d * k, d * k)
    for block in range(k):
        for i in range(d):
            if block:
                companion[block * d + i, (block - 1) * d + i] = 1
            for j in range(d):
                companion[block * d + i, (k - 1) * d + j] = -monic[block][i, j]
    factors = [g for g, _ in companion.charpoly().numer().factor()[1]]
    bits = 128
    while True:
        root = refine(bits)
        with ctx.workprec(bits):
            near = [g for g in factors if _value(g, root).contains(0)]
        if len(near) == 1:
            return tuple(int(c) for c in reversed(near[0].coeffs()))
        bits *= 2


def _value(g: Any, at: Any) -> Any:
    total = acb(0)
    for c in reversed(g.coeffs()):
        total = total * at + c
    return total


def _closed_form(part: Part, where: Rectangle) -> Any:
    """Radicals over the entries, for factors of degree 1 and 2."""
    f, tower = part.polynomial, part.matrix.tower
    if len(f) > 3:
        return None
    coefficients = [tower.to_sympy(c) for c in f]
    if len(f) == 2:
        return sympy.radsimp(sympy.cancel(-coefficients[0] / coefficients[1]))
    c, b, a = coefficients
    discriminant, centre = sympy.expand(b**2 - 4 * a * c), -b / (2 * a)
    sign = tower.sign(tower.reduce(f[1] * f[1] - 4 * f[2] * f[0]))
    half = sympy.sqrt(abs(discriminant) if discriminant.is_Rational else sign * discriminant) / (2 * a)
    if sign < 0:
        up = (where.im > 0) == (tower.sign(f[2]) > 0)
        return centre + sympy.I * half if up else centre - sympy.I * half
    middle = -tower.ball(f[1], 256) / (2 * tower.ball(f[2], 256))
    above = bool(arb(where.re.numerator) / arb(where.re.denominator) > middle)
    return centre + half if above == (tower.sign(f[2]) > 0) else centre - half
