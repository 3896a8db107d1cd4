"""Claims about one hub and any number of followers that feel only the hub: matrices in the form of an arrow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import And, Implies, Matrix, Mul, Symbol, eye

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import Internal, internals
from stability.linearization import linearize
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, not_smooth, refuted, undecided
from stability.theorem.doors import each, row
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expression, Letter, Point, Variable
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.reading import coerce

_S = Internal("s")


@dataclass(frozen=True)
class Arrow:
    """The linear part g' = -head g + sum_j top(q_j) u_j, u_j' = side(q_j) g - rate(q_j) u_j.

    mass: the symbol q of the expressions top, side and rate; hub: the state variable g; followers: pairs (state
    variable u_j, its mass q_j) of an instance with which the linearization is compared.
    """

    mass: Letter
    head: Expression
    top: Expression
    side: Expression
    rate: Expression
    hub: Variable
    followers: Annotated[tuple[tuple[Symbol, Any], ...], each(row(doors.variable, doors.expression))]

    def __post_init__(self) -> None:
        coerce(self)

    def of(self, expression: Any, mass: Any) -> Any:
        return expression.xreplace({self.mass: mass})

    def differences(self, system: System, at: Any) -> list[Any]:
        """Entries of the instance's Jacobian minus those of the arrow; other state variables must decouple."""
        jacobian = Matrix(linearize(system, at_point(system, at)).jacobian)
        place = {s: i for i, s in enumerate(system.state)}
        members = [self.hub, *(u for u, _ in self.followers)]
        rows = [[system.state[0] * 0] * len(members) for _ in members]
        rows[0][0] = -self.head
        for j, (_, q) in enumerate(self.followers, 1):
            rows[0][j], rows[j][0], rows[j][j] = self.of(self.top, q), self.of(self.side, q), -self.of(self.rate, q)
        chosen = [place[s] for s in members]
        others = [i for i in range(jacobian.rows) if i not in chosen]
        found = jacobian.extract(chosen, chosen) - Matrix(rows)
        if not others:
            return list(found)
        return [*found, *jacobian.extract(chosen, others), *jacobian.extract(others, chosen)]


def _fits(arrow: Arrow, system: System, at: Any) -> Checked | None:
    """None when the instance has the form of the arrow, and its entries have a value for every positive mass."""
    moving = not_at_rest(system, at_point(system, at))
    if moving:
        return moving
    entries = (arrow.head, arrow.top, arrow.side, arrow.rate)
    rough = not_smooth(system, "an entry of the arrow", entries, (*system.assumptions, arrow.mass > 0))
    if rough is not None:
        return rough
    wrong = [d for d in arrow.differences(system, at) if not vanishes(d)]
    if not wrong:
        return None
    witness = nonzero_witness(system, *wrong)
    reason = "the linearization of the instance is not this arrow"
    return refuted(reason, witness) if witness else undecided(f"{reason}: an entry differs by {wrong[0]}")


@dataclass(frozen=True)
class ArrowSpectrum(Claim):
    """Equality for every number of followers: the characteristic polynomial of the arrow is (s + head) times the
    product of all s + rate, plus, for each follower, its term times the product over the other followers.

    P_N = (s + head) R_N + sum_j term(q_j) R_N / (s + rate(q_j)) with R_N = prod_j (s + rate(q_j)). Proof by induction:
    expanding the determinant along the last row and column gives P_N = (s + rate(q_N)) P_{N-1} - side(q_N) top(q_N)
    R_{N-1}, so that term = -side top is what is needed, and P_0 = s + head.  Checked: that identity, determinants for
    N = 1 to 4, and that the linearization of the instance is an arrow; in any number of points, no follower feels
    another one but through the hub.
    """

    arrow: Annotated[Arrow, doors.instance(Arrow)]
    term: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        arrow = self.arrow
        exhibits = (
            ("Factor of a follower", _S + arrow.rate),
            ("Term of a follower", self.term),
            ("Entry of the hub's row", arrow.top),
            ("Entry of the hub's column", arrow.side),
        )
        misfit = _fits(arrow, system, self.at)
        if misfit:
            return replace(misfit, exhibits=exhibits)
        step = self.term + arrow.side * arrow.top
        determinants = [self._direct(n) for n in range(1, 5)]
        wrong = [e for e in (step, *determinants) if not vanishes(e)]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            reason = "the step of the induction fails"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        return confirmed(
            "induction on the number of followers; determinants for up to four of them",
            exhibits=exhibits,
            predicted=f"term {self.term}",
        )

    def _direct(self, n: int) -> Any:
        """det(s - A) minus the claimed polynomial for n followers with masses of their own."""
        arrow, masses = self.arrow, [Internal(f"q{j}", positive=True) for j in range(1, n + 1)]
        matrix = Matrix(_S * eye(n + 1))
        matrix[0, 0] += arrow.head
        for j, q in enumerate(masses, 1):
            matrix[0, j], matrix[j, 0] = -arrow.of(arrow.top, q), -arrow.of(arrow.side, q)
            matrix[j, j] += arrow.of(arrow.rate, q)
        factors = [_S + arrow.of(arrow.rate, q) for q in masses]
        claimed = (_S + arrow.head) * Mul(*factors)
        for j, q in enumerate(masses):
            claimed += arrow.of(self.term, q) * Mul(*factors[:j], *factors[j + 1 :])
        return matrix.det(method="berkowitz") - claimed

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, term=2 * self.term),)


