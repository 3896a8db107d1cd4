"""Identities between programs, decided as the checker does: function values are indeterminates.

SymPy would combine exp(x)*exp(x) into exp(2*x) and simplify beyond what rational functions of indeterminates show, so
exp, log, tanh, erf stand here as derivatives of opaque functions "$exp", ..., and an identity holds when the rational
function which remains after naming every value is zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sympy import Dummy, Integer, Symbol, cancel

from stability.algebra.jets import Jet
from stability.algebra.program import Program, exact_rational
from stability.clock import Time


def opaque(program: Program) -> list[Any]:
    """The outputs, with the values which the certificate states put in."""
    return [simplify_values(e, program) for e in program.expressions(opaque=True)]


def simplify_values(expression: Any, program: Program) -> Any:
    """Derivatives of the known functions by their values; rational values where the certificate has them."""
    samples = dict(program.values)
    samples.update({(f, k, a): Fraction(0) for f, k, a, sign in program.facts if sign == "zero" and a is not None})

    def value(jet: Any) -> Any:
        u = jet.argument
        if jet.function.startswith("$"):
            return _known(jet.function, jet.order, u)
        sample = samples.get((jet.function, jet.order, exact_rational(u, "u"))) if u.is_Rational else None
        return jet if sample is None else Integer(sample.numerator) / Integer(sample.denominator)

    return expression.replace(lambda e: isinstance(e, Jet), value)


def _known(function: str, order: int, u: Any) -> Any:
    """$exp, $log, $tanh, $erf and their derivatives up to order 2; $erf' stays an indeterminate."""
    here = Jet(function, 0, u)
    if u == (1 if function == "$log" else 0):
        here = Integer(function == "$exp")
    if order == 0 or function == "$exp":
        return here
    if function == "$log":
        return 1 / u if order == 1 else -1 / u**2
    if function == "$tanh":
        return 1 - here**2 if order == 1 else -2 * here * (1 - here**2)
    bell = Jet(function, 1, u)
    return bell if order == 1 else -2 * u * bell


def named(expression: Any, names: dict[Any, Any]) -> Any:
    """Every value f^(k)(u) as a symbol, the same for rationally equal u; the result is a rational function."""

    def symbol(jet: Any) -> Any:
        key = (jet.function, jet.order, cancel(jet.argument))
        return names.setdefault(key, Dummy(real=True))

    return expression.replace(lambda e: isinstance(e, Jet), symbol)


def is_zero(expression: Any) -> bool:
    return bool(cancel(named(expression, {})) == 0)


def symbols_of(program: Program) -> list[Any]:
    return [Symbol(name, real=True) for name in program.state]


def image(stages: Sequence[Program], start: Sequence[Any]) -> list[Any]:
    """The stages applied one after the other to expressions."""
    values = list(start)
    for stage in stages:
        put = dict(zip(symbols_of(stage), values, strict=True))
        values = [simplify_values(e.xreplace(put), stage) for e in opaque(stage)]
    return values


def vanishes(stages: Sequence[Program], curve: Program, time: Time) -> bool:
    """Whether every point of the curve is at rest."""
    start = opaque(curve)
    end = image(stages, start)
    return all(is_zero(e - s if time is Time.DISCRETE else e) for e, s in zip(end, start, strict=True))
