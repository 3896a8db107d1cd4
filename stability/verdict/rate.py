"""Eigenvalues in closed form, and the exponential rate they give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Abs, Float, Max, Min, Piecewise, Poly, cancel, factor_list, fraction, sqrt, sympify, together
from sympy.polys.polyerrors import PolynomialError

from stability.algebra.conditions import sign_set
from stability.algebra.exact import exact
from stability.algebra.factors import factor_pairs
from stability.algebra.names import Internal
from stability.algebra.systems.forms import quotient
from stability.clock import Time
from stability.region import possible_signs

_Z = Internal("z")
#: Operations of a polynomial beyond which flint factors it: SymPy need not end.
LONG = 400


def closed_form_eigenvalues(coefficients: tuple[Any, ...]) -> tuple[tuple[Any, int], ...] | None:
    """(eigenvalue, multiplicity) of a monic polynomial (1, a_{n-1}, ..., a_0) whose factors have degree at most 2.

    None when an irreducible factor over the rationals (and parameters) has a higher degree.

    >>> from sympy import symbols
    >>> c = symbols("c", positive=True)
    >>> closed_form_eigenvalues((1, 0, c**2))
    ((I*c, 1), (-I*c, 1))
    """
    found: list[tuple[Any, int]] = []
    for factor, multiplicity in _factors(coefficients):
        polynomial = Poly(factor, _Z)
        if polynomial.degree() > 2:
            return None
        found += [(root, multiplicity) for root in _roots(polynomial.all_coeffs())]
    return tuple(found)


def _factors(coefficients: tuple[Any, ...]) -> list[tuple[Any, int]]:
    """Irreducible factors that hold z; functions of parameters such as exp(-c^2) are indeterminates of their own."""
    expression = Poly([exact(c, "a coefficient") for c in coefficients], _Z).as_expr()
    try:
        if expression.count_ops() > LONG:
            raise PolynomialError("left to flint")
        return [(f, int(m)) for f, m in factor_list(expression, _Z)[1]]
    except PolynomialError:
        form = quotient(expression)
        pairs = zip(form.factors, form.multiplicities, strict=True)
        return [(f.expr, m) for f, m in pairs if f.expr.has(_Z)]


def _roots(c: list[Any]) -> list[Any]:
    if len(c) == 2:
        return [cancel(-c[1] / c[0])]
    centre, spread = discriminant(c)
    root = square_root(spread)
    return [centre + root, centre - root]


def square_root(value: Any) -> Any:
    """One of the two square roots, with square factors taken out: -c^2 gives I c, not I |c|."""
    outside, inside = square_parts(value)
    return outside * sqrt(inside)


def square_parts(value: Any) -> tuple[Any, Any]:
    """(a, b) with value = a^2 b and b without square factors."""
    numerator, denominator = fraction(together(value))
    constant, factors = factor_pairs(numerator * denominator)
    rational, radical = sqrt(Abs(constant)).as_coeff_Mul()
    outside, inside = rational, radical**2 * (1 if constant >= 0 else -1)
    for factor, power in factors:
        outside *= factor ** (power // 2)
        inside *= factor ** (power % 2)
    return cancel(outside / denominator), inside.expand()


def discriminant(c: list[Any]) -> tuple[Any, Any]:
    """(m, d) with the roots of a z^2 + b z + c at m +- sqrt(d)."""
    return cancel(-c[1] / (2 * c[0])), (c[1] ** 2 / (4 * c[0] ** 2) - c[2] / c[0]).expand().factor()


def rate(coefficients: tuple[Any, ...], time: Time, assumptions: Iterable[Any]) -> Any:
    """Minus the spectral abscissa (flow) or the spectral radius (map) of a polynomial with parameters; None if unknown.

    >>> from sympy import symbols
    >>> g = symbols("gamma", positive=True)
    >>> rate((1, g, 1), Time.CONTINUOUS, [])
    Piecewise((gamma/2, (gamma - 2)*(gamma + 2) <= 0), (gamma/2 - sqrt(gamma**2 - 4)/2, True))
    """
    given = tuple(assumptions)
    if any(c.has(Float) for c in map(sympify, coefficients)):
        return None  # decimals of a Jacobian that is known by balls
    if len(coefficients) == 3:
        return _planar(tuple(exact(c, "a coefficient") for c in coefficients), time, given)
    factors = [Poly(f, _Z).monic().all_coeffs() for f, _ in _factors(coefficients)]
    if any(len(c) > 3 for c in factors):
        return None
    flow = time is Time.CONTINUOUS
    rates = [_planar(tuple(c), time, given) if len(c) == 3 else (c[1] if flow else Abs(c[1])) for c in factors]
    return Min(*rates) if flow else Max(*rates)


def modulus(spread: Any) -> Any:
    """The non-negative square root of a discriminant where it is non-negative."""
    outside, inside = square_parts(spread)
    return Abs(outside) * sqrt(inside)


def _planar(coefficients: tuple[Any, ...], time: Time, given: tuple[Any, ...]) -> Any:
    centre, spread = discriminant(list(coefficients))
    if time is Time.CONTINUOUS:
        complex_rate, real_rate = -centre, -centre - modulus(spread)
    else:
        complex_rate, real_rate = sqrt(coefficients[2].expand()), Abs(centre.expand()) + modulus(spread)
    # An open sign costs no more than a Piecewise; the solver is worth its time on short discriminants only.
    signs = possible_signs(spread, given) if spread.count_ops() <= 40 else sign_set(spread, given)
    if 1 not in signs:
        return complex_rate
    return real_rate if -1 not in signs else Piecewise((complex_rate, spread <= 0), (real_rate, True))
