r"""Derivatives of E p(x) h(u(x)) with p and u polynomials in the variates and h no polynomial.

    d/ds E p h(u) = E (dp/ds) h(u) + E p (du/ds) h'(u),

both of the same shape.  Whether such an integral has a closed form, is odd, or is dominated depends on h(u) and its
derivatives only, because a polynomial factor changes none of these answers (oddness up to its own sign); they are
therefore found once for each h, and every entry of a Jacobian costs two products.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Abs, Add, Expr, Integer, Max, Min, Mul, Pow, Symbol, log

from stability.algebra.jets import Jet
from stability.expectation.bounds import NoMajorant
from stability.expectation.exchange import JUMPS
from stability.expectation.majorant import majorant
from stability.expectation.node import Expectation
from stability.expectation.variates import Variate, variates_in

Group = tuple[Variate, ...]


@dataclass(frozen=True)
class Core:
    """h(u) without a closed form, dominated together with its multiples by polynomials.

    symmetries: reflections of variates that change at most its sign, with that sign."""

    value: Expr
    symmetries: tuple[tuple[dict[Variate, Expr], int], ...]


@lru_cache(maxsize=512)
def core_of(value: Expr, group: Group) -> Core | None:
    """The record, or None when the general way has to be taken."""
    if variates_in(value) != set(group) or value.has(Expectation, Abs, Max, Min, *JUMPS):
        return None
    factors = Mul.make_args(value)
    if not all(any(_opaque(f) and f.has_free(v) for f in factors) for v in group):
        return None
    try:
        if majorant(value, group).conditions:
            return None
    except NoMajorant:
        return None
    even = [v for v in group if v.law.symmetric]
    flips = [{v: -v} for v in even] + ([{v: -v for v in even}] if len(even) > 1 else [])
    images = [(flip, value.xreplace(flip)) for flip in flips]
    return Core(value, tuple((flip, 1 if e == value else -1) for flip, e in images if e in (value, -value)))


def _opaque(factor: Expr) -> bool:
    """No rule for exact means knows these, whatever polynomial they are multiplied with."""
    return isinstance(factor, (log, Jet)) or (isinstance(factor, Pow) and factor.exp.is_negative is True)


class Chains:
    """Derivatives of integrals, with a memory.

    slope: e -> (h'(u), u) for e = h(u), or None; derivative: (e, s) -> de/ds for polynomials in the variates.
    """

    def __init__(self, slope: Callable[[Any], Any], derivative: Callable[[Any, Symbol], Expr]) -> None:
        self._slope, self._derivative = slope, derivative
        self._parts: dict[Any, tuple[Expr, Core] | None] = {}
        self._slopes: dict[Any, tuple[Expr, Core, Expr] | None] = {}
        self._nodes: dict[Any, Expr] = {}
        self._constant: dict[Any, bool] = {}

    def __call__(self, node: Any, s: Symbol) -> Expr | None:
        """d(node)/ds, or None when the integrand is not of this shape."""
        parts = self._split(node)
        if parts is None:
            return None
        factor, core = parts
        terms = []
        changed = self._derivative(factor, s)
        if changed != 0:
            terms.append(self._integral(changed, core, node.variates))
        if core.value.has_free(s):
            inner = self._slope_of(core, node.variates)
            if inner is None:
                return None
            number, outer, argument = inner
            product = Mul(factor, self._derivative(argument, s))
            terms.append(Mul(number, self._integral(product, outer, node.variates)))
        return Add(*terms)

    def _split(self, node: Any) -> tuple[Expr, Core] | None:
        """The polynomial factor and the rest."""
        if node not in self._parts:
            smooth: list[Expr] = []
            rest: list[Expr] = []
            for f in Mul.make_args(node.integrand):
                (smooth if f.is_polynomial(*node.variates) else rest).append(f)
            inner = any(f.has(Expectation) or variates_in(f) - set(node.variates) for f in smooth)
            core = None if inner else core_of(Mul(*rest), node.variates)
            self._parts[node] = None if core is None else (Mul(*smooth), core)
        return self._parts[node]

    def _slope_of(self, core: Core, group: Group) -> tuple[Expr, Core, Expr] | None:
        """(a number, h' as a record, u)."""
        if core.value not in self._slopes:
            self._slopes[core.value] = None
            found = _of_jet(core.value) or self._slope(core.value)
            if found is not None and found[1].is_polynomial(*group):
                number, outer = found[0].as_coeff_Mul()
                record = core_of(outer, group)
                self._slopes[core.value] = None if record is None else (number, record, found[1])
        return self._slopes[core.value]

    def _integral(self, factor: Expr, core: Core, group: Group) -> Expr:
        """E factor * core in canonical form."""
        key = (factor, core.value)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._canonical(factor, core, group)
        return found

    def _canonical(self, factor: Expr, core: Core, group: Group) -> Expr:
        outside: list[Expr] = []
        inside: list[Expr] = []
        for f in Mul.make_args(factor):
            (outside if self._free_of(f, group) else inside).append(f)
        product = Mul(*inside)
        if any(product.xreplace(flip) == -sign * product for flip, sign in core.symmetries):
            return Integer(0)
        return Mul(*outside, Expr.__new__(Expectation, Mul(*inside, core.value), *group))

    def _free_of(self, factor: Expr, group: Group) -> bool:
        key = (factor, group)
        if key not in self._constant:
            self._constant[key] = not factor.has_free(*group)
        return self._constant[key]


def _of_jet(value: Expr) -> tuple[Expr, Expr] | None:
    return (Jet(value.args[0], value.order + 1, value.argument), value.argument) if isinstance(value, Jet) else None
