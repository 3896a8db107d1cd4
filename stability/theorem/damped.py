"""Bounds on the eigenvalues of ((0, -B^T), (B, -Q)) in every dimension."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

from sympy import And, Eq, Implies, Ne, Rational, sqrt

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import Internal, internals
from stability.errors import BadInput
from stability.region import feasible
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.fields import Expression, Letter
from stability.theorem.matrices import BlockIdentity

_x, _y, _q, _m = internals("x y q m", real=True)
_SIZES = tuple(Rational(*p) for p in ((1, 1), (2, 1), (1, 10), (1, 2), (3, 1), (1, 100)))


@dataclass(frozen=True)
class DampedBlockBounds(Claim):
    """Bound in every dimension: for J = ((0, -B^T), (B, -Q)), Q symmetric with eigenvalues between ``low`` > 0 and
    ``high``, B of full column rank with every eigenvalue of B^T B at least ``coupling`` > 0, each eigenvalue of J has
    real part at most ``complex_bound`` when it is not real, and is at most ``real_bound`` when it is.

    Proof.  Let (g, d) be a unit eigenvector for lambda.  lambda g = -B^T d and lambda d = B g - Q d, hence
    lambda^2 d + lambda Q d + B B^T d = 0 and, with q = d*Q d/|d|^2 in [low, high] and beta = |B^T d|^2/|d|^2,
    lambda^2 + q lambda + beta = 0 (d = 0 would give B g = 0, so g = 0; lambda = 0 would give Q d = B g, d*Q d = 0).
    For real lambda = -m with m < low, d = (Q - m)^(-1) B g, so that m |g|^2 = g^T B^T (Q - m)^(-1) B g, which is at
    least coupling |g|^2/(high - m).  The block identity and both scalar steps are checked.
    """

    low: Letter
    high: Letter
    coupling: Letter
    complex_bound: Expression
    real_bound: Expression

    def check(self, system: System) -> Checked:
        exhibits = (
            ("Bound for eigenvalues that are not real", self.complex_bound),
            ("Bound for real eigenvalues", self.real_bound),
        )
        witness = self._instance()
        if witness:
            return refuted("an eigenvalue exceeds the bound", witness, exhibits=exhibits)
        given = (self.low > 0, self.high >= self.low, self.coupling > 0)
        symbols = {self.low, self.high, self.coupling}
        stray = (self.complex_bound.free_symbols | self.real_bound.free_symbols) - symbols
        if len(symbols) < 3 or stray or not feasible(given):
            found = f"{', '.join(map(str, sorted(symbols | stray, key=str)))}"
            raise BadInput("bounds in three numbers", found, "three positive symbols, and bounds in these only")
        elimination = _elimination().check(system)
        proofs = {name: holds(step, given) for name, step in self._steps().items()}
        arguments = "; ".join(f"{name}: {proof.argument}" for name, proof in proofs.items())
        if elimination.outcome.name == "CONFIRMED" and all(p.outcome is Shown.PROVEN for p in proofs.values()):
            return confirmed(
                f"elimination in blocks of every size, then inequalities between real numbers ({arguments})",
                exhibits=(*elimination.exhibits, *exhibits),
                predicted=f"{self.complex_bound}; {self.real_bound}",
            )
        return undecided(arguments, exhibits=exhibits)

    def _steps(self) -> dict[str, Any]:
        pair = And(Eq(2 * _x * _y + _q * _y, 0), Ne(_y, 0), _q >= self.low, _q <= self.high)
        slow = And(_m < self.low, _m * (self.high - _m) >= self.coupling)
        return {
            "not real": Implies(pair, _x <= self.complex_bound),
            "real and slow": Implies(slow, And(_m > 0, -_m <= self.real_bound)),
            "real and fast": Implies(_m >= self.low, -_m <= self.real_bound),
        }

    def _instance(self) -> str:
        """Diagonal Q and B with an eigenvalue beyond the bounds; such a J splits into blocks of size 2."""
        pairs = list(product(_SIZES, repeat=2))
        for blocks in (*((pair,) for pair in pairs), *combinations(pairs, 2)):
            found = self._beyond(blocks)
            if found:
                sizes = ", ".join(str(q) for q, _ in blocks), ", ".join(str(p) for _, p in blocks)
                return f"Q = diag({sizes[0]}), B = diag({sizes[1]}): {found}"
        return ""

    def _beyond(self, blocks: tuple[tuple[Any, Any], ...]) -> str:
        """An eigenvalue s^2 + q s + p^2 = 0 of one of the blocks (q, p) beyond its bound."""
        damping = [q for q, _ in blocks]
        values = {self.low: min(damping), self.high: max(damping), self.coupling: min(p for _, p in blocks) ** 2}
        for q, p in blocks:
            real = q >= 2 * p
            bound = (self.real_bound if real else self.complex_bound).xreplace(values)
            size = -q / 2 + (sqrt(q**2 - 4 * p**2) / 2 if real else 0)
            if (size > bound) == True:  # noqa: E712 - a SymPy truth value
                text = size if real else f"{size} + {sqrt(4 * p**2 - q**2) / 2}*I"
                return f"the eigenvalue {text} against {bound}"
        return ""

    def twins(self) -> tuple[Claim, ...]:
        return (
            replace(self, complex_bound=self.complex_bound * Rational(11, 10)),
            replace(self, real_bound=2 * self.real_bound),
        )


def _elimination() -> BlockIdentity:
    """lambda times the lower row of (lambda - J)(g, d), with lambda g = -B^T d put in, for any block sizes."""
    root = Internal("lambda")
    b, bt, q, d = internals("B B_T Q d", commutative=False)
    scaled_g = -bt * d  # lambda g
    lower = root * (root * d + q * d) - b * scaled_g
    return BlockIdentity(lower, root**2 * d + root * q * d + b * bt * d, ((b, bt), (q, q)))
