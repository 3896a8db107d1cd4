r"""Certified enclosures of expressions that hold expectations.

E g over one N(0, 1) variate is the integral of g(x) phi(x) over [-R, R], by rigorous adaptive quadrature with complex
balls, plus a ball that contains the two tails, from the majorant of g.  Uniform variates need no tail.  A node over
several normal variates is first rotated: when everything that is not polynomial depends on one linear form a.x only,
the other directions are polynomial and integrate exactly, and one dimension remains.

Reference: F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic", ICMS 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product as cartesian
from math import ceil, log2
from typing import Any

from flint import acb, arb, ctx
from sympy import Add, Expr, Float, Integer, Mul, expand_mul, sqrt
from sympy.core.function import AppliedUndef

from stability.algebra.exact import exact, shorten
from stability.algebra.jets import Jet
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation.bounds import NoMajorant, Numeric, absolute_mass, tail
from stability.expectation.evaluate import Ball, compile_ball
from stability.expectation.majorant import majorant
from stability.expectation.standard.polynomials import polynomial_mean
from stability.expectation.variates import Variate, readable

_ROUNDS = 4  # precision doublings before giving up
_EVALUATIONS = 20_000  # per one-dimensional integral; smooth integrands at 50 digits take a few hundred


def ball(expression: Any, values: Mapping[Any, Any] | None = None, digits: int = 30) -> Any:
    """An ``arb`` that contains the value of ``expression``; its radius is at most 10^-digits * max(1, |value|).

    values: exact numbers for the free symbols, or ``arb`` boxes (then the radius also reflects the boxes).

    >>> from sympy import log, exp, symbols
    >>> from stability.expectation import Normal, expectation
    >>> psi, x = symbols("psi x", real=True)
    >>> loss = expectation(log(1 + exp(psi*x)), x, Normal(0, 1))
    >>> print(ball(loss, {psi: 1}, digits=20).str(20, radius=False))
    0.80605918334743978453

    Raises BadInput for missing values and abstract functions, NotApplicable when no bound of a tail is known (the
    expectation may not exist), CannotSolve when the precision is not reached.
    """
    given = dict(values or {})
    exact_values = {k: exact(v, f"the value of {k}") for k, v in given.items() if not isinstance(v, arb)}
    boxes = {k: acb(v) for k, v in given.items() if isinstance(v, arb)}
    target = exact(expression, "an expression to enclose").xreplace(exact_values)
    _check(target, set(boxes))
    return _enclose(target, boxes, digits)


def _check(target: Expr, known: set[Any]) -> None:
    missing = sorted(target.free_symbols - known, key=str)
    if missing:
        raise BadInput("a number", f"no value for {', '.join(map(str, missing))}", f"values={{{missing[0]}: ...}}")
    if target.has(Jet, AppliedUndef):
        raise BadInput(
            "a number", f"an abstract function in {shorten(target)}", "instantiate it with a given function first"
        )


def _enclose(target: Expr, boxes: dict[Any, Any], digits: int) -> Any:
    wanted = arb(10) ** -digits
    precision = ceil(digits * log2(10)) + 20
    value: Any = None
    for _ in range(_ROUNDS):
        with ctx.workprec(precision):
            found = compile_ball(target, lambda node: _node(node, digits + 2))(boxes, False)
            value = found.real
            if not found.imag.contains(0):
                raise BadInput(
                    "a real value", f"{shorten(target)} is not real there", "check the arguments of log and sqrt"
                )
            if value.is_finite() and (boxes or value.rad() <= (abs(value).max(arb(1)) * wanted).lower()):
                return value
        precision *= 2
    raise CannotSolve(
        f"{digits} digits of {shorten(target)}",
        f"only {value} after {_ROUNDS} rounds",
        "fewer digits, or a smoother integrand",
        (f"its value lies in {value}",) if value.is_finite() else (),
    )


@lru_cache(maxsize=1024)
def enclosure(expression: Expr, bits: int) -> Any:
    """``ball`` to about ``bits`` bits; remembered, because exact work asks for the same constant again and again."""
    return ball(expression, digits=ceil(bits / log2(10)))


def float_of(expression: Expr, precision: int) -> Any:
    """A SymPy Float with about ``precision`` correct bits; None for values that cannot be enclosed."""
    try:
        digits = max(15, ceil(precision / log2(10)))
        value = ball(expression, digits=digits)
    except (NotApplicable, CannotSolve, BadInput):
        return None
    return Float(value.mid().str(digits + 5, radius=False), precision=precision)


def _node(node: Any, digits: int) -> Ball:
    integrand, group = rotate(node.integrand, node.variates)
    if not group:
        return compile_ball(integrand, lambda inner: _node(inner, digits))
    body = compile_ball(integrand, lambda inner: _node(inner, digits))
    normals = sum(not v.law.compact for v in group)

    def value(env: dict[Any, Any], analytic: bool) -> Any:
        if normals and any(isinstance(k, Variate) and integrand.has_free(k) for k in env):
            raise NotApplicable(
                "certified enclosures of nested expectations", shorten(node), "quadrature(expression, order)"
            )
        cut, rest = _cut(integrand, group, env, digits) if normals else (0, arb(0))
        return _iterate(body, group, 0, dict(env), analytic, cut) + acb(arb(0, rest.upper()) if rest else arb(0))

    return value


def _cut(integrand: Expr, group: tuple[Variate, ...], env: dict[Any, Any], digits: int) -> tuple[int, Any]:
    """R, and an upper bound of the integral of |g| phi outside the cube [-R, R]^n."""
    scale = Numeric(lambda e: compile_ball(e)(env, False).real)
    n = sum(not v.law.compact for v in group)
    try:
        bound = majorant(integrand, group, scale)
        mass = absolute_mass(bound) if n > 1 else arb(1)
    except NoMajorant as reason:
        raise NotApplicable(
            f"the expectation of {readable(integrand)}",
            f"no bound for its tails: {reason}",
            "parameters at which it exists, and an integrand that grows slower than the density decays",
        ) from None
    small = arb(10) ** -digits
    cut = 2
    while cut < 2**16:
        outside = tail(bound, cut)
        if outside is not None:
            total = bound.c * n * outside * mass ** (n - 1)
            if total < small:
                return cut, total
        cut += 1 if cut < 64 else cut // 2
    raise NotApplicable(
        f"the expectation of {readable(integrand)}",
        "it grows as fast as the normal density decays",
        "parameters at which it exists",
    )


def _iterate(body: Ball, group: tuple[Variate, ...], place: int, env: dict[Any, Any], analytic: bool, cut: int) -> Any:
    """The iterated integral over the variates from ``place`` on; inner integrals stay holomorphic."""
    if place == len(group):
        return body(env, analytic)
    v = group[place]
    law = v.law
    end = 1 if law.compact else cut

    def integrand(z: Any, flag: bool) -> Any:
        return law.density(z, flag) * _iterate(body, group, place + 1, {**env, v: z}, flag or analytic, cut)

    middle = acb(0)  # a break at 0: kinks and symmetric peaks sit there
    tolerance = arb(2) ** (10 - ctx.prec)
    return acb.integral(
        integrand, acb(-end), middle, rel_tol=tolerance, abs_tol=tolerance, eval_limit=_EVALUATIONS
    ) + acb.integral(integrand, middle, acb(end), rel_tol=tolerance, abs_tol=tolerance, eval_limit=_EVALUATIONS)


def rotate(integrand: Expr, variates: tuple[Variate, ...]) -> tuple[Expr, tuple[Variate, ...]]:
    """The same integral with fewer normal variates, where all that is not polynomial depends on one a.x only.

    An orthogonal change of variables keeps the standard normal law.  The numbers a must be exact.
    """
    normal = tuple(v for v in variates if v.law.rotational)
    if len(normal) < 2:
        return integrand, variates
    hard = _hard_arguments(integrand, normal)
    direction = next((a for p in hard if (a := _direction(p, normal)) is not None), None)
    if direction is None or any(not _along(p, direction, normal) for p in hard):
        return integrand, variates
    turned = _expand_inside(integrand.xreplace(_reflection(direction, normal)), normal)
    total = []
    for term in Add.make_args(expand_mul(turned)):
        rest, factor = term.as_independent(*normal[1:], as_Add=False)
        if not factor.is_polynomial(*normal[1:]):
            return integrand, variates
        total.append(rest * polynomial_mean(factor, normal[1:]))
    result = Add(*total)
    return result, tuple(v for v in variates if result.has_free(v))


def _hard_arguments(e: Expr, normal: tuple[Variate, ...]) -> list[Expr]:
    """Largest polynomial expressions below a function that is not polynomial."""
    if e.is_polynomial(*normal):
        return []
    found: list[Expr] = []
    for arg in e.args:
        if not arg.has_free(*normal):
            continue
        if arg.is_polynomial(*normal):
            found += [] if isinstance(e, (Add, Mul)) else [arg]
        else:
            found += _hard_arguments(arg, normal)
    return found


def _direction(p: Expr, normal: tuple[Variate, ...]) -> tuple[Expr, ...] | None:
    """A non-zero gradient of p at a small integer point, if its entries are exact numbers."""
    gradient = [p.diff(v) for v in normal]
    for point in cartesian((0, 1, 2), repeat=min(len(normal), 3)):
        values = {v: Integer(point[i % len(point)]) for i, v in enumerate(normal)}
        found = tuple(g.xreplace(values) for g in gradient)
        if any(g.free_symbols for g in found):
            return None
        if any(g.is_zero is False for g in found):
            return found
    return None


def _along(p: Expr, a: tuple[Expr, ...], normal: tuple[Variate, ...]) -> bool:
    pivot = next(i for i, c in enumerate(a) if c.is_zero is False)
    slope = p.diff(normal[pivot])
    return all((a[pivot] * p.diff(v) - a[i] * slope).expand() == 0 for i, v in enumerate(normal))


def _reflection(a: tuple[Expr, ...], normal: tuple[Variate, ...]) -> dict[Any, Expr]:
    """x = H y with H the Householder reflection that maps e_1 to a/|a|."""
    length = sqrt(Add(*(c**2 for c in a)))
    w = [c / length - (1 if i == 0 else 0) for i, c in enumerate(a)]
    norm = Add(*(c**2 for c in w)).expand()
    if norm == 0:
        return {v: v for v in normal}
    inner = Add(*(c * v for c, v in zip(w, normal, strict=True)))
    return {v: (v - 2 * c * inner / norm).expand() for c, v in zip(w, normal, strict=True)}


def _expand_inside(e: Expr, normal: tuple[Variate, ...]) -> Expr:
    """Expand the polynomial subexpressions, with surds brought to simplest form, so that directions cancel."""
    if not e.has_free(*normal):
        return e
    if e.is_polynomial(*normal):
        parts: dict[Any, list[Expr]] = {}
        for term in Add.make_args(e.expand()):
            factor, power = term.as_independent(*normal, as_Add=False)
            parts.setdefault(power, []).append(factor)
        return Add(*(_simplest(Add(*factors)) * power for power, factors in parts.items()))
    return e.func(*(_expand_inside(a, normal) for a in e.args))


def _simplest(c: Expr) -> Expr:
    return c.radsimp().expand() if c.is_algebraic and not c.is_Rational else c
