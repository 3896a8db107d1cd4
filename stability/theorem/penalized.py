"""The block matrix of a generator that pays for the discriminator's field, in every dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sympy import And, Eq, Implies, Matrix, Ne, Or, Rational, sqrt

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import internals
from stability.errors import BadInput
from stability.region import feasible
from stability.spectrum import locate
from stability.system import System
from stability.theorem.claim import Checked, Claim, Outcome, confirmed, refuted, undecided
from stability.theorem.fields import Expression, Flag, Letter
from stability.theorem.matrices import BlockIdentity

_r, _s, _q, _b, _h, _m, _k = internals("r s q beta eta m k", real=True)
_STRENGTHS = tuple(Rational(*p) for p in ((0, 1), (1, 10), (1, 2), (1, 1), (3, 1), (100, 1)))
_SIZES = tuple(Rational(*p) for p in ((1, 1), (2, 1), (1, 10), (1, 2), (3, 1)))


@dataclass(frozen=True)
class PenalizedBlock(Claim):
    """For J = ((-Q, P), (-P^T (1 - 2 eta Q), -2 eta P^T P)) with Q symmetric and positive definite and P of full column
    rank: every eigenvalue has negative real part for every eta >= 0 (if and only if eta < 1/(2 lambda_max(Q)), when
    ``limited``).

    The discriminator comes first; eta is the strength of the penalty eta |grad_D V|^2 in the generator's loss.

    Proof, in every dimension.  Let J(x, y) = lambda (x, y).  The upper row gives P y = lambda x + Q x, and with it the
    lower one gives lambda y = -(1 + 2 eta lambda) P^T x, hence lambda^2 x + lambda Q x + (1 + 2 eta lambda) P P^T x
    = 0.  x = 0 would give P y = 0.  With q = x*Qx/|x|^2 > 0 and beta = |P^T x|^2/|x|^2 >= 0: lambda^2 + (q + 2 eta
    beta) lambda + beta = 0, whose roots have negative real part or are 0; lambda = 0 would give beta = 0, P^T x = 0,
    Q x = P y and x*Qx = 0.  The identities in blocks and the steps between real numbers are checked, and exact
    instances.
    """

    limited: Flag = False

    def check(self, system: System) -> Checked:
        tried = 0
        for q, p, eta in _instances():
            tried += 1
            where = locate(_penalized(q, p, eta))
            claimed = not self.limited or 2 * eta * _largest(q) < 1
            if claimed != (where.inside == q.rows + p.cols):
                counts = f"inside, boundary, outside = {(where.inside, where.boundary, where.outside)}"
                witness = f"Q = {q.tolist()}, P = {p.tolist()}, eta = {eta}: {counts}"
                return refuted("an instance contradicts it", witness)
        if self.limited:
            return undecided(f"none of {tried} instances contradicts it, and no proof is known")
        identities = [c.check(system) for c in _identities()]
        given = (_q > 0, _b >= 0, _h >= 0)
        proofs = {name: holds(step, given) for name, step in _steps().items()}
        arguments = "; ".join(f"{name}: {proof.argument}" for name, proof in proofs.items())
        if any(c.outcome is not Outcome.CONFIRMED for c in identities) or any(
            p.outcome is not Shown.PROVEN for p in proofs.values()
        ):
            return undecided(arguments)
        return confirmed(
            f"elimination in blocks of every size, then inequalities between real numbers ({arguments}); {tried} exact "
            "instances agree",
            predicted="every real part < 0 for every eta >= 0",
            exhibits=tuple(e for c in identities for e in c.exhibits),
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, limited=not self.limited),)


def _penalized(q: Any, p: Any, eta: Any) -> Any:
    lower = -p.T * (Matrix.eye(q.rows) - 2 * eta * q)
    return Matrix.vstack(Matrix.hstack(-q, p), Matrix.hstack(lower, -2 * eta * p.T * p))


def _largest(q: Any) -> Any:
    """The largest eigenvalue of a symmetric matrix of size 1 or 2."""
    return q[0] if q.rows == 1 else q.trace() / 2 + sqrt(q.trace() ** 2 / 4 - q.det())


def _instances() -> Iterator[tuple[Any, Any, Any]]:
    damping = [Matrix([[1]]), Matrix([[1, 0], [0, 10]]), Matrix([[2, 1], [1, 1]]), Matrix([[10, 3], [3, 1]])]
    for q, eta in product(damping, _STRENGTHS):
        for columns in range(1, q.rows + 1):
            for entries in product((0, 1), repeat=q.rows * columns):
                p = Matrix(q.rows, columns, entries)
                if p.rank() == columns:
                    yield q, p, eta


def _identities() -> tuple[BlockIdentity, ...]:
    """The lower row with P y put in, and the elimination of y from the upper row."""
    root, eta = internals("lambda eta")
    p, pt, q, x = internals("P P_T Q x", commutative=False)
    image = root * x + q * x  # P y, by the upper row
    lower = -pt * x + 2 * eta * pt * q * x - 2 * eta * pt * image
    scaled_y = -(1 + 2 * eta * root) * pt * x  # lambda y
    upper = root * (root * x + q * x) - p * scaled_y
    pairs = ((p, pt), (q, q))
    return (
        BlockIdentity(lower, scaled_y, pairs),
        BlockIdentity(upper, root**2 * x + root * q * x + (1 + 2 * eta * root) * p * pt * x, pairs),
    )


def _steps() -> dict[str, Any]:
    """With k = q + 2 eta beta for the damping, r + i s for lambda; lambda = 0 leaves beta = 0 at sight."""
    root = And(_k > 0, Eq(_r**2 - _s**2 + _k * _r + _b, 0), Eq(2 * _r * _s + _k * _s, 0))
    return {
        "damping": _q + 2 * _h * _b > 0,
        "not zero": Implies(And(root, Or(Ne(_s, 0), Ne(_r, 0))), _r < 0),
    }


@dataclass(frozen=True)
class PenalizedUndampedBounds(Claim):
    """Bounds in every dimension: for J = ((0, P), (-P^T, -2 eta P^T P)), eta > 0, and the positive eigenvalues of P^T P
    between ``low`` > 0 and ``high``, each eigenvalue of J other than 0 has real part at most ``complex_bound`` when it
    is not real, and is at most ``real_bound`` when it is.

    Proof.  Let J(x, y) = lambda (x, y), lambda not 0: lambda x = P y lies in the range of P, so that beta = |P^T
    x|^2/|x|^2 is in [low, high] (x = 0 would give lambda y = 0), and lambda^2 + 2 eta beta lambda + beta = 0: the
    elimination for Q = 0.
    """

    low: Letter
    high: Letter
    strength: Letter
    complex_bound: Expression
    real_bound: Expression

    def check(self, system: System) -> Checked:
        exhibits = (
            ("Bound for eigenvalues that are not real", self.complex_bound),
            ("Bound for real eigenvalues", self.real_bound),
        )
        symbols = {self.low, self.high, self.strength}
        stray = (self.complex_bound.free_symbols | self.real_bound.free_symbols) - symbols
        if len(symbols) < 3 or stray or not feasible((self.low > 0, self.high >= self.low, self.strength > 0)):
            found = f"{', '.join(map(str, sorted(symbols | stray, key=str)))}"
            raise BadInput("bounds in three numbers", found, "three positive symbols, and bounds in these only")
        witness = self._instance()
        if witness:
            return refuted("an eigenvalue exceeds the bound", witness, exhibits=exhibits)
        eta = self.strength
        given = (self.low > 0, self.high >= self.low, eta > 0, _b >= self.low, _b <= self.high)
        pair = And(Eq(2 * _r * _s + 2 * eta * _b * _s, 0), Ne(_s, 0))
        root = Eq(_m**2 - 2 * eta * _b * _m + _b, 0)
        proofs = {
            "not real": holds(Implies(pair, _r <= self.complex_bound), given),
            "real": holds(Implies(root, -_m <= self.real_bound), given),
        }
        arguments = "; ".join(f"{name}: {proof.argument}" for name, proof in proofs.items())
        identities = [c.check(system) for c in _identities()]
        if any(p.outcome is not Shown.PROVEN for p in proofs.values()) or any(
            c.outcome is not Outcome.CONFIRMED for c in identities
        ):
            return undecided(arguments, exhibits=exhibits)
        return confirmed(
            f"elimination in blocks of every size, then inequalities between real numbers ({arguments})",
            exhibits=(*exhibits, *(e for c in identities for e in c.exhibits)),
            predicted=f"{self.complex_bound}; {self.real_bound}",
        )

    def _instance(self) -> str:
        """Diagonal P with an eigenvalue beyond the bounds; such a J splits into blocks of size 2."""
        for first, second, eta in product(_SIZES, _SIZES, _STRENGTHS[1:]):
            values = {self.low: min(first, second) ** 2, self.high: max(first, second) ** 2, self.strength: eta}
            for size in {first: 0, second: 0}:
                found = self._beyond(size**2, eta, values)
                if found:
                    return f"P = diag({first}, {second}), eta = {eta}: {found}"
        return ""

    def _beyond(self, beta: Any, eta: Any, values: Any) -> str:
        """An eigenvalue of s^2 + 2 eta beta s + beta = 0 beyond its bound."""
        real = eta**2 * beta >= 1
        bound = (self.real_bound if real else self.complex_bound).xreplace(values)
        part = -eta * beta + (sqrt(eta**2 * beta**2 - beta) if real else 0)
        if (part > bound) != True:  # noqa: E712 - a SymPy truth value
            return ""
        shown = part if real else f"{part} + {sqrt(beta - eta**2 * beta**2)}*I"
        return f"the eigenvalue {shown} against {bound}"

    def twins(self) -> tuple[Claim, ...]:
        return (
            replace(self, complex_bound=self.complex_bound * Rational(11, 10)),
            replace(self, real_bound=self.real_bound * Rational(11, 10)),
        )
