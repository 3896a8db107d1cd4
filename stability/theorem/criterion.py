"""When a block matrix with semidefinite damping is Hurwitz, in every dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sympy import And, Eq, I, Implies, Matrix, Ne

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import internals
from stability.spectrum import locate
from stability.system import System
from stability.theorem.claim import Checked, Claim, Outcome, confirmed, refuted, undecided
from stability.theorem.fields import Flag
from stability.theorem.matrices import BlockIdentity

_r, _s, _q, _b = internals("r s q beta", real=True)
#: Semidefinite and definite blocks Q, and blocks P, of the instances: every pair that fits is tried.
_DAMPING = tuple(
    Matrix(rows)
    for rows in (
        [[0]],
        [[1]],
        [[0, 0], [0, 0]],
        [[1, 0], [0, 0]],
        [[1, 0], [0, 2]],
        [[1, 1], [1, 1]],
        [[2, 1], [1, 1]],
        [[1, 0, 0], [0, 0, 0], [0, 0, 2]],
        [[1, 1, 0], [1, 1, 0], [0, 0, 0]],
        [[2, 1, 0], [1, 2, 1], [0, 1, 2]],
    )
)


@dataclass(frozen=True)
class SemidefiniteCriterion(Claim):
    """For J = ((-Q, P), (-P^T, 0)) with Q symmetric and positive semidefinite: every eigenvalue has negative real part
    if and only if P has full column rank (asked when ``rank``) and no eigenvector of P P^T lies in the kernel of Q
    (asked when ``eigenvector``).

    Proof, in every dimension.  Let J(x, y) = lambda (x, y).  Elimination gives lambda^2 x + lambda Q x + P P^T x = 0.
    If x = 0, then P y = 0 with y not 0, against the rank.  Otherwise lambda^2 + q lambda + beta = 0 with q =
    x*Qx/|x|^2 >= 0 and beta = |P^T x|^2/|x|^2 >= 0, so that the real part is not positive; if it is 0, then either
    q = 0, hence Q x = 0 and P P^T x = -lambda^2 x, or lambda = 0, hence P^T x = 0 and x*Qx = x*Py = 0: an eigenvector
    of P P^T in the kernel of Q.  Conversely Q x = 0 and P P^T x = w^2 x make (i w x, -P^T x), or (x, 0) for w = 0, an
    eigenvector for i w, and P y = 0 makes (0, y) one for 0.  The identities in blocks and the steps between real
    numbers are checked, and every instance of a family of exact matrices.
    """

    rank: Flag = True
    eigenvector: Flag = True

    def check(self, system: System) -> Checked:
        tried = 0
        for q, p in _instances():
            tried += 1
            if self._condition(q, p) != (locate(_block(q, p)).inside == q.rows + p.cols):
                return refuted("an instance contradicts the equivalence", self._witness(q, p))
        if not (self.rank and self.eigenvector):
            return undecided(f"none of {tried} instances contradicts it, and no proof is known")
        identities = [c.check(system) for c in _identities()]
        proofs = {name: holds(step, (_q >= 0, _b >= 0)) for name, step in _steps().items()}
        arguments = "; ".join(f"{name}: {proof.argument}" for name, proof in proofs.items())
        if any(c.outcome is not Outcome.CONFIRMED for c in identities) or any(
            p.outcome is not Shown.PROVEN for p in proofs.values()
        ):
            return undecided(arguments)
        return confirmed(
            f"elimination in blocks of every size, then inequalities between real numbers ({arguments}); {tried} exact "
            "instances agree",
            predicted="full column rank, no eigenvector of P P^T in ker Q",
            exhibits=tuple(e for c in identities for e in c.exhibits),
        )

    def _condition(self, q: Any, p: Any) -> bool:
        full: bool = not self.rank or p.rank() == p.cols
        return full and (not self.eigenvector or _observable(p * p.T, q))

    def _witness(self, q: Any, p: Any) -> str:
        where = locate(_block(q, p))
        counts = f"inside, boundary, outside = {(where.inside, where.boundary, where.outside)}"
        held = "satisfies" if self._condition(q, p) else "violates"
        return f"Q = {q.tolist()}, P = {p.tolist()} {held} the condition, with eigenvalues {counts}"

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, rank=not self.rank), replace(self, eigenvector=not self.eigenvector))


def _block(q: Any, p: Any) -> Any:
    return Matrix.vstack(Matrix.hstack(-q, p), Matrix.hstack(-p.T, Matrix.zeros(p.cols, p.cols)))


def _observable(a: Any, c: Any) -> bool:
    """No eigenvector of the symmetric a in the kernel of c: the rank of c, ca, ca^2, ... is full (Kalman)."""
    rows = [c]
    for _ in range(a.rows - 1):
        rows.append(rows[-1] * a)
    return bool(Matrix.vstack(*rows).rank() == a.rows)


def _instances() -> Iterator[tuple[Any, Any]]:
    for q in _DAMPING:
        for columns in (1, 2):
            if columns > q.rows:
                continue
            choices = ((0, 1, 2) if columns < q.rows < 3 else (0, 1),) * (q.rows * columns)
            for entries in product(*choices):
                yield q, Matrix(q.rows, columns, entries)


def _identities() -> tuple[BlockIdentity, ...]:
    """The elimination, and the eigenvector for the converse, with Q x = 0 and P P^T x = w^2 x put in."""
    root, w = internals("lambda w")
    p, pt, q, x = internals("P P_T Q x", commutative=False)
    scaled_y = -pt * x  # lambda y
    elimination = BlockIdentity(
        root * (root * x + q * x) - p * scaled_y, root**2 * x + root * q * x + p * pt * x, ((p, pt), (q, q))
    )
    above = -(w**2) * x  # -Q (i w x) - P P^T x
    image, scaled = ((above,), (-pt * (I * w * x),)), ((I * w * (I * w * x),), (I * w * (-pt * x),))
    return elimination, BlockIdentity(image, scaled, ((p, pt),))


def _steps() -> dict[str, Any]:
    """With r + i s for lambda; lambda = 0 leaves beta = 0 at sight."""
    root = And(Eq(_r**2 - _s**2 + _q * _r + _b, 0), Eq(2 * _r * _s + _q * _s, 0))
    return {
        "no positive real part": Implies(root, _r <= 0),
        "imaginary means undamped": Implies(And(root, Eq(_r, 0), Ne(_s, 0)), Eq(_q, 0)),
    }
