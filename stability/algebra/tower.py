"""The ring that the constants of a matrix generate: polynomials in its atoms, modulo the relations that are known.

Atoms: roots (alpha^q = r over the earlier atoms), CRootOf, cos(pi r), and transcendental constants, which become
indeterminates.  Numbers are values of ring elements, so a zero element is zero; the converse is decided as follows.

* Only algebraic atoms: multiplication by b is a rational d x d matrix; b is a root of its characteristic polynomial
  s^j (c_0 + c_1 s + ...), c_0 != 0.  A non-zero root has modulus at least |c_0| / (|c_0| + max |c_k|) (Cauchy): a ball
  within that radius of 0 proves b = 0.  No field, no choice of conjugate, and no norm is involved.
* With transcendental atoms: balls separate b from 0 at rising precision; when they cannot, CannotSolve.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import lcm, prod
from typing import Any

import sympy
from flint import arb, ctx, fmpq_mat

from stability.algebra.numbers import MAX_PRECISION, sharp_ball
from stability.errors import CannotSolve

FIRST_PRECISION = 64  # bits; times 4 up to MAX_PRECISION, then the algebraic zero test, which costs more than all balls


#: Bits of a ball that shows an algebraic integer to be 0 by its norm, and the dimension up to which a characteristic
#: polynomial is formed instead.
MAX_NORM_BITS, MAX_DIMENSION = 1 << 18, 400


def _pure(place: int, power: int, length: int) -> tuple[int, ...]:
    return tuple(power if k == place else 0 for k in range(length))


@dataclass(frozen=True)
class Atom:
    """A generator: its value as a SymPy number; degree q of its relation x^q = ... (0: an indeterminate)."""

    value: Any
    degree: int


@dataclass
class Tower:
    """A flint context for polynomials in the atoms (lexicographic, latest first), with monic relations, latest first.

    A relation speaks of its own atom and earlier ones, so dividing by the latest first gives a normal form.
    """

    atoms: tuple[Atom, ...]
    context: Any
    relations: list[Any] = field(default_factory=list)

    @property
    def algebraic(self) -> bool:
        return all(atom.degree for atom in self.atoms)

    def reduce(self, element: Any) -> Any:
        """The normal form: every atom below its degree."""
        for relation in self.relations:
            element = divmod(element, relation)[1]
        return element

    def multiply(self, a: Any, b: Any) -> Any:
        return self.reduce(a * b)

    def constant(self, value: Any) -> Any:
        return self.context.constant(value)

    def ball(self, element: Any, precision: int) -> Any:
        """The value of an element as a ball."""
        with ctx.workprec(precision):
            values = self._atom_balls(precision)
            total = arb(0)
            for exponents, coefficient in element.to_dict().items():
                term = arb(coefficient)
                for value, exponent in zip(values, exponents, strict=True):
                    if exponent:
                        term *= value ** int(exponent)
                total += term
        return total

    def _atom_balls(self, precision: int) -> list[Any]:
        cache = self.__dict__.setdefault("_balls", {})
        if precision not in cache:
            cache[precision] = [sharp_ball(atom.value, precision) for atom in self.atoms]
        return list(cache[precision])

    def sign(self, element: Any) -> int:
        """-1, 0 or 1, proven.  Raises CannotSolve when a transcendental value cannot be told from 0."""
        if not element:
            return 0
        precision = FIRST_PRECISION
        while precision <= MAX_PRECISION:
            ball = self.ball(element, precision)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
            precision *= 4
        if self.algebraic:
            return self._algebraic_sign(element)
        if self._coefficients_vanish(element):
            return 0
        raise CannotSolve(
            "the sign of a constant",
            f"{self.to_sympy(element)}: no difference from 0 at {precision // 4} bits",
            "simplify the entries: a relation between their constants may be missing",
            (f"its modulus is below {abs(ball).upper().str(3, radius=False)}",),
        )

    def _algebraic_sign(self, element: Any) -> int:
        near = self._sign_by_norm(element)
        if near is not None:
            return near
        if prod(max(atom.degree, 1) for atom in self.atoms) > MAX_DIMENSION:
            raise CannotSolve(
                "the sign of an algebraic number",
                f"{self.to_sympy(element)}: the degrees of its parts multiply to more than {MAX_DIMENSION}",
                "simplify it, or write a part that vanishes as 0",
            )
        p = self.multiplication_matrix(element).charpoly()
        coefficients = [abs(c) for c in p.coeffs()]
        lowest = next(c for c in coefficients if c)
        bound = lowest / (lowest + max(coefficients))
        precision = FIRST_PRECISION
        while True:
            ball = self.ball(element, precision)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
            if abs(ball) < arb(bound):
                return 0
            precision *= 2

    def _sign_by_norm(self, element: Any) -> int | None:
        """The sign where all atoms are algebraic integers: with m the common denominator and d the product of degrees,
        m b is an algebraic integer of degree at most d, and its conjugates are at most H; unless b = 0 its norm is at
        least 1, so that |m b| >= H^(1 - d).  None where that needs too many bits."""
        sizes = self._conjugate_sizes()
        terms = element.to_dict()
        if sizes is None:
            return None
        scale = lcm(*(int(c.q) for c in terms.values()))
        height = sum(
            abs(int(c.p)) * (scale // int(c.q)) * prod(s ** int(e) for s, e in zip(sizes, exponents, strict=True))
            for exponents, c in terms.items()
        )
        bits = (prod(max(atom.degree, 1) for atom in self.atoms) - 1) * height.bit_length() + scale.bit_length()
        if bits > MAX_NORM_BITS:
            return None
        precision = bits + 64
        while precision <= 4 * (bits + 64):
            ball = self.ball(element, precision)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
            with ctx.workprec(64):
                if abs(ball) < arb(2) ** -bits:
                    return 0
            precision *= 2
        return None

    def _conjugate_sizes(self) -> list[int] | None:
        """Bounds for the conjugates of every atom; None when one is not seen to be an algebraic integer.

        x^q = sum c x^j (earlier atoms) gives |x| <= max(1, sum |c| (bounds of the earlier atoms)).
        """
        found: dict[int, int] = {}
        for relation in reversed(self.relations):
            terms = {tuple(int(k) for k in e): c for e, c in relation.to_dict().items()}
            n = len(self.atoms)
            leads = [k for k, a in enumerate(self.atoms) if k not in found and _pure(k, a.degree, n) in terms]
            if len(leads) != 1 or any(int(c.q) != 1 for c in terms.values()):
                return None
            lead = _pure(leads[0], self.atoms[leads[0]].degree, n)
            if abs(int(terms.pop(lead).p)) != 1:
                return None
            total = 0
            for exponents, c in terms.items():
                others = [(k, e) for k, e in enumerate(exponents) if e and k != leads[0]]
                if any(k not in found for k, _ in others):
                    return None
                total += abs(int(c.p)) * prod(found[k] ** e for k, e in others)
            found[leads[0]] = max(1, total)
        return [found[k] for k in range(len(self.atoms))] if len(found) == len(self.atoms) else None

    def _coefficients_vanish(self, element: Any) -> bool:
        """Every coefficient, as a polynomial in the indeterminates, is algebraic and zero."""
        free = [k for k, atom in enumerate(self.atoms) if atom.degree == 0]
        entangled = self._entangled()
        if entangled:
            return False
        groups: dict[tuple[int, ...], dict[Any, Any]] = {}
        for exponents, coefficient in element.to_dict().items():
            rest = tuple(0 if k in free else e for k, e in enumerate(exponents))
            groups.setdefault(tuple(exponents[k] for k in free), {})[rest] = coefficient
        return all(self._algebraic_sign(self.context.from_dict(part)) == 0 for part in groups.values())

    def _entangled(self) -> bool:
        """Some relation involves an indeterminate, as that of sqrt(pi) does."""
        free = {k for k, atom in enumerate(self.atoms) if atom.degree == 0}
        return any(exponents[k] for r in self.relations for exponents in r.to_dict() for k in free)

    def _basis(self) -> list[tuple[int, ...]]:
        """Exponents of the monomials below the degrees; indeterminates stay out."""
        return list(product(*(range(max(atom.degree, 1)) for atom in self.atoms)))

    def multiplication_matrix(self, element: Any) -> Any:
        """The rational matrix of x -> element x on the basis of monomials (algebraic atoms only)."""
        basis = self._basis()
        place = {exponents: k for k, exponents in enumerate(basis)}
        matrix = fmpq_mat(len(basis), len(basis))
        for column, exponents in enumerate(basis):
            image = self.multiply(element, self.context.from_dict({exponents: 1}))
            for monomial, coefficient in image.to_dict().items():
                matrix[place[tuple(int(e) for e in monomial)], column] = coefficient
        return matrix

    def inverse(self, element: Any) -> Any | None:
        """The inverse, for algebraic atoms; None when the element is not invertible in the ring."""
        basis = self._basis()
        one = fmpq_mat(len(basis), 1, [int(not any(exponents)) for exponents in basis])
        try:
            solution = self.multiplication_matrix(element).solve(one)
        except ZeroDivisionError:
            return None
        return self.context.from_dict({e: solution[k, 0] for k, e in enumerate(basis) if solution[k, 0]})

    def to_sympy(self, element: Any) -> Any:
        terms = []
        for exponents, c in element.to_dict().items():
            powers = [atom.value ** int(e) for atom, e in zip(self.atoms, exponents, strict=True) if e]
            terms.append(sympy.Mul(sympy.Rational(int(c.p), int(c.q)), *powers))
        return sympy.Add(*terms)
