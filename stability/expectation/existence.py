r"""Where an expectation exists: E|g(X, theta)| < infinity, and g real almost surely.

A bound |g| <= M of ``majorant`` shows it, under conditions on the parameters when M holds exp(b x^2): E exp(b x^2) is
finite exactly where 1 - 2b > 0.  When g is a polynomial times such an exponential the conditions are also necessary,
so that the expectation has no value where one fails; for other integrands a failing condition decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import Expr, Mul, exp

from stability.algebra.conditions.domain import is_defined
from stability.errors import NotApplicable
from stability.expectation.bounds import NoMajorant
from stability.expectation.majorant import majorant
from stability.expectation.variates import Variate, readable


@dataclass(frozen=True)
class Existence:
    """conditions: expressions in the parameters; the expectation exists where all are positive.  necessary: it exists
    nowhere else."""

    conditions: tuple[Expr, ...] = ()
    necessary: bool = True


@lru_cache(maxsize=4096)
def existence(integrand: Expr, variates: tuple[Variate, ...]) -> Existence:
    """Where E g exists.

    >>> from sympy import symbols
    >>> from stability.expectation.variates import variate
    >>> x, psi = variate("N", 1, 0), symbols("psi", real=True)
    >>> existence(x**2 * exp(psi*x**2), (x,))
    Existence(conditions=(1 - 2*psi,), necessary=True)

    Raises NotApplicable where no bound is known for any value of the parameters.
    """
    try:
        conditions = majorant(integrand, variates).conditions
    except NoMajorant as reason:
        raise _unknown(integrand, f"no bound shows that it is finite: {reason}") from None
    for part in Mul.make_args(integrand):
        if part.has_free(*variates) and not is_defined(part, ()):
            raise _unknown(integrand, f"whether {readable(part)} is real for almost every value is not known")
    return Existence(conditions, not conditions or _polynomial_times_exponential(integrand, variates))


def _polynomial_times_exponential(integrand: Expr, variates: tuple[Variate, ...]) -> bool:
    """p(x) exp(q(x)), p and q polynomials."""
    return all(
        f.is_polynomial(*variates) or (isinstance(f, exp) and f.args[0].is_polynomial(*variates))
        for f in Mul.make_args(integrand)
    )


def _unknown(integrand: Expr, found: str) -> NotApplicable:
    return NotApplicable(
        f"the expectation of {readable(integrand)}",
        found,
        "an integrand that grows slower than the density decays, or parameters with a declared sign that makes it so",
    )
