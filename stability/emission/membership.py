"""Proofs that polynomials lie in (the radical of) an ideal: cofactors, by linear algebra and by division."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz_mat, nmod_mat

from stability.algebra.systems.ideals import Ideal, Monomial
from stability.emission.polynomials import RationalField, Terms, denominator, integer_terms
from stability.errors import NotApplicable

MAX_COLUMNS = 600  # products monomial * equation in one linear system
EXTRA_DEGREES = 8  # above that of the polynomial to be represented
MAX_POWER = 8
MAX_DIVISIONS = 20_000
MAX_STEPS = 700_000  # estimated, of the 2,000,000 which the checker grants for boxes and steps together
PRIME = (1 << 61) - 1  # to choose rows and columns; what is solved is checked over Q

Cofactors = dict[int, Terms]  # number of a polynomial -> cofactor


class Steps:
    """Rows [k, h, [[j, a], ...]] which say h^k = sum of a f_j, for the checker; ``polys`` are the f_j."""

    def __init__(self, field: RationalField) -> None:
        self.field = field
        self.polys: list[Terms] = field.system
        self.rows: list[Any] = []
        self.work = 0
        self.sources = list(range(len(self.polys)))  # numbers of polynomials which generate the ideal
        for component in field.components:
            if len(component) == 1:
                self._divide({(*m, 0): c for m, c in component[0].items()})

    def _divide(self, q: Terms) -> None:
        """Off q = 0, f = q a has the zeros of a: with w q p = 1, a = w p f - a (w q p - 1)."""
        context = fmpq_mpoly_ctx.get(self.field.names, Ordering.degrevlex)
        *equations, unit = self.sources
        rest, _ = divmod(context.from_dict(self.polys[unit]) + 1, context.from_dict(q))  # w p
        for place, number in enumerate(equations):
            a, remainder = divmod(context.from_dict(self.polys[number]), context.from_dict(q))
            if remainder == 0 and a != 0:
                self.sources[place] = len(self.polys)
                self._add(1, terms_of(a), {number: terms_of(rest), unit: terms_of(-a)})

    def complete(self, whole: Ideal, radical: Ideal) -> list[Any]:
        """Steps after which the leading monomials are those of the radical.  NotApplicable beyond the limits."""
        basis = [terms_of(p) for p in whole.basis]
        if radical is whole:
            known = {leading(p) for p in self.polys if p}
            self._represent([g for g in basis if leading(g) not in known])
            return self.rows
        self._represent([g for g in basis if not any(_proportional(g, p) for p in self.polys)])
        numbers = [next(j for j, p in enumerate(self.polys) if _proportional(g, p)) for g in basis]
        known = {leading(p) for p in self.polys if p}
        for g in radical.basis:
            if leading(terms_of(g)) not in known:
                self._power(g, whole, numbers)
        return self.rows

    def _add(self, power: int, h: Terms, cofactors: Cofactors) -> None:
        self.work += 4 * len(h) * sum(len(h) ** k for k in range(power))
        self.work += sum(4 * len(a) * len(self.polys[j]) for j, a in cofactors.items())
        if self.work > MAX_STEPS:
            raise _too_large(f"cofactors whose products take more than {MAX_STEPS} steps")
        self.rows.append([power, data(h), [[j, data(a)] for j, a in sorted(cofactors.items()) if a]])
        self.polys.append(h)

    def _represent(self, targets: list[Terms]) -> None:
        """Each target as a combination of the equations."""
        if not targets:
            return
        equations = [self.polys[j] for j in self.sources]
        lowest = max(max(map(sum, g)) for g in targets)
        for degree in range(lowest, lowest + EXTRA_DEGREES + 1):
            found = combination(equations, targets, degree)
            if found is not None:
                for h, cofactors in zip(targets, found, strict=True):
                    self._add(1, h, {self.sources[j]: a for j, a in cofactors.items()})
                return
        raise _too_large(f"no cofactors of degree up to {lowest + EXTRA_DEGREES}")

    def _power(self, g: Any, whole: Ideal, numbers: list[int]) -> None:
        """The least power of an element of the radical which lies in the ideal, divided by its Groebner basis."""
        power, value = 1, g
        while not whole.contains(value):
            power, value = power + 1, value * g
            if power > MAX_POWER:
                raise _too_large(f"a multiplicity above {MAX_POWER}")
        quotients = divided(terms_of(value), [self.polys[j] for j in numbers])
        self._add(power, terms_of(g), {numbers[k]: a for k, a in quotients.items()})


def _too_large(what: str) -> NotApplicable:
    return NotApplicable("a certificate that there are no other equilibria", what,
                         "a smaller system; the isolated equilibria have certificates of their own")


def terms_of(p: Any) -> Terms:
    """The terms of a flint polynomial."""
    return {tuple(int(e) for e in m): fmpq(c) for m, c in p.terms()}


def data(p: Terms) -> list[Any]:
    """As it stands in a certificate: [coefficient, exponents], the leading term first."""
    return [[f"{int(p[m].p)}/{int(p[m].q)}" if p[m].q != 1 else str(int(p[m].p)), list(m)]
            for m in sorted(p, key=_order, reverse=True)]


def _order(m: Monomial) -> Any:
    return sum(m), tuple(-e for e in reversed(m))


def leading(p: Terms) -> Monomial:
    """In the degree-reverse-lexicographic order."""
    return max(p, key=_order)


def _proportional(g: Terms, p: Terms) -> bool:
    if g.keys() != p.keys():
        return False
    m = leading(g)
    return all(c * p[m] == p[k] * g[m] for k, c in g.items())


def _monomials(n: int, degree: int) -> Iterator[Monomial]:
    for total in range(degree + 1):
        for chosen in combinations_with_replacement(range(n), total):
            yield tuple(chosen.count(i) for i in range(n))


def _times(m: Monomial, k: Monomial) -> Monomial:
    return tuple(a + b for a, b in zip(m, k, strict=True))


def combination(polys: list[Terms], targets: list[Terms], degree: int) -> list[Cofactors] | None:
    """Cofactors with sum a_j f_j = target and deg(a_j f_j) <= degree, for every target; None when there are none.

    >>> one = fmpq(1)
    >>> combination([{(1, 0): one}, {(0, 1): one, (1, 0): one}], [{(0, 1): one}], 1)
    [{0: {(0, 0): -1}, 1: {(0, 0): 1}}]
    """
    if not any(targets):
        return [{} for _ in targets]
    n = next(len(m) for g in targets for m in g)
    columns = [(j, m) for j, p in enumerate(polys) if p for m in _monomials(n, degree - max(map(sum, p)))]
    if len(columns) > MAX_COLUMNS:
        raise _too_large(f"cofactors with more than {MAX_COLUMNS} unknown coefficients")
    short = [integer_terms(p) if p else {} for p in polys]
    products = [{_times(k, m): c for k, c in short[j].items()} for j, m in columns]
    places = {m: i for i, m in enumerate(sorted({m for p in [*products, *targets] for m in p}, key=_order))}
    entries = [[0] * len(columns) for _ in places]
    for column, p in enumerate(products):
        for m, c in p.items():
            entries[places[m]][column] = c
    if not columns:
        return None
    chosen, rows = _independent(entries)
    square = fmpz_mat([[entries[i][j] for j in chosen] for i in rows])
    scales = [denominator(g) for g in targets]
    right = [[0] * len(targets) for _ in places]
    for k, g in enumerate(targets):
        for m, c in integer_terms(g).items():
            right[places[m]][k] = c
    solved = square.solve(fmpz_mat([right[i] for i in rows]))
    if _product(entries, chosen, solved) != right:
        return None
    return [_collect([columns[j] for j in chosen], solved, k, scales[k], polys) for k in range(len(targets))]


def _independent(entries: list[list[int]]) -> tuple[list[int], list[int]]:
    """Columns which span all columns, and rows on which they are independent; modulo a prime."""
    def pivots(rows: list[list[int]]) -> list[int]:
        reduced, rank = nmod_mat(len(rows), len(rows[0]), [x % PRIME for row in rows for x in row], PRIME).rref()
        found, column = [], 0
        for i in range(rank):
            while reduced[i, column] == 0:
                column += 1
            found.append(column)
        return found

    columns = pivots(entries)
    return columns, pivots([[row[j] for row in entries] for j in columns])


def _product(entries: list[list[int]], chosen: list[int], solved: Any) -> list[list[Any]]:
    scaled, below = solved.numer_denom()
    product = fmpz_mat([[row[j] for j in chosen] for row in entries]) * scaled
    return [[fmpq(x, below) for x in row] for row in product.tolist()]


def _collect(columns: list[tuple[int, Monomial]], solved: Any, k: int, scale: int, polys: list[Terms]) -> Cofactors:
    found: Cofactors = {}
    for i, (j, m) in enumerate(columns):
        c = solved[i, k] * denominator(polys[j]) / scale
        if c != 0:
            found.setdefault(j, {})[m] = c
    return found


def divided(p: Terms, basis: list[Terms], order: Callable[[Monomial], Any] | None = None) -> Cofactors:
    """Quotients of p by a Groebner basis (default: for the degree-reverse-lexicographic order) that reduces it to 0."""
    order = order or _order
    rest, found = dict(p), dict[int, Terms]()
    heads = [max(g, key=order) for g in basis]
    for _ in range(MAX_DIVISIONS):
        if not rest:
            return found
        m = max(rest, key=order)
        j = next(j for j, head in enumerate(heads) if all(a <= b for a, b in zip(head, m, strict=True)))
        factor, shift = rest[m] / basis[j][heads[j]], tuple(b - a for a, b in zip(heads[j], m, strict=True))
        found.setdefault(j, {})[shift] = factor
        for k, c in basis[j].items():
            place = _times(k, shift)
            rest[place] = rest.get(place, fmpq(0)) - factor * c
            if rest[place] == 0:
                del rest[place]
    raise _too_large(f"a division of more than {MAX_DIVISIONS} steps")
