"""The coefficients of a characteristic polynomial as integer polynomials in the parameters and in kernels such as f'(0)
or exp(c): one flint context for all of them, so that remainders and determinants cost little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx
from sympy import Add, Mul, Pow, Rational, Symbol

from stability.algebra.factors import factors
from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.algebra.systems.forms import as_fraction, quotient, to_expression

#: A polynomial of the parameters in this many terms is not pursued: no solver decides its sign, and no reader would
#: read it as a condition.
MAX_TERMS = 400

#: Larger matrices are only asked whether they are symmetric.
MAX_NORMAL = 40


class TooLarge(ArithmeticError):
    """A polynomial grew beyond what is pursued; the text says which."""


@dataclass(frozen=True)
class Ring:
    """Polynomials in ``gens``; ``roots``: (place, q, base) of the gens r with r^q = base.

    relations: polynomials that vanish where the ring is used; elements are reduced by them.
    """

    gens: tuple[Any, ...]
    relations: tuple[Any, ...] = ()

    @cached_property
    def context(self) -> Any:
        return fmpz_mpoly_ctx.get(tuple(f"g{k}" for k in range(max(1, len(self.gens)))), Ordering.lex)

    def take(self, poly: Any, gens: Sequence[Any]) -> Any:
        """A flint polynomial in other generators, all of which are generators here."""
        places = [self.gens.index(g) for g in gens]
        terms: dict[tuple[int, ...], Any] = {}
        for monomial, coefficient in poly.to_dict().items():
            target = [0] * max(1, len(self.gens))
            for place, power in zip(places, monomial, strict=False):
                target[place] = int(power)
            terms[tuple(target)] = coefficient
        return self.context.from_dict(terms)

    def constant(self, value: int) -> Any:
        return self.context.constant(value)

    def reduce(self, poly: Any) -> Any:
        """The same value, smaller: remainder by every relation; raises TooLarge."""
        for relation in self.relations:
            poly = divmod(poly, relation)[1]
        if len(poly) > MAX_TERMS:
            raise TooLarge(f"a polynomial in the parameters with more than {MAX_TERMS} terms")
        return poly

    def expression(self, poly: Any) -> Any:
        return to_expression(poly, self.gens)

    def factors(self, poly: Any) -> list[tuple[Any, int]]:
        """Irreducible factors, with positive leading coefficients (their product is the polynomial up to a number)."""
        return [(-f if f.leading_coefficient() < 0 else f, k) for f, k in factors(poly)]


@dataclass(frozen=True)
class Problem:
    """A monic characteristic polynomial, factored over the parameters, and the matrix it belongs to.

    factors: (coefficients, constant term first; multiplicity).  entries: (numerator, denominator) of the matrix, or ().
    poles: denominators that occur; where one vanishes, nothing is said.
    """

    ring: Ring
    factors: tuple[tuple[tuple[Any, ...], int], ...]
    entries: tuple[tuple[Any, Any], ...]
    poles: tuple[Any, ...]

    @property
    def degree(self) -> int:
        return sum((len(f) - 1) * m for f, m in self.factors)

    @cached_property
    def normal(self) -> bool:
        """Whether the matrix is proven to commute with its transpose for all parameters; then it is diagonalizable."""
        n = self.degree
        common = self.ring.constant(1)
        for _, bottom in self.entries:
            common = common * (bottom // common.gcd(bottom))
        a = [[top * (common // bottom) for top, bottom in self.entries[i * n : i * n + n]] for i in range(n)]
        if all(a[i][j] == a[j][i] for i in range(n) for j in range(i)):
            return True
        zero = self.ring.constant(0)
        return n <= MAX_NORMAL and all(
            sum((a[i][k] * a[j][k] - a[k][i] * a[k][j] for k in range(n)), zero) == 0
            for i in range(n)
            for j in range(i, n)
        )

    @property
    def parameters(self) -> tuple[Any, ...]:
        return tuple(g for g in self.ring.gens if isinstance(g, Symbol))


def problem(coefficients: Sequence[Any], matrix: Any = None) -> Problem:
    """Raises CannotSolve where a normal form is too large."""
    hidden: dict[Any, Any] = {}
    z = Internal("z")
    n = len(coefficients) - 1
    shown = [_plain(c, hidden) for c in coefficients]
    form = quotient(Add(*(c * z ** (n - k) for k, c in enumerate(shown))))
    entries = [as_fraction(_plain(e, hidden)) for e in matrix] if matrix is not None else []
    gens: set[Any] = {g for f in (*form.factors, *form.denominators) for g in f.gens if g != z}
    gens |= {g for _, _, used in entries for g in used}
    # Roots first, so that division by r^q - base reduces the power of r.
    back = {dummy: node for node, dummy in hidden.items()}
    names = sorted(gens, key=lambda g: (not _is_root(g), str(back.get(g, g))))
    ring = Ring(tuple(names))
    found = [(_coefficients(f, z, ring), m) for f, m in zip(form.factors, form.multiplicities, strict=True)]
    fractions = tuple((ring.take(top, used), ring.take(bottom, used)) for top, bottom, used in entries)
    poles = tuple(ring.take(f.poly, f.gens) for f in form.denominators)
    relations = tuple(_relation(g, ring) for g in names if _is_root(g))
    final = Ring(tuple(back.get(g, g) for g in names), tuple(r for r in relations if r is not None))
    return Problem(final, tuple((f, m) for f, m in found if len(f) > 1), fractions, poles)


def in_one_product(posed: Problem) -> tuple[Problem, Any, Any] | None:
    """(problem, t, product): the polynomial depends on positive parameters through powers of one product t only.

    As for a step and a rate that occur as h*a alone.  The matrix does not, and is left out.
    """
    gens = posed.ring.gens
    if len(gens) < 2 or not all(isinstance(g, Symbol) and g.is_positive for g in gens):
        return None
    powers = {tuple(int(k) for k in m) for f, _ in posed.factors for c in f for m in c.to_dict()}
    powers |= {tuple(int(k) for k in m) for pole in posed.poles for m in pole.to_dict()}
    longest = max(powers, key=sum, default=())
    if not any(longest):
        return None
    unit = tuple(k // gcd(*longest) for k in longest)
    place = next(i for i, k in enumerate(unit) if k)
    if any(tuple(k * (m[place] // unit[place]) for k in unit) != m for m in powers):
        return None
    t = Internal("t", positive=True)
    ring = Ring((t,))

    def moved(poly: Any) -> Any:
        return ring.context.from_dict({(int(m[place]) // unit[place],): c for m, c in poly.to_dict().items()})

    factors = tuple((tuple(moved(c) for c in f), k) for f, k in posed.factors)
    product = Mul(*(g**k for g, k in zip(gens, unit, strict=True)))
    return Problem(ring, factors, (), tuple(moved(p) for p in posed.poles)), t, product


def _plain(expression: Any, hidden: dict[Any, Any]) -> Any:
    """Jets and nodes that the normal form does not know are hidden behind symbols."""
    expression = expression if hasattr(expression, "is_Atom") else Rational(expression)
    if expression.is_Atom:
        return expression
    if isinstance(expression, Jet) or not (expression.is_Add or expression.is_Mul or expression.is_Pow):
        if expression.is_Function and not isinstance(expression, Jet):
            return expression
        return hidden.setdefault(expression, Internal("k"))
    return expression.func(*(_plain(a, hidden) for a in expression.args))


def _is_root(generator: Any) -> bool:
    return isinstance(generator, Pow) and isinstance(generator.exp, Rational) and not generator.exp.is_Integer


def _relation(root: Any, ring: Ring) -> Any:
    top, bottom, used = as_fraction(root.base)
    if any(g not in ring.gens for g in used):
        return None
    generator = ring.context.gen(ring.gens.index(root))
    relation = ring.take(bottom, used) * generator ** int(root.exp.q) - ring.take(top, used)
    return relation if bottom.is_constant() and abs(int(bottom.leading_coefficient())) == 1 else None


def _coefficients(factor: Any, z: Any, ring: Ring) -> tuple[Any, ...]:
    """Of the powers of z, constant term first."""
    if z not in factor.gens:
        return (ring.take(factor.poly, factor.gens),)
    place = factor.gens.index(z)
    rest = tuple(g for g in factor.gens if g != z)
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for monomial, coefficient in factor.poly.to_dict().items():
        key = tuple(int(k) for i, k in enumerate(monomial) if i != place)
        parts.setdefault(int(monomial[place]), {})[key] = coefficient
    return tuple(_from_terms(parts.get(k, {}), rest, ring) for k in range(max(parts) + 1))


def _from_terms(terms: dict[tuple[int, ...], Any], gens: Iterable[Any], ring: Ring) -> Any:
    places = [ring.gens.index(g) for g in gens]
    target: dict[tuple[int, ...], Any] = {}
    for monomial, coefficient in terms.items():
        powers = [0] * max(1, len(ring.gens))
        for place, power in zip(places, monomial, strict=True):
            powers[place] = power
        target[tuple(powers)] = coefficient
    return ring.context.from_dict(target)
