r"""Exact means over one standard variate: polynomials, exponentials, erf, sine, cosine, steps.

Writing x ~ N(0, 1) and u ~ U(-1, 1):

* E x^k = (k-1)!! and E u^k = 1/(k+1) for even k, else 0;
* E exp(a x^2 + b x + c) g(x) = s exp(c + b m/2) E g(m + s x), with s^2 = 1/(1-2a), m = b s^2, where 1 - 2a > 0;
* E x^k cos(c + d x) from E (x + i d)^k, and E x h(x) = E h'(x) for erf;
* E x^k H(a + b x) from the recursion M_k = t^(k-1) phi(t) + (k-1) M_(k-2) at the threshold t = -a/b.

A formula is used only where it is valid for all values of its parameters: exp(b u) integrates to sinh(b)/b, which has
no value at b = 0, so it needs b provably non-zero.  Otherwise the answer is None and the expectation stays a node.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Heaviside,
    I,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    cos,
    cosh,
    erf,
    erfc,
    erfi,
    exp,
    expand,
    expand_mul,
    factorial2,
    pi,
    sign,
    sin,
    sinh,
    sqrt,
)

from stability.errors import CannotSolve
from stability.expectation.variates import NORMAL, Variate

_SPECIAL = (erf, sin, cos, Heaviside)


def moment(kind: str, k: int) -> Expr:
    """E v^k of a standard variate.

    >>> moment("N", 4), moment("U", 4), moment("N", 3)
    (3, 1/5, 0)
    """
    if k % 2:
        return Integer(0)
    return factorial2(k - 1) if kind == NORMAL and k else Rational(1, k + 1) if kind != NORMAL else Integer(1)


def polynomial_mean(e: Expr, variates: Any) -> Expr:
    """E of a polynomial in the variates, its coefficients free of them."""
    group = tuple(variates)
    terms = []
    for term in Add.make_args(expand(e, power_base=False, power_exp=False, log=False, basic=False)):
        factor = term.as_independent(*group, as_Add=False)[0]
        powers = term.as_powers_dict()
        value = Mul(factor, *(moment(v.kind, int(powers[v])) for v in group if v in powers))
        terms.append(value)
    return Add(*terms)


def coefficients(e: Expr, v: Variate) -> dict[int, Expr] | None:
    """Coefficients of a polynomial in v by its power; None when it is none."""
    if not e.is_polynomial(v):
        return None
    found: dict[int, list[Expr]] = {}
    for term in Add.make_args(e.expand()):
        factor, dependent = term.as_independent(v, as_Add=False)
        power = 0 if dependent == 1 or term == 0 else 1 if dependent == v else int(dependent.exp)
        found.setdefault(power, []).append(term if power == 0 else factor)
    return {k: Add(*parts) for k, parts in found.items()}


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
    rule = _normal_mean if v.kind == NORMAL else _uniform_mean
    return rule(polynomial, exponent, special, v)


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
        new = _in_steps(base, v) if base.has(v) else None
        if new is not None:
            rule[factor] = new**power
        elif isinstance(base, Heaviside) and power > 1 and _slope_sign(base.args[0], v):
            rule[factor] = base
    return Mul(*(rule.get(f, f) for f in Mul.make_args(e))) if rule else e


def _in_steps(base: Expr, v: Variate) -> Expr | None:
    if isinstance(base, (sinh, cosh)):
        plus, minus = exp(base.args[0]), exp(-base.args[0])
        return (plus + minus) / 2 if isinstance(base, cosh) else (plus - minus) / 2
    if isinstance(base, erfc):
        return 1 - erf(base.args[0])
    if isinstance(base, (Max, Min)) and len(base.args) == 2:
        p, q = base.args
        step = Heaviside(p - q) if _slope_sign(p - q, v) else None
        if step is None:
            return None
        return q + (p - q) * step if isinstance(base, Max) else p - (p - q) * step
    if isinstance(base, (Abs, sign)) and _slope_sign(base.args[0], v):
        step = 2 * Heaviside(base.args[0]) - 1
        return base.args[0] * step if isinstance(base, Abs) else step
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


def _normal_mean(polynomial: Expr, exponent: dict[int, Expr], special: Any, v: Variate) -> Expr | None:
    a, b, c = (exponent.get(k, Integer(0)) for k in (2, 1, 0))
    width = 1 - 2 * a
    if width.is_positive is not True:
        return None
    if a == 0 and b == 0:
        return _mul(exp(c), _standard(polynomial, special, v))
    s, m = 1 / sqrt(width), b / width
    shifted = polynomial.xreplace({v: m + s * v})
    moved = None if special is None else (special[0], special[1] + special[2] * m, special[2] * s)
    return _mul(s * exp(c + b * m / 2), _standard(shifted, moved, v))


def _mul(factor: Expr, inner: Expr | None) -> Expr | None:
    return None if inner is None else factor * inner


def _standard(polynomial: Expr, special: Any, v: Variate) -> Expr | None:
    """E polynomial(x) special(x) for x ~ N(0, 1)."""
    parts = coefficients(polynomial, v)
    if parts is None:
        return None
    if special is None:
        return Add(*(c * moment(NORMAL, k) for k, c in parts.items()))
    rules = {erf: _normal_erf, cos: _normal_trig, sin: _normal_trig, Heaviside: _normal_step}
    return Add(*(c * rules[special[0]](k, *special) for k, c in parts.items()))


def _normal_erf(k: int, _: Any, a: Expr, b: Expr) -> Expr:
    """E x^k erf(a + b x), by E x h = E h'."""
    if k == 0:
        return erf(a / sqrt(1 + 2 * b**2))
    width = 1 + 2 * b**2
    s, m = 1 / sqrt(width), -2 * a * b / width
    x = Variate("N0_0", real=True)
    gauss = 2 * b / sqrt(pi) * s * exp(-(a**2) - a * b * m) * polynomial_mean((m + s * x) ** (k - 1), (x,))
    return gauss + ((k - 1) * _normal_erf(k - 2, _, a, b) if k > 1 else 0)


