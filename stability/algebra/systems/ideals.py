"""Groebner bases over Q, dimension, and the quotient algebra of a zero-dimensional ideal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from flint import Ordering, fmpq, fmpq_mat, fmpz_mpoly_ctx, fmpz_mpoly_vec

from stability.algebra.systems.guard import basis
from stability.errors import CannotSolve

#: Limits of one Groebner basis: elements, terms of one element, bits of one coefficient.  The outcome depends on these
#: sizes only, not on the machine's speed.
LIMITS = (600, 12_000, 60_000)
#: Largest number of complex solutions, with multiplicity.
MAX_DEGREE = 200

Monomial = tuple[int, ...]


@dataclass(frozen=True)
class Ideal:
    """An ideal of Q[x_1, ..., x_n] by its reduced Groebner basis in the degree-reverse-lexicographic order."""

    names: tuple[str, ...]
    basis: tuple[Any, ...]

    @property
    def context(self) -> Any:
        return ring(self.names)

    @cached_property
    def leading(self) -> tuple[Monomial, ...]:
        return tuple(_leading(p) for p in self.basis)

    @property
    def is_unit(self) -> bool:
        """Whether 1 is in the ideal: no complex solution at all."""
        return any(p.is_constant() for p in self.basis)

    @cached_property
    def independent(self) -> tuple[tuple[int, ...], ...]:
        """The largest sets of variables in which no leading monomial lives; their size is the complex dimension."""
        supports = [frozenset(i for i, e in enumerate(m) if e) for m in self.leading]
        n = len(self.names)
        for size in range(n, -1, -1):
            found = tuple(c for c in combinations(range(n), size) if not any(s <= frozenset(c) for s in supports))
            if found:
                return found
        return ((),)

    @property
    def free(self) -> tuple[int, ...]:
        """One of the largest independent sets."""
        return self.independent[0]

    @property
    def dimension(self) -> int:
        return -1 if self.is_unit else len(self.free)

    def contains(self, p: Any) -> bool:
        """Membership, by the remainder modulo the basis."""
        return bool(p == 0 or remainder(p, self.basis) == 0)


def ring(names: tuple[str, ...]) -> Any:
    """Z[names] with the degree-reverse-lexicographic order."""
    return fmpz_mpoly_ctx.get(names, Ordering.degrevlex)


def _leading(p: Any) -> Monomial:
    return tuple(int(e) for e in p.monomial(0))


def ideal(polys: Iterable[Any], names: tuple[str, ...]) -> Ideal:
    """The ideal of integer polynomials of ``ring(names)``.

    Raises CannotSolve beyond the limits of size.

    >>> x, y = ring(("x", "y")).gens()
    >>> ideal([x**2 - 1, y**2 + x], ("x", "y")).dimension
    0
    """
    given = [p for p in polys if p != 0]
    if not given:
        return Ideal(names, ())
    if any(p.is_constant() for p in given):
        return Ideal(names, (ring(names).constant(1),))
    found = basis(given, names, LIMITS)
    if found is None:
        raise CannotSolve(
            f"a Groebner basis in {len(names)} variables",
            f"more than {LIMITS[0]} elements, {LIMITS[1]} terms or {LIMITS[2]} bits",
            "rational numbers for some parameters, or the equilibrium by at=",
        )
    return Ideal(names, tuple(found))


def remainder(p: Any, basis: tuple[Any, ...]) -> Any:
    """A remainder of a multiple of p modulo the basis: 0 exactly when p is in the ideal."""
    return p.reduction_primitive_part(fmpz_mpoly_vec(list(basis), p.context()))


class Algebra:
    """Q[x]/I for a zero-dimensional I: monomial basis and multiplication matrices (rows: coordinates)."""

    def __init__(self, source: Ideal) -> None:
        self.source = source
        self.monomials = self._staircase()
        self.degree = len(self.monomials)
        self.index = {m: i for i, m in enumerate(self.monomials)}
        self._normal: dict[Monomial, dict[int, Any]] = {m: {i: fmpq(1)} for m, i in self.index.items()}
        self._fill()

    def _staircase(self) -> list[Monomial]:
        n = len(self.source.names)
        level: list[Monomial] = [(0,) * n]
        found: list[Monomial] = []
        while level:
            level = [m for m in level if not any(_divides(d, m) for d in self.source.leading)]
            found += level
            if len(found) > MAX_DEGREE:
                raise CannotSolve(
                    "all solutions of a polynomial system", f"more than {MAX_DEGREE} complex ones", "a smaller system"
                )
            level = sorted({_times(m, i) for m in level for i in range(n)})
        return sorted(found, key=_order)

    def _fill(self) -> None:
        tails = {_leading(p): p for p in self.source.basis}
        n = len(self.source.names)
        border = {_times(m, i) for m in self.monomials for i in range(n)} - set(self.index)
        for m in sorted(border, key=_order):
            if m in tails:
                self._normal[m] = self._tail(tails[m])
                continue
            j, smaller = next(
                (j, s) for j in range(n) if m[j] and (s := _divide(m, j)) in self._normal and s not in self.index
            )
            self._normal[m] = self._multiplied(self._normal[smaller], j)

    def _tail(self, p: Any) -> dict[int, Any]:
        terms = list(p.terms())
        lead = int(terms[0][1])
        return {self.index[tuple(int(e) for e in m)]: fmpq(-int(c), lead) for m, c in terms[1:]}

    def _multiplied(self, vector: dict[int, Any], j: int) -> dict[int, Any]:
        total: dict[int, Any] = {}
        for place, coefficient in vector.items():
            for row, value in self._normal[_times(self.monomials[place], j)].items():
                total[row] = total.get(row, 0) + coefficient * value
        return {k: v for k, v in total.items() if v != 0}

    @cached_property
    def variables(self) -> list[Any]:
        """The matrices of multiplication by each variable."""
        return [self._matrix(j) for j in range(len(self.source.names))]

    def _matrix(self, j: int) -> Any:
        rows = [[fmpq(0)] * self.degree for _ in range(self.degree)]
        for column, m in enumerate(self.monomials):
            for row, value in self._normal[_times(m, j)].items():
                rows[row][column] = value
        return fmpq_mat(rows)

    @cached_property
    def traces(self) -> list[Any]:
        """The trace of multiplication by each basis monomial."""
        identity = fmpq_mat([[fmpq(int(i == j)) for j in range(self.degree)] for i in range(self.degree)])
        powers = {self.monomials[0]: identity} if self.degree else {}
        for m in self.monomials[1:]:
            j = next(i for i, e in enumerate(m) if e)
            powers[m] = self.variables[j] * powers[_divide(m, j)]
        return [sum((p[i, i] for i in range(self.degree)), fmpq(0)) for p in powers.values()]

    @cached_property
    def trace_form(self) -> Any:
        """The symmetric matrix Tr(b_i b_j); its rank counts the distinct solutions, its signature the real ones."""
        rows: dict[Monomial, Any] = {self.monomials[0]: fmpq_mat([self.traces])}
        for m in self.monomials[1:]:
            j = next(i for i, e in enumerate(m) if e)
            rows[m] = rows[_divide(m, j)] * self.variables[j]
        return fmpq_mat([rows[m].entries() for m in self.monomials])


def _order(m: Monomial) -> tuple[int, tuple[int, ...]]:
    return sum(m), tuple(-e for e in reversed(m))


def _divides(d: Monomial, m: Monomial) -> bool:
    return all(a <= b for a, b in zip(d, m, strict=True))


def _times(m: Monomial, i: int) -> Monomial:
    return (*m[:i], m[i] + 1, *m[i + 1 :])


def _divide(m: Monomial, i: int) -> Monomial:
    return (*m[:i], m[i] - 1, *m[i + 1 :])
