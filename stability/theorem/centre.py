"""Claims about the flow on a centre manifold: a zero eigenvalue, an imaginary pair, and expansions at 0."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import (
    Add,
    And,
    Dummy,
    I,
    Matrix,
    Poly,
    PolynomialError,
    Rational,
    cancel,
    degree,
    diff,
    eye,
    factor_list,
    fraction,
)

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds, never_zero
from stability.clock import Time
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.linearization import linearize
from stability.region import characteristic_coefficients, hurwitz_conditions
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expression, Letter, Point, Vector
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.smooth import rough


@dataclass(frozen=True)
class CentreCubic(Claim):
    """The zero eigenvalue is simple with eigenvector ``direction``, every other eigenvalue has negative real part, and
    on the centre manifold the coordinate along it changes at the rate ``coefficient`` times its third power to leading
    order.

    The coordinate is w in x = w direction + O(w^2).  With l J = 0, l direction = 1, B and C the second and third
    derivatives of the field: l B(r, r) = 0, J h = -B(r, r), coefficient = l (C(r, r, r)/6 + B(r, h)/2).  A negative
    coefficient makes the equilibrium asymptotically stable, with w ~ (-2 coefficient t)^(-1/2), by the reduction
    principle (Carr 1981, Theorem 2).
    """

    direction: Vector
    coefficient: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("the centre manifold of a flow was asked for")
        point = at_point(system, self.at)
        moving = not_at_rest(system, point)
        if moving:
            return moving
        jacobian = Matrix(linearize(system, point).jacobian)
        right = Matrix([e * Rational(1) for e in self.direction])
        if not any(never_zero(e, system.assumptions) for e in right):
            return undecided("the direction may be 0, which is no eigenvector")
        image = [e for e in jacobian * right if not vanishes(e)]
        if image:
            witness = nonzero_witness(system, *image)
            return refuted("the direction is no eigenvector", witness) if witness else undecided("J r = 0 is open")
        coefficients = characteristic_coefficients(jacobian)
        proof = _all_inside(system, coefficients[:-1])
        if proof.outcome is not Shown.PROVEN or not vanishes(coefficients[-1]):
            return undecided(f"whether every other eigenvalue is inside: {proof.argument}")
        quadratic, cubic = _on_manifold(system, point, jacobian, right)
        exhibits = (("Quadratic coefficient", quadratic), ("Cubic coefficient", cubic))
        wrong = [e for e in (quadratic, cubic - self.coefficient) if not vanishes(e)]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            reason = "the flow on the centre manifold is another one"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        return confirmed(
            f"exact expansion of the centre manifold; every other eigenvalue is inside: {proof.argument}",
            exhibits=exhibits,
            predicted=f"w' = {self.coefficient} w^3",
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, coefficient=-self.coefficient), replace(self, coefficient=perturbed(self.coefficient)))


def _all_inside(system: System, coefficients: Any) -> Any:
    """Whether all roots have negative real part, factor by factor: the inequalities of a product have a high degree."""
    s = Dummy("s")
    _, factors = factor_list(Poly(coefficients, s).as_expr().together().as_numer_denom()[0])
    rest = []
    for factor, _ in factors:
        if factor.has(s):
            own = Poly(factor, s).all_coeffs()
            rest += [q > 0 for q in hurwitz_conditions([(c / own[0]).cancel() for c in own])]
    return holds(And(*rest), system.assumptions)


def _on_manifold(system: System, point: Any, jacobian: Any, right: Any) -> tuple[Any, Any]:
    """The quadratic and the cubic coefficient of the reduced flow."""
    w, v = Dummy("w", real=True), Dummy("v", real=True)
    left = _kernel(jacobian.T)
    left = left / (left.T * right)[0]
    base = Matrix([point[s] for s in system.state])

    def along(move: Any) -> list[Any]:
        values = dict(zip(system.state, base + move, strict=True))
        return [c.xreplace(values) for c in system.rhs]

    second, third = (_derivatives(along(right * w), (w,) * n) for n in (2, 3))
    quadratic = _dot(left, second) / 2
    bent = _solved(jacobian, left, right, [-e for e in second])
    mixed = _derivatives(along(right * w + bent * v), (w, v))
    return quadratic.factor(), (_dot(left, third) / 6 + _dot(left, mixed) / 2).factor()


def _dot(left: Any, right: Any) -> Any:
    return Add(*(a * b for a, b in zip(left, right, strict=True)))


def _derivatives(components: list[Any], variables: tuple[Any, ...]) -> list[Any]:
    return [diff(c, *variables).xreplace({x: x * 0 for x in variables}) for c in components]


def _solved(jacobian: Any, left: Any, right: Any, values: list[Any]) -> Any:
    """h with J h = values and l h = 0: the bordered matrix ((J, r), (l, 0)) is regular."""
    n = jacobian.rows
    bordered = jacobian.row_join(right).col_join(left.T.row_join(Matrix([[0]])))
    return bordered.LUsolve(Matrix([*values, 0]))[:n, 0].applyfunc(lambda e: e.together())


@dataclass(frozen=True)
class HopfCubic(Claim):
    """The Jacobian has an imaginary pair of this ``frequency``, every other eigenvalue has negative real part, and on
    the centre manifold the amplitude of the first state variable changes, over a turn, at the rate ``coefficient``
    times its third power to leading order.

    The amplitude is a in x_1 = a cos(phase) + O(a^2).  With J r = i frequency r, r_1 = 1/2, l the left eigenvector
    with l r = 1 (the first state variable takes part in the oscillation for all values of the parameters), B and C the
    derivatives of the field: coefficient = Re l (C(r, r, r*) - 2 B(r, J^-1 B(r, r*)) + B(r*,
    (2 i frequency - J)^-1 B(r, r)))/2.  A negative coefficient makes the equilibrium asymptotically stable, and a Hopf
    bifurcation there supercritical. Reference: Kuznetsov, Elements of Applied Bifurcation Theory, section 5.4 (cf.).
    """

    frequency: Expression
    coefficient: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("the centre manifold of a flow was asked for")
        point = at_point(system, self.at)
        moving = not_at_rest(system, point)
        if moving:
            return moving
        if self.frequency.is_real is not True or not holds(self.frequency > 0, system.assumptions):
            return undecided(f"the frequency {self.frequency} is not shown to be positive")
        jacobian = Matrix(linearize(system, point).jacobian)
        s = Dummy("s")
        found = Poly(characteristic_coefficients(jacobian), s)
        others, remainder = found.div(Poly(s**2 + self.frequency**2, s))
        wrong = [c for c in remainder.all_coeffs() if not vanishes(c)]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            return refuted("the frequency is no eigenvalue", witness) if witness else undecided("the pair is open")
        proof = _all_inside(system, [c.cancel() for c in others.all_coeffs()])
        if proof.outcome is not Shown.PROVEN:
            return undecided(f"whether every other eigenvalue is inside: {proof.argument}")
        cubic = _around(system, point, jacobian, self.frequency)
        exhibits = (("Cubic coefficient", cubic),)
        difference = cubic - self.coefficient
        if not vanishes(difference):
            witness = nonzero_witness(system, difference)
            reason = "the coefficient is another one"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        sign = holds(cubic < 0, system.assumptions)
        meaning = "asymptotically stable" if sign.outcome is Shown.PROVEN else "its sign decides stability"
        return confirmed(
            f"the normal form of the Hopf bifurcation, exactly: {meaning}",
            exhibits=exhibits,
            predicted=f"a' = {self.coefficient} a^3",
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, coefficient=-self.coefficient), replace(self, coefficient=perturbed(self.coefficient)))


def _around(system: System, point: Any, jacobian: Any, frequency: Any) -> Any:
    """The real part of the cubic coefficient of the normal form of an imaginary pair."""
    n, turn = jacobian.rows, I * frequency
    right, left = _kernel(jacobian - turn * eye(n)), _kernel(jacobian.T - turn * eye(n))
    if right[0] == 0:
        what = f"a pair in whose eigenvector {system.state[0]} does not take part"
        raise NotApplicable("the amplitude of the first state variable", what, "another order of the variables")
    size = fraction(right[0].together())[0]
    if not never_zero((size * size.subs(I, -I)).expand(), system.assumptions):
        what = f"{system.state[0]} may take no part in the oscillation: its component is {right[0]}"
        raise NotApplicable("the amplitude of the first state variable", what, "another order of the variables")
    right = right / (2 * right[0])
    left = left / (left.T * right)[0].cancel()
    conjugate = right.subs(I, -I)
    field = system.rhs
    base = Matrix([point[s] for s in system.state])
    dummies = [Dummy(f"d{k}", real=True) for k in range(3)]

    def form(*moves: Any) -> list[Any]:
        used = dummies[: len(moves)]
        place = base
        for d, move in zip(used, moves, strict=True):
            place = place + d * move
        values = dict(zip(system.state, place, strict=True))
        return [e.expand() for e in _derivatives([c.xreplace(values) for c in field], tuple(used))]

    mean = jacobian.LUsolve(Matrix(form(right, conjugate))).applyfunc(cancel)
    double = (2 * turn * eye(n) - jacobian).LUsolve(Matrix(form(right, right))).applyfunc(cancel)
    parts = (form(right, right, conjugate), [-2 * e for e in form(right, mean)], form(conjugate, double))
    total = Add(*(_dot(left, part) for part in parts)) / 2
    return ((total + total.subs(I, -I)) / 2).together().cancel().factor()


def _kernel(matrix: Any) -> Any:
    """The kernel's only direction, from a matrix of corank 1."""
    found = matrix.nullspace(simplify=cancel, iszerofunc=lambda e: cancel(e) == 0)
    if len(found) != 1:
        what = f"{len(found)} independent directions"
        raise CannotSolve("the eigenvector of a simple eigenvalue", what, "numbers for some of the parameters")
    return found[0].applyfunc(cancel)


