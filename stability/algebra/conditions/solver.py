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
    sqrt,
    tanh,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue, Equivalent, Implies

from stability.algebra.conditions.domain import partial_parts
from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.signs import sign_set
from stability.algebra.jets import Jet
from stability.algebra.names import Internal

#: Solver steps, not seconds: the outcome must not depend on the machine.  About a second of work.
RLIMIT = 2_000_000
#: Powers are written out as products; beyond this degree the solver has no chance.
_DEGREE = 100
#: Milliseconds.  No budget: a guard against single steps of the solver (resultants, algebraic numbers) that it does not
#: count and that can take minutes.
GUARD = 20_000


class Untranslatable(ValueError):
    """The condition leaves nonlinear real arithmetic in a way that cannot be abstracted soundly."""


class Translation:
    """SymPy conditions as z3 formulas; ``side`` collects the defining constraints of auxiliary variables.

    Symbols and jets become reals; roots become variables with their defining polynomial; a relation is true where it
    holds and its roots and quotients are defined (``domain`` collects that while it is read); exp and tanh become
    unknowns with their range, which is sound for proofs (every real valuation stays allowed) and makes a model
    only a proposal: the caller must check it.
    """

    def __init__(self, facts: Iterable[Any]) -> None:
        import z3

        self.z3 = z3
        self.context = z3.Context()  # of its own: models and counted steps must not depend on earlier questions
        self.facts = tuple(facts)
        self.side: list[Any] = []
        self.domain: list[Any] = []
        self.variables: dict[Any, Any] = {}

    def _variable(self, key: Any, *constraints: Any) -> Any:
        if key not in self.variables:
            variable = self.z3.Real(f"v{len(self.variables)}", self.context)
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
            return z3.RealVal(f"{e.p}/{e.q}", self.context)
        if isinstance(e, (Jet, exp, tanh)) and partial_parts(e.args[-1]):
            self.expression(e.args[-1])  # for the domain of the argument
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
        if isinstance(exponent, Integer) and abs(exponent) <= _DEGREE:
            return self._power_of(self.expression(base), base, int(exponent), e)
        if isinstance(exponent, Rational) and exponent.q == 2 and abs(exponent.p) <= _DEGREE:
            value = self.expression(base)
            outside = self._outside(-1, base, value < 0)
            root = self._variable(("root", base), lambda v: self.z3.Or(*outside, self.z3.And(v >= 0, v * v == value)))
            return self._power_of(root, sqrt(base), int(exponent.p), e)
        raise Untranslatable(str(e))

    def _power_of(self, value: Any, base: Any, times: int, key: Any) -> Any:
        result = self.z3.RealVal(1, self.context)
        for _ in range(abs(times)):
            result = result * value
        if times > 0:
            return result
        outside = self._outside(0, base, value == 0)
        return self._variable(("inverse", key), lambda v: self.z3.Or(*outside, v * result == 1))

    def _outside(self, sign: int, base: Any, formula: Any) -> list[Any]:
        """[formula], the set where ``base`` has a sign that leaves an operation undefined; [] when it never has."""
        if sign not in sign_set(base, self.facts):
            return []
        self.domain.append(self.z3.Not(formula))
        return [formula]

    def _relation(self, c: Any) -> Any:
        self.domain = []
        difference = self.expression(c.lhs) - self.expression(c.rhs)
        if isinstance(c, Equality):
            formula = difference == 0
        elif isinstance(c, Unequality):
            formula = difference != 0
        else:
            formula = {">": difference > 0, ">=": difference >= 0, "<": difference < 0}.get(c.rel_op, difference <= 0)
        return self.z3.And(*self.domain, formula) if self.domain else formula

    def condition(self, c: Any) -> Any:
        z3 = self.z3
        if isinstance(c, Relational):
            return self._relation(c)
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
            return z3.BoolVal(isinstance(c, BooleanTrue), self.context)
        raise Untranslatable(str(c))


def check(
    conditions: Iterable[Any],
    facts: Iterable[Any],
    negated: Any = None,
    rlimit: int = RLIMIT,
    spent: list[int] | None = None,
    guard: int = GUARD,
) -> tuple[str, dict[Any, Any]]:
    """("unsat" | "sat" | "unknown", proposed model) for the conjunction of the conditions and of not ``negated``.

    rlimit: solver steps that may be used; ``spent`` receives how many were.
    Raises Untranslatable when a condition is outside the fragment.
    """
    translation = Translation(facts)
    solver = translation.z3.Tactic("qfnra-nlsat", translation.context).solver()
    formulas = [translation.condition(c) for c in conditions if not isinstance(c, Fact)]
    if negated is not None:  # not sympy.Not: it turns 1/x > 0 into 1/x <= 0, and the point x = 0 gets lost
        formulas.append(translation.z3.Not(translation.condition(negated)))
    solver.set("rlimit", rlimit)
    solver.set("timeout", guard)
    solver.add(*formulas, *translation.side)
    before = _steps(solver)
    answer = str(solver.check())
    if spent is not None:
        spent.append(_steps(solver) - before)
    if answer == "unknown" and "keyboard" in solver.reason_unknown():  # the solver swallows Ctrl-C
        raise KeyboardInterrupt
    if answer != "sat":
        return answer, {}
    model = solver.model()
    values = {
        key: _number(model.eval(variable, model_completion=True), translation.z3)
        for key, variable in translation.variables.items()
        if isinstance(key, (Symbol, Jet))
    }
    return answer, {key: value for key, value in values.items() if value is not None}


def _steps(solver: Any) -> int:
    """What the solver has counted since the process began."""
    statistics = solver.statistics()
    return int(statistics.get_key_value("rlimit count")) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118


def _number(value: Any, z3: Any) -> Any:
    if z3.is_rational_value(value):
        return Rational(int(value.numerator_as_long()), int(value.denominator_as_long()))
    if z3.is_algebraic_value(value):
        x = Internal("x")
        coefficients = [Rational(int(c.numerator_as_long()), int(c.denominator_as_long())) for c in value.poly()]
        polynomial = Poly(coefficients[::-1], x)
        roots = polynomial.real_roots()
        close = value.approx(30)
        near = Rational(int(close.numerator_as_long()), int(close.denominator_as_long()))
        return min(roots, key=lambda r: abs((r - near).evalf(40))) if roots else None
    return None


def rational_model(conditions: list[Any], steps: int | None = None) -> dict[Any, Any] | None:
    """A point proposed by the solver; the caller checks it."""
    try:
        if steps is None:
            answer, model = check(conditions, [])
        else:  # the guard in proportion
            answer, model = check(conditions, [], rlimit=steps, guard=max(1, GUARD * steps // RLIMIT))
    except Untranslatable:
        return None
    return model if answer == "sat" else None
