"""Ideals whose components have different dimensions and do not split by factors: the components of the largest
dimension apart from the others, among which isolated points may hide."""

from __future__ import annotations

from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec

from stability.algebra.factors import factors
from stability.algebra.systems.ideals import LIMITS, Ideal, ideal, ring
from stability.errors import CannotSolve

Limits = tuple[int, int, int]
#: Limits of a lexicographic basis, which grows faster than one by degree: a fraction of a second.
LEXICOGRAPHIC: Limits = (300, 4_000, 20_000)


def saturated(polys: list[Any], denominators: list[Any], n: int, limits: Limits = LIMITS) -> list[Any]:
    """The polynomials that vanish wherever ``polys`` do and the denominators do not: eliminate w from w*d = 1."""
    names = tuple(f"x{i}" for i in range(n))
    context = fmpz_mpoly_ctx.get(("w", *names), Ordering.lex)
    lifted = [context.from_dict({(0, *m): c for m, c in p.terms()}) for p in polys]
    unit = context.gen(0)
    for d in denominators:
        unit = unit * context.from_dict({(0, *m): c for m, c in d.terms()})
    found, finished = fmpz_mpoly_vec([*lifted, unit - 1], context).buchberger_naive(limits=limits)
    if not finished:
        raise CannotSolve(
            "the solutions at which the denominators do not vanish",
            "a basis beyond the limits of size",
            "a smaller system",
        )
    kept = [p for p in found.autoreduction() if p.degrees()[0] == 0]
    target = ring(names)
    return [target.from_dict({tuple(m[1:]): c for m, c in p.terms()}) for p in kept]


def divided(source: Ideal, generators: int) -> list[Ideal] | None:
    """Ideals whose solution sets together are that of the source, an unmixed one first; None when it is unmixed itself.

    With u independent variables, as many as the dimension, and h the leading coefficients over Q[u] of a basis for an
    order that eliminates the others, I : h^oo is the intersection of the components in which u stays independent.  A
    solution off its set lies in that of I : g^oo for one of its generators g.  An ideal with as many generators as its
    codimension has no other components (Macaulay).
    Raises CannotSolve beyond the limits of size.

    >>> x, y = ring(("x0", "x1")).gens()
    >>> mixed = ideal([(x - y)*(x**2 + y - 1), (x - y)*(y**2 + x - 3)], ("x0", "x1"))
    >>> [part.dimension for part in divided(mixed, 2)]
    [1, 0]

    Reference: Becker and Weispfenning, Groebner Bases, section 8.7 (cf.).
    """
    n = len(source.names)
    if min(generators, len(source.basis)) <= n - source.dimension:
        return None
    pure = source
    for factor in _leading_coefficients(source):  # one at a time: products have large bases
        pure = ideal(saturated(list(pure.basis), [factor], n, LEXICOGRAPHIC), source.names)
    outside = [g for g in pure.basis if not source.contains(g)]
    if not outside:
        return None
    others = (ideal(saturated(list(source.basis), [g], n, LEXICOGRAPHIC), source.names) for g in outside)
    return [pure, *(part for part in others if not part.is_unit)]


def _leading_coefficients(source: Ideal) -> list[Any]:
    """Irreducible polynomials in the independent variables off whose zeros the basis stays one over Q(u)."""
    free, n = source.free, len(source.names)
    order = [i for i in range(n) if i not in free] + list(free)
    context = fmpz_mpoly_ctx.get(tuple(source.names[i] for i in order), Ordering.lex)
    turned = [context.from_dict({tuple(m[i] for i in order): c for m, c in p.terms()}) for p in source.basis]
    found, finished = fmpz_mpoly_vec(turned, context).buchberger_naive(limits=LEXICOGRAPHIC)
    if not finished:
        raise CannotSolve("components of different dimensions", "a basis beyond the limits of size", "a smaller system")
    distinct: dict[str, Any] = {}
    depth = n - len(free)
    for p in found.autoreduction():
        terms = [(tuple(int(e) for e in m), c) for m, c in p.terms()]
        lead = terms[0][0][:depth]
        coefficient = {(0,) * depth + m[depth:]: c for m, c in terms if m[:depth] == lead}
        for factor, _ in factors(context.from_dict(coefficient)):
            back = {tuple(m[order.index(i)] for i in range(n)): c for m, c in factor.terms()}
            distinct[str(back)] = ring(source.names).from_dict(back)
    return list(distinct.values())
