"""Expressions as quotients of integer polynomials in symbols and kernels such as f'(u), exp(u), log(u).

The kernels are treated as independent indeterminates.  That never makes a false identity: a polynomial that
vanishes in independent indeterminates vanishes whatever the kernels are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx
from sympy import (
    Add,
    Dummy,
    Expr,
    Ge,
    Gt,
    Integer,
    Mul,
    Ne,
    Number,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    acos,
    acosh,
    asin,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    exp,
    log,
    sec,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.traversal import preorder_traversal
from sympy.logic.boolalg import BooleanTrue

from stability.algebra.factors import factors
from stability.errors import CannotSolve

#: Terms of one polynomial beyond which a normal form is refused: a guard against explosion, not a tolerance.
MAX_TERMS = 20_000
#: Largest exponent that is multiplied out, and the largest power of one exponential: exp(x) is the 2500th of
#: exp(x/2500).  Beyond that factoring takes minutes, and from about 2^40 flint ends the process for want of memory.
MAX_EXPONENT = 200
MAX_UNITS = 2_500


@dataclass(frozen=True)
class Factor:
    """An irreducible polynomial over Q in ``gens`` (symbols and kernels); ``expr`` is the same as an expression."""

    expr: Any
    poly: Any
    gens: tuple[Any, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Factor) and self.expr == other.expr

    def __hash__(self) -> int:
        return hash(self.expr)

    @property
    def symbols(self) -> set[Any]:
        """The symbols it depends on, inside kernels too."""
        return self.expr.free_symbols  # type: ignore[no-any-return]

    @property
    def kernels(self) -> tuple[Any, ...]:
        """The generators that are not symbols."""
        return tuple(g for g in self.gens if not isinstance(g, Symbol))

    def coefficients(self, generator: Any) -> dict[int, Any] | None:
        """Coefficients of the powers of a generator, as expressions; None when a kernel hides the generator."""
        if generator not in self.gens:
            return None
        if isinstance(generator, Symbol) and any(generator in k.free_symbols for k in self.kernels):
            return None
        place = self.gens.index(generator)
        parts: dict[int, list[Any]] = {}
        for monomial, coefficient in self.poly.terms():
            rest = tuple(0 if i == place else k for i, k in enumerate(monomial))
            parts.setdefault(int(monomial[place]), []).append(_term(rest, coefficient, self.gens))
        return {power: Add(*terms) for power, terms in parts.items()}


@dataclass(frozen=True)
class Quotient:
    """numerator = content times the product of the factors (multiplicities apart); denominator likewise."""

    zero: bool
    factors: tuple[Factor, ...]
    multiplicities: tuple[int, ...]
    denominators: tuple[Factor, ...]


def _term(monomial: Any, coefficient: Any, gens: tuple[Any, ...]) -> Expr:
    return Mul(Integer(int(coefficient)), *(Pow(g, int(k)) for g, k in zip(gens, monomial, strict=True) if k))


def to_expression(poly: Any, gens: tuple[Any, ...]) -> Expr:
    """A flint polynomial as a SymPy expression."""
    return Add(*(_term(monomial, coefficient, gens) for monomial, coefficient in poly.terms()))


_AS_EXP = {
    tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    sinh: lambda u: (exp(u) - exp(-u)) / 2,
    cosh: lambda u: (exp(u) + exp(-u)) / 2,
    coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    tan: lambda u: sin(u) / cos(u),
    cot: lambda u: cos(u) / sin(u),
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
}


class _Builder:
    """One conversion: collects generators first, then does polynomial arithmetic."""

    def __init__(self) -> None:
        self.gens: list[Any] = []
        self.index: dict[Any, int] = {}
        self.units: dict[Any, Any] = {}
        self.exponents: dict[Any, dict[Any, Any]] = {}
        self.roots: dict[Any, int] = {}

    def prepare(self, e: Any) -> Any:
        """Rewrite hyperbolic functions by exp, canonicalise kernel arguments, note the generators."""
        if isinstance(e, Number):
            return e
        if isinstance(e, Symbol):
            self._note(e)
            return e
        if isinstance(e, (Add, Mul)):
            return e.func(*(self.prepare(a) for a in e.args), evaluate=False)
        if isinstance(e, exp):
            return self._exponential(e)
        if isinstance(e, Pow):
            return self._power(e)
        rewrite = _AS_EXP.get(e.func)
        if rewrite is not None:
            return self.prepare(rewrite(e.args[0]))
        kernel = e.func(*(canonical(a) if isinstance(a, Expr) else a for a in e.args))
        if kernel.func != e.func:
            return self.prepare(kernel)
        self._note(kernel)
        return kernel

    def _note(self, generator: Any) -> None:
        if generator not in self.index:
            self.index[generator] = len(self.gens)
            self.gens.append(generator)

    def _exponential(self, e: Any) -> Any:
        terms = {m: c for m, c in canonical(e.args[0]).as_coefficients_dict().items() if c != 0}  # some cancel
        for monomial, coefficient in terms.items():
            unit = self.units.get(monomial, S.Zero)
            self.units[monomial] = _rational_gcd(unit, coefficient)
        self.exponents[e] = terms
        return e

    def _power(self, e: Any) -> Any:
        base, exponent = e.args
        if isinstance(exponent, Integer):
            if abs(int(exponent)) > MAX_EXPONENT:
                raise CannotSolve(
                    "a polynomial normal form", f"the exponent {exponent}", f"exponents up to {MAX_EXPONENT}"
                )
            return Pow(self.prepare(base), exponent, evaluate=False)
        if isinstance(exponent, Rational):
            root = Pow(canonical(base), Rational(1, exponent.q))
            if isinstance(root, Pow) and isinstance(root.exp, Rational) and root.exp.p == 1:
                self.roots[root] = int(root.exp.q)
                self.prepare(root.base)
                self._note(root)
                return Pow(root, Integer(exponent.p), evaluate=False)
            return self.prepare(Pow(root, Integer(exponent.p)))
        self._note(e)
        return e

    def finish(self) -> None:
        for monomial, unit in self.units.items():
            self._note(exp(unit * monomial))
        # The roots come first, so that division by r^q - base reduces the power of r.
        self.gens.sort(key=lambda g: g not in self.roots)
        self.index = {g: i for i, g in enumerate(self.gens)}
        names = tuple(f"g{i}" for i in range(max(1, len(self.gens))))
        self.context = fmpz_mpoly_ctx.get(names, Ordering.lex)
        self.one = self.context.constant(1)

    def convert(self, e: Any) -> tuple[Any, Any]:
        """(numerator, denominator)."""
        if isinstance(e, Rational):
            return self.context.constant(int(e.p)), self.context.constant(int(e.q))
        if e in self.exponents:
            return self._exponent_monomial(self.exponents[e])
        if e in self.index:
            return self.context.gen(self.index[e]), self.one
        if isinstance(e, Add):
            return self._sum([self.convert(a) for a in e.args])
        if isinstance(e, Mul):
            numerator, denominator = self.one, self.one
            for a in e.args:
                top, bottom = self.convert(a)
                numerator, denominator = self._checked(numerator * top), denominator * bottom
            return numerator, denominator
        if isinstance(e, Pow):
            top, bottom = self.convert(e.args[0])
            exponent = int(e.args[1])
            if exponent < 0:
                top, bottom, exponent = bottom, top, -exponent
            return self._checked(top**exponent), self._checked(bottom**exponent)
        raise CannotSolve("a normal form", f"{e}", "write the field with rational operations and known functions")

    def _exponent_monomial(self, terms: dict[Any, Any]) -> tuple[Any, Any]:
        numerator, denominator = self.one, self.one
        for monomial, coefficient in terms.items():
            unit = self.units[monomial]
            power = int(coefficient / unit)
            if abs(power) > MAX_UNITS:
                raise CannotSolve(
                    "a polynomial normal form",
                    f"exp({coefficient*monomial}) as power {power} of exp({unit*monomial})",
                    "exponents whose ratios are short fractions",
                )
            generator = self.context.gen(self.index[exp(unit * monomial)])
            if power >= 0:
                numerator = numerator * generator**power
            else:
                denominator = denominator * generator ** (-power)
        return numerator, denominator

    def _sum(self, parts: list[tuple[Any, Any]]) -> tuple[Any, Any]:
        common = self.one
        for _, denominator in parts:
            if denominator != common:
                common = common * (denominator // common.gcd(denominator))
        total = self.context.constant(0)
        for numerator, denominator in parts:
            total = total + (numerator if denominator == common else numerator * (common // denominator))
        return self._checked(total), common

    def _checked(self, poly: Any) -> Any:
        if len(poly) > MAX_TERMS:
            raise CannotSolve(
                "a polynomial normal form", f"more than {MAX_TERMS} terms", "a smaller game, or the equilibrium by at="
            )
        return poly

    def reduce(self, poly: Any) -> Any:
        """Use r^q = base for every root r."""
        for root, q in self.roots.items():
            top, bottom = self.convert(_prepared_base(root))
            if bottom == self.one or bottom.is_constant():
                generator = self.context.gen(self.index[root])
                if poly.degrees()[self.index[root]] >= q:
                    relation = bottom * generator**q - top
                    scale = bottom ** int(poly.degrees()[self.index[root]])
                    poly = divmod(scale * poly, relation)[1]
        return poly


def _prepared_base(root: Any) -> Any:
    return root.base


def _rational_gcd(a: Any, b: Any) -> Any:
    if a == 0:
        return abs(b)
    return Rational(gcd(int(a.p) * int(b.q), int(b.p) * int(a.q)), int(a.q) * int(b.q))


def as_fraction(e: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    """(numerator, denominator, generators) in lowest terms; both polynomials are in the same generators."""
    builder = _Builder()
    prepared = builder.prepare(e)
    builder.finish()
    numerator, denominator = builder.convert(prepared)
    if builder.roots:
        numerator, denominator = builder.reduce(numerator), builder.reduce(denominator)
    common = numerator.gcd(denominator) if numerator != 0 else denominator
    if common != 1 and not common.is_constant():
        numerator, denominator = numerator // common, denominator // common
    return numerator, denominator, tuple(builder.gens)


@lru_cache(maxsize=4096)
def canonical(e: Any) -> Any:
    """Expanded numerator over expanded denominator: equal rational functions of the kernels get one form.

    >>> from sympy.abc import x, y
    >>> canonical((x + y)**2 - x*(x + 2*y))
    y**2
    """
    if e.is_Atom:
        return e
    numerator, denominator, gens = as_fraction(e)
    if denominator.is_constant():
        scale = Rational(1, int(denominator.leading_coefficient()))
        return Add(*(scale * _term(m, c, gens) for m, c in numerator.terms()))
    if denominator.leading_coefficient() < 0:
        numerator, denominator = -numerator, -denominator
    return to_expression(numerator, gens) / to_expression(denominator, gens)


def _factors(poly: Any, gens: tuple[Any, ...]) -> tuple[tuple[Factor, ...], tuple[int, ...]]:
    if poly.is_constant():
        return (), ()
    found = []
    for factor, multiplicity in factors(poly):
        signed = -factor if factor.leading_coefficient() < 0 else factor
        used = tuple(i for i, d in enumerate(signed.degrees()) if d)
        kept = tuple(gens[i] for i in used)
        found.append((Factor(to_expression(signed, gens), _project(signed, used), kept), int(multiplicity)))
    found.sort(key=lambda pair: (len(pair[0].poly), str(pair[0].expr)))
    return tuple(f for f, _ in found), tuple(m for _, m in found)


def _project(poly: Any, used: tuple[int, ...]) -> Any:
    context = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(max(1, len(used)))), Ordering.lex)
    return context.from_dict({tuple(m[i] for i in used): c for m, c in poly.terms()})


@lru_cache(maxsize=4096)
def quotient(e: Any) -> Quotient:
    """The factored normal form of an expression.

    >>> from sympy.abc import x, y
    >>> [str(f.expr) for f in quotient(x**3*y - x*y**3).factors]
    ['x', 'y', '-x + y', 'x + y']
    >>> quotient((x + 1)**2 - x**2 - 2*x - 1).zero
    True
    """
    numerator, denominator, gens = as_fraction(e)
    if numerator == 0:
        return Quotient(True, (), (), ())
    factors, multiplicities = _factors(numerator, gens)
    return Quotient(False, factors, multiplicities, _factors(denominator, gens)[0])


def is_zero(e: Any) -> bool:
    """Whether the normal form is 0; True is a proof, False is not."""
    return e == 0 or _vanishes(e)


@lru_cache(maxsize=4096)
def _vanishes(e: Any) -> bool:
    try:
        return bool(as_fraction(e)[0] == 0)
    except CannotSolve:  # a form beyond its limits: no proof
        return False


#: Where inverse functions are real.
_BOUNDED = {
    asin: lambda u: Ge(1 - u**2, 0),
    acos: lambda u: Ge(1 - u**2, 0),
    atanh: lambda u: Gt(1 - u**2, 0),
    acosh: lambda u: Ge(u - 1, 0),
}


def guards(e: Any) -> set[Any]:
    """Conditions under which the expression is defined and real: denominators, logarithms, even roots, expectations.

    What stands under an expectation is judged by the expectation: no condition holds its bound variables.  Raises
    NotApplicable for an expectation of which it is not known where it exists.  A piece of a Piecewise is asked where
    that piece is chosen, not here.

    >>> from sympy.abc import x
    >>> guards(log(x)) == {Gt(x, 0)}
    True
    """
    if e.has(Piecewise):
        hidden = {p: Dummy(real=True) for p in e.atoms(Piecewise)}
        back = {d: p for p, d in hidden.items()}
        return {g.xreplace(back) for g in guards(e.xreplace(hidden))}
    integrals = [node for node in preorder_traversal(e) if getattr(node, "is_expectation", False)]
    bound = {v for node in integrals for v in node.args[1:]}
    found: set[Any] = {Gt(condition, 0) for node in integrals for condition in node.existence.conditions}
    for node in e.atoms(Pow, log, tan, cot, sec, csc, coth, *_BOUNDED):
        if isinstance(node, Pow):
            base, exponent = node.args
            even_root = not isinstance(exponent, Integer)
            if exponent.is_negative and not even_root:
                found.add(Ne(base, 0))
            elif even_root and base.is_positive is not True:
                found.add(Gt(base, 0) if exponent.is_nonnegative is not True else Ge(base, 0))
        elif isinstance(node, log):
            found.add(Gt(node.args[0], 0))
        elif isinstance(node, coth):
            found.add(Ne(node.args[0], 0))
        elif isinstance(node, (asin, acos, atanh, acosh)):
            found.add(_BOUNDED[node.func](node.args[0]))
        else:
            found.add(Ne(sin(node.args[0]) if isinstance(node, (cot, csc)) else cos(node.args[0]), 0))
    return {g for g in found if not isinstance(g, BooleanTrue) and not g.free_symbols & bound}
