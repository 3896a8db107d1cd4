"""From SymPy constants to elements of a tower: find the atoms, then write everything as fractions of polynomials."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import lcm
from typing import Any

import sympy
from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz, fmpz_poly

from stability.algebra.numbers import sharp_ball
from stability.algebra.tower import Atom, Tower
from stability.errors import BadInput, CannotSolve

_HYPERBOLIC = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth)
_LARGEST_POWER = 512  # of one exponential atom; larger ones are atoms of their own, which only hides relations
_FACTOR_BITS = 64  # logarithms of rationals are split over the primes only when factoring is instant


def prepare(value: Any) -> Any:
    """Rewrite derived functions through the few that become atoms.

    >>> prepare(sympy.erfc(1))
    1 - erf(1)

    An expectation is an atom of its own; nothing under it is rewritten.
    """
    whole = {e: sympy.Dummy() for e in sympy.preorder_traversal(value) if getattr(e, "is_expectation", False)}
    if whole:
        return prepare(value.xreplace(whole)).xreplace({mark: e for e, mark in whole.items()})
    value = value.replace(lambda e: isinstance(e, sympy.erfc), lambda e: 1 - sympy.erf(e.args[0]))
    value = value.replace(lambda e: isinstance(e, _HYPERBOLIC), lambda e: e.rewrite(sympy.exp))
    value = value.replace(lambda e: isinstance(e, (sympy.tan, sympy.cot)), _quotient)
    value = value.replace(lambda e: isinstance(e, sympy.log), sympy.expand_log)
    value = value.replace(lambda e: isinstance(e, sympy.AlgebraicNumber), lambda e: e.as_expr())
    value = value.replace(lambda e: isinstance(e, sympy.Pow) and e.exp.is_Rational and e.exp.q != 1, _cleared)
    value = value.replace(lambda e: isinstance(e, sympy.Abs), _modulus)
    for named in (sympy.GoldenRatio, sympy.TribonacciConstant):
        value = value.xreplace({named: named.expand(func=True)}) if value.has(named) else value
    return value


def _cleared(value: Any) -> Any:
    """(n/d)^(p/q) as ((n d^(q-1))^(1/q) / |d|)^p, so that the relation of the root is a polynomial."""
    numerator, denominator = sympy.fraction(sympy.together(value.base))
    if denominator.is_Rational:
        return value
    p, q = int(value.exp.p), int(value.exp.q)
    return (sympy.expand(numerator * denominator ** (q - 1)) ** sympy.Rational(1, q) / sympy.Abs(denominator)) ** p


def _quotient(value: Any) -> Any:
    x = value.args[0]
    s, c = sympy.sin(x), sympy.cos(x)
    return s / c if isinstance(value, sympy.tan) else c / s


def _modulus(value: Any) -> Any:
    inner = value.args[0]
    ball = sharp_ball(inner, 256)
    if ball.contains(0):
        raise CannotSolve("the sign inside an absolute value", f"{value}", "write the argument or its negative")
    return inner if ball > 0 else -inner


def sign_of_roots(value: Any) -> int | None:
    """-1, 0 or 1, exactly, for a constant that holds roots of polynomials; None for others or where it is not known.

    >>> root = sympy.CRootOf(sympy.Symbol("x") ** 5 - sympy.Symbol("x") - 1, 0)
    >>> sign_of_roots(root**5 - root - 1), sign_of_roots(root**2 - 1)
    (0, 1)
    """
    if value.free_symbols or not value.has(sympy.CRootOf):
        return None
    try:
        prepared, translator = prepare(value), Translator()
        translator.collect(prepared)
        tower = translator.tower()
        top, bottom = translator.fraction(prepared)
        return tower.sign(top) * tower.sign(bottom)
    except (BadInput, CannotSolve):
        return None


@dataclass
class Translator:
    """Collects atoms in order of dependence; ``denominators``: common ones of the exponents of exp and of primes."""

    keys: list[Any] = field(default_factory=list)
    denominators: dict[Any, int] = field(default_factory=dict)

    def collect(self, value: Any) -> None:
        """Post-order walk: the atoms of a radicand come before its root."""
        if value.is_Rational:
            return
        if value.is_Add or value.is_Mul:
            for argument in value.args:
                self.collect(argument)
        elif isinstance(value, sympy.Pow) and value.base is not sympy.E and value.exp.is_Rational:
            self._collect_power(value)
        elif _as_exponential(value) is not None:
            for c, m in _exponential_terms(value):
                self.denominators[m] = lcm(self.denominators.get(m, 1), int(c.q))
                self._add(("exp", m))
        else:
            for key in _plain_atoms(value):
                self._add(key)

    def _collect_power(self, value: Any) -> None:
        """Roots of rationals are split over the primes, one atom each: their degrees multiply, so they form a field."""
        primes = _prime_powers(value)
        for prime, exponent in primes or ():
            key = ("radical", prime)
            self.denominators[key] = lcm(self.denominators.get(key, 1), int(exponent.q))
            self._add(key)
        if primes is None:
            self.collect(value.base)
            if value.exp.q != 1:
                self._add(("root", value.base, int(value.exp.q)))

    def _add(self, key: Any) -> None:
        if key not in self.keys:
            self.keys.append(key)

    def tower(self) -> Tower:
        """The ring of everything collected.  Relations are stated earliest first, for each may use those before it."""
        self.keys = self.keys or [("algebraic", sympy.Integer(1), (-1, 1))]
        keys = self.keys[::-1]
        atoms = [Atom(self._value(key), 0) for key in keys]
        self.ring = Tower(tuple(atoms), fmpq_mpoly_ctx.get([f"x{k}" for k in range(len(keys))], Ordering.lex))
        self.index = {key: k for k, key in enumerate(keys)}
        for key in self.keys:
            relation = self._relation(key)
            if relation is not None:
                k = self.index[key]
                atoms[k] = Atom(atoms[k].value, int(relation.degrees()[k]))
                self.ring.relations.insert(0, relation)
                self.ring.atoms = tuple(atoms)
        return self.ring

    def _value(self, key: Any) -> Any:
        if key[0] == "root":
            return key[1] ** sympy.Rational(1, key[2])
        if key[0] == "radical":
            return sympy.Integer(key[1]) ** sympy.Rational(1, self.denominators[key])
        if key[0] == "exp":
            return sympy.exp(key[1] / self.denominators[key[1]])
        return key[1]

    def _relation(self, key: Any) -> Any:
        x = self.ring.context.gens()[self.index[key]]
        if key[0] == "root":
            numerator, denominator = self.fraction(key[1])
            if not denominator.is_constant():
                return None  # stays an indeterminate: sound, and only a hidden zero could then be missed
            return x ** key[2] - numerator / denominator.leading_coefficient()
        if key[0] == "radical":
            return x ** self.denominators[key] - key[1]
        if key[0] == "algebraic":
            p = fmpz_poly(list(key[2]))
            return sum((x**k * fmpq(c, p.leading_coefficient()) for k, c in enumerate(p.coeffs())), 0 * x)
        if key[0] == "sin":
            cosine = self.ring.context.gens()[self.index[("cos", sympy.cos(key[1].args[0]))]]
            return x**2 + cosine**2 - 1
        return None

    def fraction(self, value: Any) -> tuple[Any, Any]:
        """(numerator, denominator), reduced elements of the ring; the denominator is not zero."""
        ring = self.ring
        if value.is_Rational:
            return ring.constant(int(value.p)), ring.constant(int(value.q))
        if value.is_Add or value.is_Mul:
            return self._combined(value)
        if isinstance(value, sympy.Pow) and value.base is not sympy.E and value.exp.is_Rational:
            return self._power(value)
        if _as_exponential(value) is not None:
            return self._exponential(value)
        total = ring.constant(0)
        for c, key in _plain_terms(value):
            total += c * ring.context.gens()[self.index[key]]
        return total, ring.constant(1)

    def _combined(self, value: Any) -> tuple[Any, Any]:
        top, bottom = self.fraction(value.args[0])
        multiply = self.ring.multiply
        for argument in value.args[1:]:
            a, b = self.fraction(argument)
            top = multiply(top, a) if value.is_Mul else multiply(top, b) + multiply(a, bottom)
            bottom = multiply(bottom, b)
            if bottom.is_constant():
                top, bottom = top / bottom.leading_coefficient(), self.ring.constant(1)
        return self.ring.reduce(top), bottom

    def _power(self, value: Any) -> tuple[Any, Any]:
        primes = _prime_powers(value)
        if primes is not None:
            return self._radical(primes), self.ring.constant(1)
        p, q = int(value.exp.p), int(value.exp.q)
        top, bottom = self.fraction(value.base)
        if q != 1:
            top, bottom = self.ring.context.gens()[self.index[("root", value.base, q)]], self.ring.constant(1)
        if p < 0:
            if self.ring.sign(top) == 0:
                raise BadInput("an exact real number", f"{value}: a division by zero", "check where it came from")
            top, bottom = bottom, top
        return self.ring.reduce(top ** abs(p)), self.ring.reduce(bottom ** abs(p))

    def _radical(self, primes: list[tuple[int, Any]]) -> Any:
        """prod p^e with p^e = p^floor(e) x^k, where x = p^(1/N) is the atom and k < N."""
        product = self.ring.constant(1)
        for prime, exponent in primes:
            order = self.denominators[("radical", prime)]
            whole, k = divmod(int(exponent * order), order)
            scale = fmpq(prime) ** whole
            product *= scale * self.ring.context.gens()[self.index[("radical", prime)]] ** k
        return product

    def _exponential(self, value: Any) -> tuple[Any, Any]:
        top, bottom = self.ring.constant(1), self.ring.constant(1)
        for c, m in _exponential_terms(value):
            power = int(c * self.denominators[m])
            x = self.ring.context.gens()[self.index[("exp", m)]]
            top, bottom = (top * x**power, bottom) if power > 0 else (top, bottom * x**-power)
        return top, bottom


def _as_exponential(value: Any) -> Any:
    """The exponent u when value = exp(u), also for a^b with b not rational; else None."""
    if isinstance(value, sympy.exp):
        return value.args[0]
    if isinstance(value, sympy.Pow) and not value.exp.is_Rational:
        return value.exp * sympy.expand_log(sympy.log(value.base))
    if value is sympy.E or (isinstance(value, sympy.Pow) and value.base is sympy.E):
        return value.exp if isinstance(value, sympy.Pow) else sympy.Integer(1)
    return None


def _exponential_terms(value: Any) -> list[tuple[Any, Any]]:
    """exp(c1 m1 + c2 m2 + ...) as [(c, m)] with rational c and m free of rational factors.

    A large c stays with its m: powers of an atom are exponents of polynomials, and flint ends the process on long ones.
    """
    terms = [term.as_coeff_Mul() for term in sympy.Add.make_args(sympy.expand(_as_exponential(value)))]
    return [(c, m) if max(abs(c.p), c.q) <= _LARGEST_POWER else (c / abs(c), abs(c) * m) for c, m in terms]


def _prime_powers(value: Any) -> list[tuple[int, Any]] | None:
    """r^e for a rational r > 0 that is quickly factored, as [(prime, exponent)]; None for other powers."""
    r, e = value.base, value.exp
    if not r.is_Rational or r <= 0 or max(int(r.p).bit_length(), int(r.q).bit_length()) > _FACTOR_BITS:
        return None
    powers = [(b, k) for b, k in fmpz(int(r.p)).factor()] + [(b, -k) for b, k in fmpz(int(r.q)).factor()]
    return [(int(b), e * int(k)) for b, k in powers]


def _plain_terms(value: Any) -> list[tuple[Any, Any]]:
    """value as a rational combination of atoms: [(fmpq, key)]."""
    if isinstance(value, sympy.log) and value.args[0].is_Rational:
        return _logarithm(value.args[0])
    if isinstance(value, sympy.CRootOf):
        coefficients = tuple(int(c) for c in reversed(value.poly.all_coeffs()))
        return [(fmpq(1), ("algebraic", value, coefficients))]
    if isinstance(value, (sympy.sin, sympy.cos)):
        return [_trigonometric(value)]
    return [(fmpq(1), ("free", value))]


def _logarithm(number: Any) -> list[tuple[Any, Any]]:
    p, q = int(number.p), int(number.q)
    if max(p.bit_length(), q.bit_length()) > _FACTOR_BITS:
        return [(fmpq(1), ("free", sympy.log(number)))]
    terms = [(b, e) for b, e in fmpz(p).factor()] + [(b, -e) for b, e in fmpz(q).factor()]
    return [(fmpq(e), ("free", sympy.log(sympy.Integer(int(b))))) for b, e in terms]


def _trigonometric(value: Any) -> tuple[Any, Any]:
    """At rational multiples of pi: half the roots of flint's cos_minpoly; others keep sin^2 + cos^2 = 1."""
    turn = value.args[0] / sympy.pi
    if not turn.is_Rational:
        return fmpq(1), ("cos" if isinstance(value, sympy.cos) else "sin", value)
    turn = turn if isinstance(value, sympy.cos) else sympy.Rational(1, 2) - turn
    order = int((turn / 2).q)  # cos(pi turn) = cos(2 pi k / order)
    double = 2 * value
    return fmpq(1, 2), ("algebraic", double, tuple(int(c) for c in fmpz_poly.cos_minpoly(order).coeffs()))


def _plain_atoms(value: Any) -> list[Any]:
    keys = []
    for _, key in _plain_terms(value):
        if key[0] == "sin":
            keys.append(("cos", sympy.cos(key[1].args[0])))
        keys.append(key)
    return keys
