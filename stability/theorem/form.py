"""Claims that a Jacobian has the damped block form, whose eigenvalues have negative real part in every dimension."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sympy import Matrix

from stability.algebra.conditions import find_sample, holds, sign_set
from stability.linearization import linearize
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.equal import vanishes
from stability.theorem.fields import Point, Word
from stability.theorem.local import at_point, not_at_rest


@dataclass(frozen=True)
class DampedForm(Claim):
    """The Jacobian is ((0, -B^T), (B, -Q)) with Q symmetric and positive definite, and B of full column rank, where
    the block of Q belongs to the player ``damped``: every eigenvalue has negative real part.

    at: the equilibrium.  Definiteness by Sylvester's minors, the rank by det(B^T B) or a maximal minor.
    """

    damped: Word = "discriminator"
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.game is None:
            return undecided("the system comes from no game, so that it has no players")
        own = [system.state.index(v) for v in system.game.player(self.damped).variables]
        others = [i for i in range(len(system.state)) if i not in own]
        moving = not_at_rest(system, at_point(system, self.at))
        if moving is not None:
            return moving
        found = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        q, b = -found.extract(own, own), found.extract(own, others)
        broken = [*(found.extract(others, own) + b.T), *found.extract(others, others), *(q - q.T)]
        exhibits = (("Q", q), ("B", b))
        wrong = [e for e in broken if not vanishes(e.expand())]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            reason = "the Jacobian has another form"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        return self._judged(system, q, b, exhibits)

    def _judged(self, system: System, q: Any, b: Any, exhibits: Any) -> Checked:
        minors = [q[:k, :k].det(method="berkowitz").expand() for k in range(1, q.rows + 1)]
        given = system.assumptions
        for minor in minors:
            if not _positive(minor, given):
                return self._failed(system, minor, "a leading minor of Q", exhibits)
        if b.cols > b.rows:
            return refuted("B has more columns than rows", f"{b.rows} rows, {b.cols} columns", exhibits=exhibits)
        chosen = [b.extract(list(rows), list(range(b.cols))) for rows in combinations(range(b.rows), b.cols)]
        if not any(0 not in sign_set(m.det().expand(), given) for m in chosen):
            gram = (b.T * b).det(method="berkowitz").expand()
            if not _positive(gram, given):
                return self._failed(system, gram, "det(B^T B)", exhibits)
        shown = (*exhibits, ("Leading minors of Q", tuple(m.factor() for m in minors)))
        return confirmed(
            "Q is positive definite (Sylvester) and B has full column rank: the block theorem, which holds in every "
            "dimension, puts every eigenvalue into the left half plane",
            exhibits=shown,
            predicted="every real part < 0",
        )

    def _failed(self, system: System, quantity: Any, what: str, exhibits: Any) -> Checked:
        sample = find_sample([*system.assumptions, quantity <= 0], system.parameters, system.functions)
        if sample is None:
            return undecided(f"the sign of {what}, {quantity}, is open", exhibits=exhibits)
        return refuted(f"{what} is not positive", f"{sample}: {what} is {quantity}, not positive", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, damped="generator" if self.damped == "discriminator" else "discriminator"),)


def _positive(quantity: Any, given: Any) -> bool:
    return sign_set(quantity, given) == {1} or bool(quantity.free_symbols and holds(quantity > 0, given))
