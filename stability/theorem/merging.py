"""The lower bound on the distance of packed laws: merging points keeps the laws that attain it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from flint import arb, ctx, fmpq
from sympy import And, Implies, Rational

from stability.algebra.balls import BITS
from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import internals
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.fields import Expression
from stability.theorem.packing import PackedMinimum, packed_distance

#: Pairs of laws: the first attains the bound for two packed points, the others have three and four points.
_PAIRS = (
    ((Fraction(3, 5), Fraction(2, 5)), (Fraction(2, 5), Fraction(3, 5))),
    ((Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)), (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))),
    ((Fraction(1, 4),) * 4, (Fraction(1, 10), Fraction(2, 10), Fraction(3, 10), Fraction(4, 10))),
    ((Fraction(0), Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 3), Fraction(0), Fraction(2, 3))),
)


@dataclass(frozen=True)
class PackedLowerBound(Claim):
    """Bound for all laws on finitely many points and all m: TV(P^m, Q^m) >= factor L(tau, m), where tau = TV(P, Q) and
    L(tau, m) is the minimum over 0 <= a <= 1 - tau of the distance between the m-fold products of (1 - a, a) and
    (1 - a - tau, a + tau).

    Proof for factor = 1.  Merge the points of S = {P > Q} into one and the others into another: P becomes (1 - a, a)
    with a = 1 - P(S), and Q becomes (1 - a - tau, a + tau), because P(S) - Q(S) = tau.  The m-fold products of the
    merged laws are the merged m-fold products, and merging cannot raise a distance, because |x + y| <= |x| + |y|
    (checked, as are both facts on exact pairs of laws).
    """

    factor: Expression = 1

    def check(self, system: System) -> Checked:
        tried = 0
        for (p, q), m in product(_PAIRS, (1, 2, 3)):
            tried += 1
            merged, tau, distance = _merged(p, q), packed_distance(p, q, 1), packed_distance(p, q, m)
            if packed_distance(*merged, 1) != tau or packed_distance(*merged, m) > distance:
                return undecided("merging changed the distance of single laws or raised that of products: a defect")
            least = _least(tau, m)
            if _arb(distance) < least * _arb(self.factor):
                value = f"L({tau}, {m}) = {least.str(12, radius=False)}"
                shown = f"m = {m}: TV = {distance}, less than {self.factor} times {value}"
                return refuted("a pair of laws is below it", f"P = {_texts(p)}, Q = {_texts(q)}, {shown}")
        if self.factor != 1:
            return undecided("no pair of laws is below it, but it is not the bound that has a proof here")
        proof = holds(_TRIANGLE)
        if proof.outcome is not Shown.PROVEN:
            return undecided(f"the triangle inequality: {proof.argument}")
        return confirmed(
            "merging the points of S = {P > Q}, and the others, keeps the distance of single laws and cannot raise "
            f"that of products: the triangle inequality ({proof.argument}); {tried} exact instances agree",
            predicted="at least L(tau, m)",
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, factor=self.factor * Rational(101, 100)),)


_x, _y, _u, _v = internals("x y u v", real=True)
#: |x| <= u and |y| <= v give |x + y| <= u + v.
_TRIANGLE = Implies(
    And(_x <= _u, -_x <= _u, _y <= _v, -_y <= _v),
    And(_x + _y <= _u + _v, -_x - _y <= _u + _v),
)


def _merged(p: Any, q: Any) -> tuple[Any, Any]:
    """Both laws on the two sets S = {P > Q} and its complement."""
    inside = [a > b for a, b in zip(p, q, strict=True)]
    first, second = (sum((x for x, s in zip(law, inside, strict=True) if s), Fraction(0)) for law in (p, q))
    return (first, 1 - first), (second, 1 - second)


def _least(tau: Fraction, m: int) -> Any:
    """A certified lower bound of L(tau, m), equal to it to all bits that balls have."""
    minimum = PackedMinimum(Rational(tau.numerator, tau.denominator), m, "0")
    with ctx.workprec(BITS):
        return min(minimum._distance(a).lower() for a in minimum._candidates())


def _arb(value: Any) -> Any:
    """A rational number as a ball."""
    exact = value if isinstance(value, (int, Fraction)) else Fraction(int(value.p), int(value.q))
    with ctx.workprec(BITS):
        return arb(fmpq(exact.numerator, exact.denominator))


def _texts(law: Any) -> str:
    return "(" + ", ".join(str(x) for x in law) + ")"
