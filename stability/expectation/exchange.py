r"""When d/ds and the integral may change places.

Dominated convergence: if g(x, s) is absolutely continuous in s for almost every x and |dg/ds| <= M(x) for all s near
s_0, with M integrable, then d/ds E g = E dg/ds near s_0.  Here M is one of

* the maximum over a compact set: every variate is uniform, and dg/ds is bounded on [-1, 1]^k, locally uniformly in s;
* C (1 + |x|)^d, integrable because normal moments are finite;
* C (1 + |x|)^d exp(a |x|), integrable because the normal law has exponential moments of every order;
* C (1 + |x|)^d exp(a |x| + b x^2) with 2b < 1 on a stated open set of parameters.

The constants are continuous in the parameters where the coefficients of the integrand are.  Jumps whose place depends
on s are refused: there the derivative of the integrand misses a part of the derivative of the integral.

Reference: any text on integration, "differentiation of parameter-dependent integrals".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sympy import (
    Abs,
    DiracDelta,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Piecewise,
    Poly,
    Pow,
    Symbol,
    ceiling,
    floor,
    nan,
    oo,
    sign,
    zoo,
)

from stability.errors import NotApplicable
from stability.expectation.bounds import Majorant, NoMajorant
from stability.expectation.existence import existence
from stability.expectation.majorant import majorant
from stability.expectation.variates import Variate, readable

_DEPTH = 8  # symbols set to zero one after the other; each may double the work
JUMPS = (sign, Heaviside, DiracDelta, floor, ceiling, Piecewise)


@dataclass(frozen=True)
class Justification:
    """argument: which bound dominates; hypotheses: what it assumes about abstract functions; conditions: expressions
    that must be positive for the bound to be integrable."""

    argument: str
    hypotheses: tuple[str, ...] = ()
    conditions: tuple[Expr, ...] = ()

    def __str__(self) -> str:
        extra = [*self.hypotheses, *(f"{c} > 0" for c in self.conditions)]
        return self.argument + (f"; assuming {', '.join(extra)}" if extra else "")


@lru_cache(maxsize=4096)
def justify(integrand: Expr, variates: tuple[Variate, ...], s: Symbol) -> Justification:
    """Why d/ds E g = E dg/ds; NotApplicable when no reason was found.

    >>> from sympy import exp, log, symbols
    >>> from stability.expectation.variates import variate
    >>> x, psi = variate("N", 1, 0), symbols("psi", real=True)
    >>> print(justify(log(1 + exp(psi*x)), (x,), psi))
    dominated by C*(1 + |x|), whose normal moments are finite
    """
    return justify_derivative(integrand, integrand.diff(s), variates, s)


def justify_derivative(integrand: Expr, derivative: Expr, variates: tuple[Variate, ...], s: Symbol) -> Justification:
    """The same, for a caller who has the derivative of the integrand already."""
    asked = f"d/d{s} under the integral"
    group = tuple(variates)
    _refuse_kinks(integrand, group, s, asked)
    try:
        bound = majorant(derivative, group)
    except NoMajorant as reason:
        raise NotApplicable(
            asked,
            f"no dominating function for the derivative of {readable(integrand)}: {reason}",
            "an integrand whose denominators and logarithms stay away from 0, such as log(1 + exp(t)), and "
            "that grows slower than the density decays",
        ) from None
    known = existence(integrand, group).conditions
    further = [c for c in bound.conditions if c not in known]
    if further:  # the value itself does not tell where they fail, so nobody would ask again
        raise NotApplicable(
            asked,
            f"a bound of the derivative of {readable(integrand)} that is integrable only where "
            + " and ".join(f"{c} > 0" for c in further),
            "parameters declared so that this holds",
        )
    return Justification(_argument(bound, group), tuple(sorted(bound.hypotheses)), bound.conditions)


def _argument(bound: Majorant, group: tuple[Variate, ...]) -> str:
    if all(v.law.compact for v in group):
        return "dominated by a constant on the compact support [-1, 1]^k"
    power = "C" if bound.degree == 0 else "C*(1 + |x|)" if bound.degree == 1 else f"C*(1 + |x|)^{bound.degree}"
    if bound.polynomial:
        return f"dominated by {power}, whose normal moments are finite"
    if not bound.conditions and bound.quad == 0:
        return f"dominated by {power}*exp(a*|x|), integrable against the normal density"
    return f"dominated by {power}*exp(a*|x| + b*x^2) with 2b < 1"


def _refuse_kinks(integrand: Expr, group: tuple[Variate, ...], s: Symbol, asked: str) -> None:
    own = set(group)
    for jump in integrand.atoms(*JUMPS):
        if s in jump.free_symbols and jump.free_symbols & own:
            raise NotApplicable(
                asked,
                f"the jump {readable(jump)}, whose place moves with {s}",
                "a law whose expectation of the jump has a closed form (a slope of known sign), or a smooth integrand",
            )
    for kink in integrand.atoms(Abs, Max, Min):
        if s in kink.free_symbols and kink.free_symbols & own:
            pairs = [kink.args[0]] if isinstance(kink, Abs) else [p - q for p, q in combinations(kink.args, 2)]
            for difference in pairs:
                if not _vanishes_on_null_set(difference, group):
                    raise NotApplicable(
                        asked,
                        f"the kink {readable(kink)}, which may lie on a set of positive probability where the "
                        "coefficients of its argument vanish together",
                        "a parameter declared positive or nonzero, or a smooth integrand",
                    )


def _vanishes_on_null_set(g: Expr, group: tuple[Variate, ...]) -> bool:
    """A polynomial that is not identically zero vanishes on a set of measure 0, since the variates have densities."""
    return bool(g.is_polynomial(*group)) and _no_common_zero(Poly(g, *group).coeffs(), _DEPTH)


def _no_common_zero(coefficients: list[Expr], depth: int) -> bool:
    """Proof that the coefficients are never all zero: c = s t with symbols s, t is zero where s or t is; go there."""
    if any(c.has(nan, zoo, oo) for c in coefficients):
        return False
    if any(c.is_zero is False for c in coefficients):
        return True
    for c in coefficients if depth else ():
        bases = [f.base if isinstance(f, Pow) else f for f in Mul.make_args(c) if f.is_zero is not False]
        if c != 0 and all(isinstance(b, Symbol) for b in bases):
            return all(_no_common_zero([e.xreplace({b: Integer(0)}) for e in coefficients], depth - 1) for b in bases)
    return False
