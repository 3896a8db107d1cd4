"""Matrices with entries beyond the rationals: square roots, roots of polynomials, exp, log, erf, pi and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sympy import expand

from stability.algebra.remainders import Coefficients, ConstantPolynomials
from stability.algebra.tower import Tower
from stability.algebra.translate import Translator, prepare
from stability.algebra.univariate import Inertia
from stability.clock import Time
from stability.spectrum.matrices import SymbolicMatrix


@dataclass(frozen=True)
class ConstantMatrix:
    """numerator / denominator over a tower."""

    tower: Tower
    numerator: tuple[tuple[Any, ...], ...]
    denominator: Any

    @property
    def n(self) -> int:
        return len(self.numerator)

    @cached_property
    def polynomials(self) -> ConstantPolynomials:
        return ConstantPolynomials(self.tower)

    @cached_property
    def numerator_polynomial(self) -> Coefficients:
        """det(sI - numerator), monic, constant term first."""
        return berkowitz(self.tower, self.numerator)

    @cached_property
    def characteristic(self) -> Coefficients:
        """A multiple of det(sI - A), constant term first: with A = N/d, c_k d^k from det(sI - N)."""
        power, result = self.tower.constant(1), []
        for c in self.numerator_polynomial:
            result.append(self.tower.multiply(c, power))
            power = self.tower.multiply(power, self.denominator)
        return result


def translate(matrix: SymbolicMatrix) -> ConstantMatrix:
    """All entries over one tower and one common denominator."""
    entries = [prepare(x) for row in matrix.rows for x in row]
    translator = Translator()
    for entry in entries:
        translator.collect(entry)
    tower = translator.tower()
    fractions = [translator.fraction(entry) for entry in entries]
    divisors: list[Any] = []
    for _, bottom in fractions:
        if not bottom.is_constant() and bottom not in divisors:
            divisors.append(bottom)
    cleared = [_cleared(tower, top, bottom, divisors) for top, bottom in fractions]
    denominator = tower.constant(1)
    for divisor in divisors:
        denominator = tower.multiply(denominator, divisor)
    n = matrix.n
    rows = tuple(tuple(cleared[i * n : i * n + n]) for i in range(n))
    return ConstantMatrix(tower, rows, denominator)


def _cleared(tower: Tower, top: Any, bottom: Any, divisors: list[Any]) -> Any:
    """top / bottom times the product of all divisors."""
    if bottom.is_constant():
        top = top / bottom.leading_coefficient()
    for divisor in divisors:
        if divisor != bottom:
            top = tower.multiply(top, divisor)
    return top


def berkowitz(tower: Tower, rows: Sequence[Sequence[Any]]) -> Coefficients:
    """det(sI - N), constant term first, without divisions.  Reference: S. J. Berkowitz, Inf. Proc. Lett. 18 (1984)."""
    multiply, zero = tower.multiply, tower.constant(0)
    p = [tower.constant(1)]  # leading coefficient first
    for r in range(len(rows)):
        column = [rows[i][r] for i in range(r)]
        toeplitz = [tower.constant(1), -rows[r][r]]
        for _ in range(r):
            toeplitz.append(-sum((multiply(rows[r][i], column[i]) for i in range(r)), zero))
            column = [sum((multiply(rows[i][j], column[j]) for j in range(r)), zero) for i in range(r)]
        p = [
            sum(
                (multiply(toeplitz[i - j], p[j]) for j in range(max(0, i - len(toeplitz) + 1), min(i + 1, len(p)))),
                zero,
            )
            for i in range(len(p) + 1)
        ]
    return p[::-1]


def constant_inertia(matrix: ConstantMatrix, p: Coefficients, time: Time) -> Inertia:
    """Counts of the roots of p relative to the boundary."""
    if time is Time.CONTINUOUS:
        return matrix.polynomials.inertia(p)
    lost, image = matrix.polynomials.moebius(p)
    part = matrix.polynomials.inertia(image)
    return Inertia(part.left, part.axis + lost, part.right, part.zero, part.multiple or lost > 1, part.decided_by)


def is_normal(matrix: SymbolicMatrix) -> bool:
    """A A^T = A^T A, by proven zeros."""
    c = translate(matrix)
    t, n, a = c.tower, c.n, c.numerator
    return all(
        t.sign(sum((t.multiply(a[i][k], a[j][k]) - t.multiply(a[k][i], a[k][j]) for k in range(n)), t.constant(0))) == 0
        for i in range(n)
        for j in range(i, n)
    )


def monic_coefficients(matrix: ConstantMatrix) -> tuple[Any, ...]:
    """det(sI - A) in SymPy numbers, leading coefficient first."""
    d, n = matrix.tower.to_sympy(matrix.denominator), matrix.n
    return tuple(
        expand(matrix.tower.to_sympy(c)) / d ** (n - k)
        for k, c in reversed(list(enumerate(matrix.numerator_polynomial)))
    )
