"""Exact means over one standard variate: polynomials, exponentials, erf, sine, cosine, steps.

Here an integrand is brought into the form p(v) exp(q(v)) s(v); the formulas are those of the base laws, in
``standard/``.  A formula is used only where it is valid for all values of its parameters; otherwise the answer is None
and the expectation stays a node.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    expand_mul,
    sign,
    sin,
    sinh,
)

from stability.expectation.standard.polynomials import coefficients
from stability.expectation.variates import Variate

_SPECIAL = (erf, sin, cos, Heaviside)


def mean(e: Expr, v: Variate) -> Expr | None:
    """E over the one variate v of a product; None when no rule of this module is valid."""
    rewritten = _rewrite(e, v)
    if rewritten != e:
        total = expand_mul(rewritten)
        parts = [_constant_out(term, v) for term in Add.make_args(total)]
        return None if any(p is None for p in parts) else Add(*parts)
    split = _factors(e, v)
    if split is None:
        return None
    polynomial, exponent, special = split
    found: Expr | None = v.law.mean(polynomial, exponent, special, v)
    return found


def _constant_out(term: Expr, v: Variate) -> Expr | None:
    factor, dependent = term.as_independent(v, as_Add=False)
    if dependent == 1:
        return factor
    inner = mean(dependent, v)
    return None if inner is None else factor * inner


def _rewrite(e: Expr, v: Variate) -> Expr:
    """sinh, cosh, erfc, and kinks with a slope of known sign, through exp, erf and the step H."""
    rule: dict[Expr, Expr] = {}
    for factor in Mul.make_args(e):
        base = factor.base if isinstance(factor, Pow) and factor.exp.is_Integer and factor.exp > 0 else factor
        power = factor.exp if base is not factor else Integer(1)
        new = _in_steps(base, v, power) if base.has(v) else None
        if new is not None:
            rule[factor] = new
        elif isinstance(base, Heaviside) and power > 1 and _slope_sign(base.args[0], v):
            rule[factor] = base
    if not rule:
        return e
    # a step to any power is the step, but where its argument vanishes, which has probability 0
    known = {n for new in rule.values() for n in new.atoms(Heaviside)}
    product = Mul(*(rule.get(f, f) for f in Mul.make_args(e)))
    return product.replace(lambda n: isinstance(n, Pow) and n.base in known, lambda n: n.base)


def _in_steps(base: Expr, v: Variate, power: Any) -> Expr | None:
    if isinstance(base, (sinh, cosh)):
        plus, minus = exp(base.args[0]), exp(-base.args[0])
        return ((plus + minus) / 2 if isinstance(base, cosh) else (plus - minus) / 2) ** power
    if isinstance(base, erfc):
        return (1 - erf(base.args[0])) ** power
    if isinstance(base, (Max, Min)) and len(base.args) == 2:
        p, q = base.args if base.args[0] != 0 else base.args[::-1]
        step = Heaviside(p - q) if _slope_sign(p - q, v) else None
        if step is None:
            return None
        gap = p**power - q**power
        return q**power + gap * step if isinstance(base, Max) else p**power - gap * step
    if isinstance(base, (Abs, sign)) and _slope_sign(base.args[0], v):
        step = 2 * Heaviside(base.args[0]) - 1 if power % 2 else Integer(1)
        return base.args[0] ** power * step if isinstance(base, Abs) else step
    return None


def _slope_sign(g: Expr, v: Variate) -> int:
    """The provable sign of b in g = a + b v; 0 when g is not affine or the sign is unknown."""
    parts = coefficients(g, v)
    if parts is None or max(parts) != 1:
        return 0
    return 1 if parts[1].is_positive is True else -1 if parts[1].is_negative is True else 0


def _factors(e: Expr, v: Variate) -> tuple[Expr, dict[int, Expr], Any] | None:
    """(polynomial, coefficients of the exponent, special factor or None)."""
    polynomial: list[Expr] = []
    exponents: list[Expr] = []
    special: list[Expr] = []
    for factor in Mul.make_args(e):
        if isinstance(factor, exp):
            exponents.append(factor.args[0])
        elif factor.is_polynomial(v):
            polynomial.append(factor)
        elif factor.func in _SPECIAL:
            special.append(factor)
        else:
            return None
    exponent = coefficients(Add(*exponents), v)
    if exponent is None or max(exponent) > 2 or len(special) > 1:
        return None
    if special:
        argument = coefficients(special[0].args[0], v)
        if argument is None or max(argument) != 1:
            return None
        if isinstance(special[0], Heaviside) and not _slope_sign(special[0].args[0], v):
            return None
        return Mul(*polynomial), exponent, (special[0].func, argument.get(0, Integer(0)), argument[1])
    return Mul(*polynomial), exponent, None
