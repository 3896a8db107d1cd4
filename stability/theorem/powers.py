"""Claims for every number of steps: closed forms of matrix powers, proven by induction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Dummy, Matrix, Pow, Symbol, eye, powsimp, simplify

from stability.algebra.names import Internal
from stability.linearization import linearize
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.doors import maybe
from stability.theorem.fields import Entries, Expression, Letter, Point
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.smooth import rough


@dataclass(frozen=True)
class AlternatingPowers(Claim):
    """In every number of steps: for n_g generator and n_d discriminator steps the update matrix has this trace and
    determinant, for all positive integers n_g and n_d.

    The subject takes one step each.  generator_power, discriminator_power: closed forms of the powers of its two stage
    Jacobians in the integer symbols ``n_g``, ``n_d``; each is proven by induction (C(0) = I and C(n + 1) = A C(n)).
    invariant: a symmetric matrix P with M^T P M = P for the update matrix M of all those steps, or None.  All of them
    have a value for all values of the parameters.
    """

    n_g: Letter
    n_d: Letter
    generator_power: Entries
    discriminator_power: Entries
    trace: Expression
    determinant: Expression
    invariant: Annotated[Any, maybe(doors.matrix)] = None
    at: Point = None

    def check(self, system: System) -> Checked:
        point = at_point(system, self.at)
        moving = not_at_rest(system, point)
        if moving is not None:
            return moving
        stages = linearize(system, point).stages
        if len(stages) != 2 or len(system.state) != 2:
            return undecided("a map of the plane in two stages is asked for")
        whole = {s: Internal(s.name, integer=True, positive=True) for s in (self.n_g, self.n_d)}
        powers = (Matrix(self.generator_power), Matrix(self.discriminator_power))
        if any(p.shape != (2, 2) for p in powers):
            return undecided("powers of 2 x 2 matrices are asked for")
        forms = (*powers[0], *powers[1], self.trace, self.determinant)
        open_ = rough((e.xreplace(whole) for e in forms), system.assumptions)
        if open_:
            return undecided(f"whether the closed forms have a value everywhere: {open_}")
        first, second = stages
        for stage, power, count in (
            (first, self.generator_power, self.n_g),
            (second, self.discriminator_power, self.n_d),
        ):
            failing = _induction_fails(Matrix(stage), Matrix(power), count)
            if failing is not None:
                witness = nonzero_witness(system, failing.subs(count, 1))
                return (
                    refuted(f"the closed form of the power {count} fails", witness)
                    if witness
                    else undecided("a closed form is not proven")
                )
        product = Matrix(self.discriminator_power) * Matrix(self.generator_power)
        exhibits: tuple[tuple[str, Any], ...] = (
            ("Power of the generator's stage", self.generator_power),
            ("Power of the discriminator's stage", self.discriminator_power),
            ("Trace", self.trace),
            ("Determinant", self.determinant),
        )
        statements = [("trace", product.trace() - self.trace), ("determinant", product.det() - self.determinant)]
        if self.invariant is not None:
            exhibits += (("Invariant form", self.invariant),)
            change = product.T * Matrix(self.invariant) * product - Matrix(self.invariant)
            statements += [("change of the invariant form", entry) for entry in change]
        for name, change in statements:
            difference = _normal(change)
            if difference != 0:
                witness = nonzero_witness(system, difference.subs({self.n_g: 1, self.n_d: 1})) or nonzero_witness(
                    system, difference.subs({self.n_g: 2, self.n_d: 1})
                )
                return (
                    refuted(f"the {name} differs", witness, exhibits=exhibits)
                    if witness
                    else undecided(f"the {name} is not proven")
                )
        return confirmed(
            f"by induction on {self.n_g} and {self.n_d}",
            exhibits=exhibits,
            predicted=f"trace {self.trace}, det {self.determinant}",
        )

    def twins(self) -> tuple[Claim, ...]:
        twins: tuple[Claim, ...] = (
            replace(self, trace=perturbed(self.trace)),
            replace(self, determinant=perturbed(self.determinant)),
        )
        if self.invariant is None:
            return twins
        return (*twins, replace(self, invariant=Matrix(self.invariant) + eye(2)))


def _induction_fails(stage: Any, power: Any, count: Symbol) -> Any:
    """None when C(0) = I and C(n+1) = A C(n) identically; otherwise a non-vanishing entry."""
    start = (power.subs(count, 0) - eye(stage.rows)).applyfunc(_normal)
    step = (power.subs(count, count + 1) - stage * power).applyfunc(_normal)
    return next((e for e in (*start, *step) if e != 0), None)


def _normal(expression: Any) -> Any:
    """Zero when the expression vanishes with every power r^n an unknown of its own."""
    split = powsimp(expression).expand(power_exp=True)
    powers = {p: Dummy() for p in split.atoms(Pow) if p.exp.free_symbols}
    return expression * 0 if simplify(split.xreplace(powers)) == 0 else expression