@dataclass(frozen=True)
class LeadingTerm(Claim):
    """Identity: the expression is this term plus terms of higher order in ``variable``, as the variable goes to 0.

    term: coefficient times a natural power of the variable; the lower derivatives vanish identically in the parameters.
    Where the expression bends at 0, the statement is one about either side.
    """

    expression: Expression
    variable: Letter
    term: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Expression", self.expression), ("Leading term", self.term))
        order = self._order()
        at = {self.variable: self.variable * 0}
        if not rough([self.expression], system.assumptions, at):
            failed = self._differs(system, self.expression - self.term, self.variable, order)
            return (
                confirmed(f"derivatives at 0 up to order {order}", exhibits=exhibits, predicted=str(self.term))
                if failed is None
                else replace(failed, exhibits=exhibits)
            )
        step = Dummy("epsilon", positive=True)
        for side in (1, -1):
            near = {self.variable: side * step}
            expression = self.expression.xreplace(near)
            bent = rough([expression], system.assumptions, {step: step * 0})
            if bent:
                return undecided(f"the expression is not shown to be smooth on either side of 0: {bent}")
            failed = self._differs(system, expression - self.term.xreplace(near), step, order)
            if failed is not None:
                where = f"for {self.variable} {'>' if side > 0 else '<'} 0, {failed.reason}"
                return replace(failed, reason=where, exhibits=exhibits)
        reason = f"one-sided derivatives at 0 up to order {order}, the same on both sides"
        return confirmed(reason, exhibits=exhibits, predicted=str(self.term))

    def _order(self) -> int:
        try:
            order = int(degree(self.term, self.variable))
        except (PolynomialError, OverflowError, TypeError):  # the degree of 0 is -oo, which is no int
            order = -1
        if order < 0 or self.variable in (self.term / self.variable**order).cancel().free_symbols:
            raise BadInput("a leading term", str(self.term), f"a coefficient times a natural power of {self.variable}")
        return order

    def _differs(self, system: System, difference: Any, variable: Any, order: int) -> Checked | None:
        """None when all derivatives up to the order vanish at 0."""
        for n in range(order + 1):
            derivative = diff(difference, variable, n).xreplace({variable: variable * 0})
            if not vanishes(derivative):
                witness = nonzero_witness(system, derivative)
                reason = f"the derivative of order {n} differs at 0"
                return refuted(reason, witness) if witness else undecided(reason)
        return None

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, term=2 * self.term),)
