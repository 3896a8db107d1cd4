"""Equations that hold expectations: signs, the square that a generator's equations add up to, enclosures, starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any

import numpy as np
from flint import arb
from sympy import Expr, Integer, Mul, Poly, Symbol, lambdify

from stability.algebra.conditions import sign_set
from stability.algebra.systems.balls import Ball
from stability.algebra.systems.forms import Factor, canonical, quotient
from stability.errors import CannotSolve, NotApplicable
from stability.expectation import Expectation, ball, quadrature

#: Nodes of the quadratures that propose candidates: a zero of the first that is none of the second is an artefact.
#: What the others are worth is decided in ball arithmetic.
_ORDER, _SECOND = 48, 81
#: Relative change below which a candidate's residual counts as the same for both.
_SAME = 1e-6
#: Digits of the enclosures: as many as the working precision of the boxes holds.
_DIGITS = 25
_FEW = 6
#: Steps of Newton's method in floats, and the residual at which it has converged.
_STEPS, _RESIDUAL = 60, 1e-11
_GRID = (0.0, 1.0, -1.0, 0.3, -0.3, 3.0, -3.0)
_STARTS = 343


def almost_sure_sign(e: Any, assumptions: tuple[Any, ...] = ()) -> int:
    """1 or -1 when E g is certainly positive or negative because g has that sign almost surely; 0 when not known.

    A product of factors of one sign and of even powers of the variates, which vanish at isolated points only.
    """
    if not isinstance(e, Expectation):
        return 0
    result = 1
    for factor in Mul.make_args(e.integrand):
        base, exponent = factor.as_base_exp()
        if base in e.variates and exponent.is_Integer and exponent > 0 and exponent % 2 == 0:
            continue
        signs = sign_set(factor, assumptions)
        if len(signs) != 1 or 0 in signs:
            return 0
        result *= next(iter(signs))
    return result


def _weight_and_polynomial(integrand: Expr, variates: Sequence[Any]) -> tuple[Expr, Expr] | None:
    """g = weight * polynomial, the polynomial in symbols and variates alone."""
    form = quotient(integrand)
    polynomial: Expr = Integer(1)
    for factor, power in zip(form.factors, form.multiplicities, strict=True):
        if not factor.kernels:
            polynomial *= factor.expr**power
    return canonical(integrand / polynomial), polynomial


def _definite(weight: Expr, given: tuple[Any, ...]) -> bool:
    form = quotient(weight)
    return all(len(s := sign_set(f.expr, given)) == 1 and 0 not in s for f in (*form.factors, *form.denominators))


def squares(
    rows: Iterable[tuple[Factor, ...]], states: set[Any], given: tuple[Any, ...]
) -> tuple[list[tuple[Factor, ...]], Expr, list[Expr]] | None:
    """Rows E[w m_i q] = 0 whose combination is E[w q^2] = 0, w of one sign: then q vanishes almost surely.

    Returned: the rows, q, and its coefficients in the variates, which say the same as the rows together.  A generator
    that can move all its points along its own discriminator's slope gives such equations.
    """
    nodes = [(row, row[0].expr) for row in rows if len(row) == 1 and isinstance(row[0].expr, Expectation)]
    parts = []
    for row, node in nodes:
        split = _weight_and_polynomial(node.integrand, node.variates)
        if split is not None and _definite(split[0], given):
            parts.append((row, node.variates, *split))
    for _, variates, weight, polynomial in parts:
        group = [(p[0], p[3]) for p in parts if p[1] == variates and quotient(p[2] - weight).zero]
        for q in (f.expr for f in quotient(polynomial).factors):
            if not (q.free_symbols & set(variates) and q.free_symbols & states):
                continue
            found = _spanned(q, group, variates)
            if found is not None:
                return found, q, [c for c in Poly(q, *variates).coeffs() if c != 0]
    return None


def _spanned(q: Expr, group: list[tuple[Any, Expr]], variates: Sequence[Any]) -> list[Any] | None:
    """The rows m_i q with m_i a monomial in the variates, if these monomials include those of q."""
    monomials = {}
    for row, polynomial in group:
        rest = canonical(polynomial / q)
        if rest.is_polynomial(*variates) and not rest.free_symbols - set(variates):
            terms = Poly(rest, *variates).terms()
            if len(terms) == 1:
                monomials[terms[0][0]] = row
    if not set(Poly(q, *variates).monoms()) <= set(monomials):
        return None
    return list(monomials.values())


def enclosure(node: Any, symbols: Sequence[Any]) -> Callable[[Sequence[Ball]], Ball]:
    """E g as a function of balls for the symbols."""

    def value(balls: Sequence[Ball]) -> Ball:
        given = {s: b for s, b in zip(symbols, balls, strict=True) if s in node.free_symbols}
        wide = max((float(b.rad()) for b in given.values()), default=0.0)
        # More digits than the arguments have would only make the quadrature subdivide in vain.
        digits = _DIGITS if wide == 0 else min(_DIGITS, max(_FEW, -int(np.log10(wide))))
        try:
            return ball(node, given, digits)
        except (CannotSolve, NotApplicable):
            return arb("nan")  # not finite: proves nothing

    return value


def float_limits(equations: Sequence[Any], free: Sequence[Symbol]) -> Iterator[tuple[float, ...]]:
    """Distinct limits of Newton's method in floats for the quadrature of the equations; candidates, nothing more."""
    n = len(free)
    try:
        function, second = (_compiled(equations[:n], free, order) for order in (_ORDER, _SECOND))
    except (NotApplicable, CannotSolve):
        return
    found: list[Any] = []
    for start in islice(product(_GRID, repeat=n), _STARTS):
        reached = _newton(function, np.array(start), n)
        if reached is None or any(np.allclose(reached, f, atol=1e-6) for f in found):
            continue
        found.append(reached)
        other = _newton(second, reached, n)
        if other is not None and np.allclose(reached, other, rtol=_SAME, atol=_SAME):
            yield tuple(float(v) for v in reached)


def _compiled(equations: Sequence[Any], free: Sequence[Symbol], order: int) -> Any:
    """Values and slopes of the quadrature, in one flat list."""
    sums = [quadrature(e, order) for e in equations]
    slopes = [quadrature(e.diff(s), order) for e in equations for s in free]
    return lambdify(free, [*sums, *slopes], ["scipy", "numpy"], cse=True)  # NumPy has no erf


def _newton(function: Any, at: Any, n: int) -> Any:
    """A zero of the quadrature, with halved steps where a full one does not help; None without convergence."""
    with np.errstate(all="ignore"):
        values = np.asarray(function(*at), dtype=float)
        for _ in range(_STEPS):
            residual, slope = values[:n], values[n:].reshape(n, n)
            if not np.all(np.isfinite(values)):
                return None
            if np.max(np.abs(residual)) < _RESIDUAL:
                # A flat tail also has a small residual: there Newton's step stays long.
                return at if _step_length(slope, residual) < 1e-6 * (1 + np.max(np.abs(at))) else None
            step = np.linalg.lstsq(slope, residual, rcond=None)[0]
            for _ in range(12):
                values = np.asarray(function(*(at - step)), dtype=float)
                if np.all(np.isfinite(values)) and np.max(np.abs(values[:n])) < np.max(np.abs(residual)):
                    break
                step = step / 2
            at = at - step
    return None


def _step_length(slope: Any, residual: Any) -> float:
    return float(np.max(np.abs(np.linalg.lstsq(slope, residual, rcond=None)[0])))


__all__ = ["almost_sure_sign", "enclosure", "float_limits", "squares"]
