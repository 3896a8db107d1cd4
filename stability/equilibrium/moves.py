"""Moves of the case tree on equations that hold functions: inverses, and a change of basis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec
from sympy import Ge, Gt, Integer, Pow, Rational, Symbol, exp, log

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import Factor, canonical, quotient, to_expression

#: (equation, condition or None): together they say the same as the equation they replace.
Cases = list[tuple[Any, Any]]
#: Limits of the basis over the kernels: this move is worth it only when it is cheap.
_LIMITS = (40, 200, 2_000)


def kernel_cases(
    factor: Factor, states: set[Any], given: tuple[Any, ...], can_vanish: Callable[[Any], bool]
) -> Cases | None:
    """What factor = 0 means, case by case; [] when it has no solution, None when no rule applies."""
    balanced = balance(factor, states, given)
    return balanced if balanced is not None else _inverted(factor, states, given, can_vanish)


def balance(factor: Factor, states: set[Any], given: tuple[Any, ...]) -> Cases | None:
    """Two terms that cancel: compare exponentials by their logarithms, f^(k)(u) = f^(k)(v) by injectivity."""
    terms = list(factor.poly.terms())
    if len(terms) != 2:
        return None
    sides = [[(g, int(e)) for g, e in zip(factor.gens, m, strict=True) if e] for m, _ in terms]
    values = [int(c) for _, c in terms]
    jets = [side[0][0] for side in sides if len(side) == 1 and side[0][1] == 1 and isinstance(side[0][0], Jet)]
    if len(jets) == 2 and values[0] == -values[1] and _injective(jets[0], given):
        left, right = jets
        return (
            [(left.argument - right.argument, None)]
            if (left.function, left.order) == (right.function, right.order)
            else None
        )
    if any(
        not isinstance(g, exp) and (g.free_symbols & states or sign_set(g, given) != {1})
        for side in sides
        for g, _ in side
    ):
        return None
    if not any(isinstance(g, exp) and g.free_symbols & states for side in sides for g, _ in side):
        return None
    if values[0] * values[1] > 0:
        return []
    ratio: Any = Rational(abs(values[0]), abs(values[1]))
    exponent: Any = Integer(0)
    for direction, side in zip((1, -1), sides, strict=True):
        for g, power in side:
            if isinstance(g, exp):
                exponent += direction * power * g.args[0]
            else:
                ratio *= Pow(g, direction * power)
    return [(exponent + log(ratio), None)]


def _injective(jet: Any, given: tuple[Any, ...]) -> bool:
    """A derivative without zero: then the function is strictly monotone."""
    return any(
        isinstance(a, Fact)
        and a.at is None
        and (a.function, a.order) == (jet.function, jet.order + 1)
        and 0 not in a.signs
        for a in given
    )


def _inverted(
    factor: Factor, states: set[Any], given: tuple[Any, ...], can_vanish: Callable[[Any], bool]
) -> Cases | None:
    """a K + b = 0 with an injective kernel K(u) and a, b free of the state: u is the inverse at -b/a."""
    kernels = [k for k in factor.kernels if k.free_symbols & states and not isinstance(k, Jet)]
    if len(kernels) != 1 or any(s in factor.gens for s in states):
        return None
    parts = factor.coefficients(kernels[0])
    if parts is None or max(parts) != 1 or can_vanish(parts[1]):
        return None
    target = canonical(-parts.get(0, Integer(0)) / parts[1])
    return _inverse(kernels[0], target, sign_set(target, given))


def _inverse(kernel: Any, target: Any, signs: frozenset[int]) -> Cases | None:
    """u = K^(-1)(target) for K(u) = target; [] when the target is out of range, None when unknown."""
    name = kernel.func.__name__
    if name == "exp":
        return [(kernel.args[0] - log(target), Gt(target, 0))] if 1 in signs else []
    if name == "log":
        return [(kernel.args[0] - exp(target), None)]
    if isinstance(kernel, Pow) and isinstance(kernel.base, Rational) and kernel.base > 0 and kernel.base != 1:
        return [(kernel.exp - log(target) / log(kernel.base), Gt(target, 0))] if 1 in signs else []
    if isinstance(kernel, Pow) and isinstance(kernel.exp, Rational) and kernel.exp.p == 1:
        return [(kernel.base - target**kernel.exp.q, Ge(target, 0))] if signs & {0, 1} else []
    if name in ("erf", "atan", "asinh", "asin", "atanh") and target == 0:
        return [(kernel.args[0], None)]
    if name in ("acos", "acosh") and target == 0:
        return [(kernel.args[0] - 1, None)]
    return None


def curved(factor: Factor, symbol: Symbol) -> bool:
    """A proof by degrees alone that solving a polynomial for the symbol gives nothing affine, or is impossible."""
    place = factor.gens.index(symbol)
    if factor.poly.degrees()[place] != 1:
        return True
    leading = [m for m in factor.poly.monoms() if m[place]]
    return len(leading) == 1 and sum(leading[0]) == 1 and max(factor.poly.total_degree(), 1) > 1


def affine(value: Any) -> bool:
    """Whether an expression is an affine function of its symbols."""
    poly = value.as_poly(*value.free_symbols) if value.free_symbols else None
    return not value.free_symbols or (poly is not None and poly.total_degree() <= 1)


def simpler_basis(factors: Sequence[Factor], state: tuple[Symbol, ...]) -> list[Any] | None:
    """A Groebner basis over symbols and kernels that has an element with two factors, or with fewer kernels than
    before.

    The ideal is the same, so the equations are equivalent whatever the kernels are.
    """
    gens = list(dict.fromkeys(g for f in factors for g in f.gens))
    hidden = [g for g in gens if not isinstance(g, Symbol) and g.free_symbols & set(state)]
    if len(factors) < 2 or not hidden or any(getattr(g, "is_expectation", False) for g in hidden):
        return None
    order = [*hidden, *(g for g in gens if g in state), *(g for g in gens if g not in hidden and g not in state)]
    context = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(len(order))), Ordering.lex)
    polys = []
    for f in factors:
        place = [order.index(g) for g in f.gens]
        polys.append(context.from_dict({_spread(m, place, len(order)): c for m, c in f.poly.terms()}))
    found, finished = fmpz_mpoly_vec(polys, context).buchberger_naive(limits=_LIMITS)
    if not finished:
        return None
    basis = [to_expression(p, tuple(order)) for p in found.autoreduction()]
    before = {frozenset(f.gens) & frozenset(hidden) for f in factors}
    for e in basis:
        form = quotient(e)
        inside = frozenset(g for f in form.factors for g in f.gens) & frozenset(hidden)
        if not form.factors or len(form.factors) > 1 or not any(inside >= b for b in before):
            return basis
    return None


def _spread(monomial: Any, place: list[int], n: int) -> tuple[int, ...]:
    whole = [0] * n
    for i, e in zip(place, monomial, strict=True):
        whole[i] = int(e)
    return tuple(whole)
