"""Translation of conditions to the z3 solver: nonlinear real arithmetic under a step budget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import (
    Abs,
    Add,
    And,
    Equality,
    Integer,
    Max,
    Min,
    Mul,
    Not,
    Or,
    Poly,
    Pow,
    Rational,
    Symbol,
    Unequality,
    exp,
    tanh,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue, Equivalent, Implies

from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.signs import sign_set
from stability.algebra.jets import Jet

#: Solver steps, not seconds: the outcome must not depend on the machine.  About a second of work.
RLIMIT = 2_000_000


class Untranslatable(ValueError):
    """The condition leaves nonlinear real arithmetic in a way that cannot be abstracted soundly."""


class Translation:
    """SymPy conditions as z3 formulas; ``side`` collects the defining constraints of auxiliary variables.

    Symbols and jets become reals; roots become variables with their defining polynomial; exp and tanh become
    unknowns with their range, which is sound for proofs (every real valuation stays allowed) and makes a model
    only a proposal: the caller must check it.
    """

    def __init__(self, facts: Iterable[Any]) -> None:
        import z3

        self.z3 = z3
        self.facts = tuple(facts)
        self.side: list[Any] = []
        self.variables: dict[Any, Any] = {}

    def _variable(self, key: Any, *constraints: Any) -> Any:
        if key not in self.variables:
            variable = self.z3.Real(f"v{len(self.variables)}")
            self.variables[key] = variable
            self.side.extend(make(variable) for make in constraints)
        return self.variables[key]

    def _symbol(self, symbol: Any) -> Any:
        z3 = self.z3
        if symbol.is_integer:
            raise Untranslatable(f"{symbol} is an integer")
        known = sign_set(symbol, self.facts)
        return self._variable(
            symbol,
            lambda v: z3.Or(
                *([v > 0] if 1 in known else []), *([v < 0] if -1 in known else []), *([v == 0] if 0 in known else [])
            ),
        )

    def expression(self, e: Any) -> Any:
        z3 = self.z3
        if isinstance(e, Rational):
            return z3.RealVal(f"{e.p}/{e.q}")
        if isinstance(e, (Symbol, Jet)):
            return self._symbol(e)
        if isinstance(e, Add):
            return z3.Sum([self.expression(a) for a in e.args])
        if isinstance(e, Mul):
            result = self.expression(e.args[0])
            for a in e.args[1:]:
                result = result * self.expression(a)
            return result
        if isinstance(e, Pow):
            return self._power(e)
        if isinstance(e, Abs):
            inner = self.expression(e.args[0])
            return z3.If(inner >= 0, inner, -inner)
        if isinstance(e, (Max, Min)):
            return self._extremum(e)
        if isinstance(e, exp):
            return self._variable(e, lambda v: v > 0)
        if isinstance(e, tanh):
            return self._variable(e, lambda v: z3.And(v > -1, v < 1))
        if e.is_real:
            return self._variable(e)
        raise Untranslatable(str(e))

    def _extremum(self, e: Any) -> Any:
        values = [self.expression(a) for a in e.args]
        result = values[0]
        for value in values[1:]:
            result = self.z3.If(value >= result if isinstance(e, Max) else value <= result, value, result)
        return result

    def _power(self, e: Any) -> Any:
        base, exponent = e.args
        if isinstance(exponent, Integer):
            value = self.expression(base)
            result = self.z3.RealVal(1)
            for _ in range(abs(int(exponent))):
                result = result * value
            if exponent > 0:
                return result
            self.side.append(value != 0)
            return self._variable(("inverse", e), lambda v: v * result == 1)
        if isinstance(exponent, Rational) and exponent.q == 2:
            value = self.expression(base)
            self.side.append(value >= 0)
            root = self._variable(("root", base), lambda v: self.z3.And(v >= 0, v * v == value))
            return self._power_of(root, int(exponent.p), e)
        raise Untranslatable(str(e))

    def _power_of(self, root: Any, times: int, key: Any) -> Any:
        result = self.z3.RealVal(1)
        for _ in range(abs(times)):
            result = result * root
        if times > 0:
            return result
        self.side.append(root != 0)
        return self._variable(("inverse", key), lambda v: v * result == 1)

    def condition(self, c: Any) -> Any:
        z3 = self.z3
        if isinstance(c, Relational):
            difference = self.expression(c.lhs) - self.expression(c.rhs)
            if isinstance(c, Equality):
                return difference == 0
            if isinstance(c, Unequality):
                return difference != 0
            return {">": difference > 0, ">=": difference >= 0, "<": difference < 0, "<=": difference <= 0}[c.rel_op]
        if isinstance(c, And):
            return z3.And(*(self.condition(a) for a in c.args))
        if isinstance(c, Or):
            return z3.Or(*(self.condition(a) for a in c.args))
        if isinstance(c, Not):
            return z3.Not(self.condition(c.args[0]))
        if isinstance(c, Implies):
            return z3.Implies(self.condition(c.args[0]), self.condition(c.args[1]))
        if isinstance(c, Equivalent):
            first, *rest = (self.condition(a) for a in c.args)
            return z3.And(*(first == other for other in rest))
        if isinstance(c, (BooleanTrue, BooleanFalse)):
            return z3.BoolVal(isinstance(c, BooleanTrue))
        raise Untranslatable(str(c))


def _prepared(conditions: Iterable[Any], facts: Iterable[Any]) -> tuple[Translation, Any]:
    translation = Translation(facts)
    solver = translation.z3.Tactic("qfnra-nlsat").solver()
    formulas = [translation.condition(c) for c in conditions if not isinstance(c, Fact)]
    solver.set("rlimit", RLIMIT)
    solver.add(*formulas, *translation.side)
    return translation, solver


def check(conditions: Iterable[Any], facts: Iterable[Any]) -> tuple[str, dict[Any, Any]]:
    """("unsat" | "sat" | "unknown", proposed model) for the conjunction of the conditions.

    Raises Untranslatable when a condition is outside the fragment.
    """
    translation, solver = _prepared(conditions, facts)
    answer = str(solver.check())
    if answer != "sat":
        return answer, {}
    model = solver.model()
    values = {
        key: _number(model.eval(variable, model_completion=True), translation.z3)
        for key, variable in translation.variables.items()
        if isinstance(key, (Symbol, Jet))
    }
    return answer, {key: value for key, value in values.items() if value is not None}


def _number(value: Any, z3: Any) -> Any:
    if z3.is_rational_value(value):
        return Rational(int(value.numerator_as_long()), int(value.denominator_as_long()))
    if z3.is_algebraic_value(value):
        x = Symbol("x")
        coefficients = [Rational(int(c.numerator_as_long()), int(c.denominator_as_long())) for c in value.poly()]
        polynomial = Poly(coefficients[::-1], x)
        roots = polynomial.real_roots()
        close = value.approx(30)
        near = Rational(int(close.numerator_as_long()), int(close.denominator_as_long()))
        return min(roots, key=lambda r: abs((r - near).evalf(40))) if roots else None
    return None


def rational_model(conditions: list[Any], unknowns: list[Any], facts: list[Any]) -> dict[Any, Any] | None:
    """A point proposed by the solver; the caller checks it."""
    try:
        answer, model = check(conditions, facts)
    except Untranslatable:
        return None
    if answer != "sat":
        return None
    return {u: model.get(u, Rational(1)) for u in unknowns}