@dataclass(frozen=True)
class ArrowStable(Claim):
    """For every number of followers every eigenvalue of the arrow has negative real part: the square of the hub plus
    ``weight`` times the squares of the followers decreases.

    V = g^2 + weight sum_j u_j^2 has V' = -2 head g^2 - 2 weight sum_j rate(q_j) u_j^2, because top + weight side = 0,
    and head, weight and rate are positive.
    """

    arrow: Annotated[Arrow, doors.instance(Arrow)]
    weight: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        arrow = self.arrow
        exhibits = (("Weight of a follower", self.weight), ("Rate of a follower", arrow.rate))
        misfit = _fits(arrow, system, self.at)
        if misfit:
            return replace(misfit, exhibits=exhibits)
        mixed = arrow.top + self.weight * arrow.side
        if not vanishes(mixed):
            witness = nonzero_witness(system, mixed)
            reason = "the mixed terms of V' do not cancel"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        proof = holds(And(arrow.head > 0, self.weight > 0, arrow.rate > 0), (*system.assumptions, arrow.mass > 0))
        if proof.outcome is Shown.PROVEN:
            return confirmed(
                f"a quadratic Lyapunov function, term by term: {proof.argument}",
                exhibits=exhibits,
                predicted="V' is negative definite",
            )
        if proof.outcome is Shown.REFUTED:
            where = ", ".join(f"{k} = {v}" for k, v in proof.witness.items()) or "it is false everywhere"
            return refuted("V' is not negative definite", where, exhibits=exhibits)
        return undecided(proof.argument, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, weight=-self.weight), replace(self, weight=2 * self.weight))


@dataclass(frozen=True)
class ArrowUnstable(Claim):
    """For every number of followers from two on the arrow has a positive eigenvalue, between the values of -rate at the
    two smallest masses.

    Proof.  q_1 <= q_2 are these masses, and -rate is positive and increasing.  R_N vanishes at s_j = -rate(q_j), so
    that P_N(s_1) = term(q_1) (s_1 - s_2) A and P_N(s_2) = term(q_2) (s_2 - s_1) B with A = prod (s_1 - s_l), B = prod
    (s_2 - s_l) over the larger masses; their N - 2 factors are not positive, hence A B >= 0 and P_N(s_1) P_N(s_2) <=
    0: P_N has a root between.  Checked: the arrow, term = -side top, and these signs.
    """

    arrow: Annotated[Arrow, doors.instance(Arrow)]
    at: Point = None

    def check(self, system: System) -> Checked:
        arrow = self.arrow
        exhibits = (("Pole of a follower", -arrow.rate),)
        misfit = _fits(arrow, system, self.at)
        if misfit:
            return replace(misfit, exhibits=exhibits)
        a, b = internals("A B", real=True)
        first, second = (Internal(f"q{j}", positive=True) for j in (1, 2))
        low, high = (-arrow.of(arrow.rate, q) for q in (first, second))
        term = -arrow.side * arrow.top
        at_low = arrow.of(term, first) * (low - high) * a
        at_high = arrow.of(term, second) * (high - low) * b
        signs = And(low > 0, low <= high, at_low * at_high <= 0)
        proof = holds(Implies(And(first <= second, a * b >= 0), signs), system.assumptions)
        if proof.outcome is Shown.PROVEN:
            return confirmed(
                f"the characteristic polynomial changes sign between the two smallest poles: {proof.argument}",
                exhibits=exhibits,
                predicted="a positive eigenvalue for every N >= 2",
            )
        if proof.outcome is Shown.REFUTED:
            where = ", ".join(f"{k} = {v}" for k, v in proof.witness.items()) or "it is false everywhere"
            return refuted("a sign fails", where, exhibits=exhibits)
        return undecided(proof.argument, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, arrow=replace(self.arrow, rate=-self.arrow.rate)),)
