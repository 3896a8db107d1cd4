"""Claims about quantities at a root that has no closed form, certified by Krawczyk's test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flint import arb, ctx, fmpq
from sympy import Matrix, Rational

from stability.algebra.balls import within_last_digit
from stability.algebra.systems.balls import BallFunction, approximate_inverse, inside, krawczyk, midpoint
from stability.errors import BadInput, CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted
from stability.theorem.decimals import moved_digit
from stability.theorem.fields import DigitsList, Expressions, Letters, Ratios

#: Newton steps from a start with three or more digits: each doubles them, ten reach a thousand.
_STEPS = 10
#: How far the root may lie from its first digits, so that it is the one that was meant.
_NEAR = Rational(1, 100)


def enclosed_root(equations: Sequence[Any], unknowns: Sequence[Any], near: Sequence[Any], bits: int = 400) -> Any:
    """Balls that contain exactly one common zero of the equations, close to the rationals ``near``.

    >>> from sympy import Symbol
    >>> x = Symbol("x", real=True)
    >>> enclosed_root([x**2 - 2], [x], [Rational(141, 100)])[0].str(20, radius=False)
    '1.4142135623730950488'

    Raises CannotSolve where Krawczyk's test does not succeed.
    """
    function = BallFunction(equations, unknowns)
    slopes = BallFunction(list(Matrix(equations).jacobian(list(unknowns))), unknowns)
    n = len(unknowns)

    def jacobian(box: Any) -> Any:
        flat = slopes(box)
        return [flat[i * n : i * n + n] for i in range(n)]

    with ctx.workprec(bits):
        point = tuple(arb(fmpq(int(v.p), int(v.q))) for v in near)
        start = point
        for _ in range(_STEPS):
            inverse = approximate_inverse(jacobian(point))
            if inverse is None:
                break
            moves = [sum((c * v for c, v in zip(row, function(point), strict=True)), arb(0)) for row in inverse]
            point = midpoint(tuple(p - m for p, m in zip(point, moves, strict=True)))
        # 2^40 times the rounding at this precision: room for Krawczyk's test, and far below the digits compared
        box = tuple(p + arb(0, 1) * arb(2) ** (40 - bits) for p in point)
        image = krawczyk(function(point), jacobian(box), box, approximate_inverse(jacobian(point)))
        close = all(abs(p - s) < arb(fmpq(1, int(_NEAR.q))) for p, s in zip(point, start, strict=True))
        if image is None or not inside(image, box) or not close:
            raise CannotSolve(
                "a certified common zero of equations",
                f"Krawczyk's test does not succeed near {', '.join(map(str, near))}",
                "a start with more right digits, or equations without a multiple zero there",
            )
        return image


@dataclass(frozen=True)
class RootNumbers(Claim):
    """Numbers: at the root of the equations near the stated point, these expressions have these decimals.

    equations, unknowns: as many of each; near: rationals within 1/100 of the root; quantities: expressions in the
    unknowns; decimals: their values, right to all digits but the last.  The root exists and is unique near the point.
    """

    equations: Expressions
    unknowns: Letters
    near: Ratios
    quantities: Expressions
    decimals: DigitsList

    def __post_init__(self) -> None:
        super().__post_init__()
        square = len(self.equations) == len(self.unknowns) == len(self.near)
        if not square or not self.decimals or len(self.quantities) != len(self.decimals):
            raise BadInput(
                "numbers at a root",
                f"{len(self.equations)} equations, {len(self.unknowns)} unknowns, {len(self.near)} coordinates, "
                f"{len(self.quantities)} quantities, {len(self.decimals)} decimals",
                "as many equations as unknowns and coordinates, and one decimal for each quantity",
            )

    def check(self, system: System) -> Checked:
        stray = set().union(*(e.free_symbols for e in (*self.equations, *self.quantities))) - set(self.unknowns)
        if stray:
            names = ", ".join(sorted(map(str, stray)))
            raise BadInput("numbers at a root", f"no value for {names}", "numbers in their place")
        box = enclosed_root(self.equations, self.unknowns, self.near)
        with ctx.workprec(400):
            found = BallFunction(self.quantities, self.unknowns)(box)
            for value, text in zip(found, self.decimals, strict=True):
                if not within_last_digit(value, text):
                    witness = f"a quantity is {value.str(36, radius=False)}, not {text}"
                    return refuted("a decimal differs", witness, rigor=Rigor.CERTIFIED)
            return confirmed(
                "Krawczyk's test proves one root near the point; balls around the root contain the decimals",
                rigor=Rigor.CERTIFIED,
                predicted=", ".join(text[:14] for text in self.decimals[:2]),
            )

    def twins(self) -> tuple[Claim, ...]:
        first, *rest = self.decimals
        return (replace(self, decimals=(moved_digit(first), *rest)),)