def _normal_trig(k: int, function: Any, c: Expr, d: Expr) -> Expr:
    """Real or imaginary part of e^{ic} e^{-d^2/2} E (x + i d)^k."""
    x = Variate("N0_0", real=True)
    real, imaginary = Integer(0), Integer(0)
    for term in Add.make_args(polynomial_mean((x + I * d) ** k, (x,)).expand()):
        factor, unit = term.as_independent(I, as_Add=False)
        real, imaginary = (real + factor, imaginary) if unit == 1 else (real, imaginary + factor)
    if function is cos:
        return exp(-(d**2) / 2) * (real * cos(c) - imaginary * sin(c))
    return exp(-(d**2) / 2) * (real * sin(c) + imaginary * cos(c))


def _normal_step(k: int, _: Any, a: Expr, b: Expr) -> Expr:
    """E x^k H(a + b x): the part of the line above (b > 0) or below (b < 0) the threshold t = -a/b."""
    t = -a / b
    above = _upper_moment(k, t)
    return above if b.is_positive is True else moment(NORMAL, k) - above


def _upper_moment(k: int, t: Expr) -> Expr:
    if k == 0:
        return (1 - erf(t / sqrt(2))) / 2
    density = exp(-(t**2) / 2) / sqrt(2 * pi)
    return t ** (k - 1) * density + ((k - 1) * _upper_moment(k - 2, t) if k > 1 else 0)


def _uniform_mean(polynomial: Expr, exponent: dict[int, Expr], special: Any, v: Variate) -> Expr | None:
    parts = coefficients(polynomial, v)
    a, b, c = (exponent.get(k, Integer(0)) for k in (2, 1, 0))
    if parts is None or (special is not None and (a != 0 or b != 0)):
        return None
    values = []
    for k, factor in parts.items():
        value = _uniform_exponential(k, a, b) if special is None else _uniform_special(k, *special)
        if value is None:
            return None
        values.append(factor * value)
    return exp(c) * Add(*values)


def _uniform_exponential(k: int, a: Expr, b: Expr) -> Expr | None:
    """E u^k exp(a u^2 + b u)."""
    if a == 0 and b == 0:
        return moment("U", k)
    if a == 0:
        if b.is_zero is not False:
            return None
        edge = (sinh(b) if k % 2 == 0 else cosh(b)) / b
        return edge if k == 0 else edge - k / b * _known(_uniform_exponential(k - 1, a, b))
    if a.is_positive is not True and a.is_negative is not True:
        return None
    if k == 0:
        s = sqrt(a) if a.is_positive is True else sqrt(-a)
        shape, shift = (erfi, b / (2 * s)) if a.is_positive is True else (erf, -b / (2 * s))
        return exp(-(b**2) / (4 * a)) * sqrt(pi) / (4 * s) * (shape(s + shift) + shape(s - shift))
    # 2a E u^k e = [u^(k-1) e]/2 - b E u^(k-1) e - (k-1) E u^(k-2) e
    edge = (exp(a + b) - (-1) ** (k - 1) * exp(a - b)) / 2
    lower = b * _known(_uniform_exponential(k - 1, a, b))
    if k > 1:
        lower += (k - 1) * _known(_uniform_exponential(k - 2, a, b))
    return (edge - lower) / (2 * a)


def _known(value: Expr | None) -> Expr:
    """The recursion of a valid formula is valid: None cannot occur."""
    if value is None:
        raise CannotSolve("an exact moment", "a recursion left its domain", "the expectation as a node")
    return value


def _uniform_special(k: int, function: Any, c: Expr, d: Expr) -> Expr | None:
    if function is Heaviside:
        return _uniform_step(k, c, d)
    if d.is_zero is not False:
        return None
    if function is erf:
        edge = (erf(c + d) - (-1) ** (k + 1) * erf(c - d)) / 2
        inner = _uniform_exponential(k + 1, -(d**2), -2 * c * d)
        return None if inner is None else (edge - 2 * d / sqrt(pi) * exp(-(c**2)) * inner) / (k + 1)
    partner = sin if function is cos else cos
    turn = 1 if function is cos else -1
    edge = turn * (partner(c + d) - (-1) ** k * partner(c - d)) / (2 * d)
    if k == 0:
        return edge
    lower = _uniform_special(k - 1, partner, c, d)
    return None if lower is None else edge - turn * k / d * lower


def _uniform_step(k: int, a: Expr, b: Expr) -> Expr | None:
    """E u^k H(a + b u), for a threshold t = -a/b whose place relative to [-1, 1] is known."""
    t = -a / b
    if (t - 1).is_nonnegative is True:
        above: Expr = Integer(0)
    elif (t + 1).is_nonpositive is True:
        above = moment("U", k)
    elif (t - 1).is_nonpositive is True and (t + 1).is_nonnegative is True:
        above = (1 - t ** (k + 1)) / (2 * (k + 1))
    else:
        return None
    return above if b.is_positive is True else moment("U", k) - above
