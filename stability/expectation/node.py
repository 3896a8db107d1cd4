r"""The Expectation node and ``expectation``.

E g(X, theta) for a law of X is kept as an integral over independent N(0, 1) and U(-1, 1) variates whose laws hold no
parameter.  It is linear, it evaluates itself as soon as its integrand has a closed form (in particular when a
substitution turns the integrand into a polynomial), and it differentiates under the integral where that is justified:

    d/dpsi E f(psi x) = E x f'(psi x),    which at psi = 0 becomes f'(0) E x.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sympy import Add, Expr, Integer, Mul, Rational, Symbol, exp, expand_mul, log
from sympy.core.function import AppliedUndef
from sympy.core.numbers import One

from stability.algebra.conditions.domain import partial_parts
from stability.algebra.exact import exact, shorten
from stability.algebra.jets import to_jets
from stability.errors import BadInput
from stability.expectation.balls import enclosure, float_of
from stability.expectation.bounds import NoMajorant
from stability.expectation.exchange import JUMPS, Justification, justify
from stability.expectation.existence import Existence, existence
from stability.expectation.laws import check_law
from stability.expectation.majorant import as_quotient, majorant
from stability.expectation.moments import mean
from stability.expectation.piecewise import scaled_out
from stability.expectation.standard.polynomials import polynomial_mean
from stability.expectation.variates import Variate, display_names, law_text, ordered, variate, variates_in


class Expectation(Expr):  # type: ignore[misc]
    r"""``Expectation(g, variables, law)``: E g(X) for X ~ law; ``variables`` names the components of X inside g.

    A sum of nodes and closed forms; what has a closed form is evaluated at once.  Parameters are differentiated and
    substituted like in any expression; the variables are bound and invisible outside.

    >>> from sympy import exp, log, symbols
    >>> from stability.expectation import Normal
    >>> psi, x = symbols("psi x", real=True)
    >>> loss = Expectation(-log(1 + exp(-psi*x)), x, Normal(0, 1))
    >>> print(loss)
    -E[log(1 + exp(-psi*x)), x~N(0, 1)]
    >>> loss.diff(psi, 2).subs(psi, 0)
    -1/4

    Raises BadInput for floats, infinite values and a wrong number of variables; differentiation raises NotApplicable
    where it cannot be exchanged with the integral.
    """

    is_expectation = True  # for modules that must not import this one
    is_commutative = True

    def __new__(cls, integrand: Any, *rest: Any, law: Any = None) -> Any:
        if rest and law is None and all(isinstance(v, Variate) for v in rest):
            return _from_variates(integrand, rest)  # SymPy rebuilds a node from its arguments
        *variables, last = (*rest, law) if law is not None else (rest or (None,))
        return expectation(integrand, variables[0] if len(variables) == 1 else tuple(variables), last)

    @property
    def integrand(self) -> Expr:
        return self.args[0]

    @property
    def variates(self) -> tuple[Variate, ...]:
        return self.args[1:]  # type: ignore[no-any-return]

    @property
    def free_symbols(self) -> set[Symbol]:
        return self.args[0].free_symbols - set(self.args[1:])  # type: ignore[no-any-return]

    @property
    def existence(self) -> Existence:
        """Where this value exists; NotApplicable when no bound is known anywhere."""
        return existence(self.integrand, self.variates)

    def enclosure(self, bits: int) -> Any:
        """A ball around the value, which must hold no parameter, to about ``bits`` bits."""
        return enclosure(self, bits)

    def justification(self, symbol: Symbol) -> Justification:
        """Why d/dsymbol may be taken under the integral; NotApplicable when it may not."""
        return justify(self.integrand, self.variates, symbol)

    def _eval_derivative(self, s: Any) -> Any:
        if s in self.args[1:] or s not in self.args[0].free_symbols:
            return Integer(0)
        justify(self.integrand, self.variates, s)
        return _from_variates(self.integrand.diff(s), self.args[1:])

    def _xreplace(self, rule: Mapping[Any, Any]) -> tuple[Any, bool]:
        if self in rule:
            return rule[self], True
        own = set(self.args[1:])
        if not isinstance(rule, Mapping):  # SymPy's Transform, a rule given by a test and a function
            integrand, changed = (self.args[0], False) if any(v in rule for v in own) else self.args[0]._xreplace(rule)
            return (_from_variates(integrand, self.args[1:]), True) if changed else (self, False)
        inner = {k: v for k, v in rule.items() if k not in own}
        body, variates = self._apart_from(inner.values())
        integrand, changed = body._xreplace(inner)
        return (_from_variates(integrand, variates), True) if changed else (self, False)

    def _apart_from(self, values: Iterable[Any]) -> tuple[Expr, tuple[Variate, ...]]:
        """Integrand and variates, renamed when a value to be put in holds a variate of the same name (no capture)."""
        own = set(self.args[1:])
        foreign = {s for v in values if hasattr(v, "free_symbols") for s in variates_in(v)}
        if not foreign & own:
            return self.args[0], self.args[1:]
        level = _free_level({s.level for s in foreign} | _levels(self.args[0]))
        rename = {v: variate(v.kind, level, v.index) for v in own}
        return self.args[0].xreplace(rename), tuple(rename[v] for v in self.args[1:])

    def _eval_subs(self, old: Any, new: Any) -> Any:
        if old in self.args[1:]:
            return self
        integrand, variates = self._apart_from((new,))
        return _from_variates(integrand._subs(old, new), variates)

    def doit(self, **hints: Any) -> Any:
        """Evaluate what has a closed form after expansion."""
        inner = self.args[0].doit(**hints)
        return _from_variates(inner.expand(), self.args[1:])

    def _eval_is_real(self) -> bool | None:
        return True if self.args[0].is_real else None

    def _eval_is_positive(self) -> bool | None:
        return True if _is_positive(self.args[0], self.args[1:]) else None

    def _eval_is_negative(self) -> bool | None:
        return True if _is_positive(-self.args[0], self.args[1:]) else None

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.args[0].is_nonnegative else None

    def _eval_is_nonpositive(self) -> bool | None:
        return True if self.args[0].is_nonpositive else None

    def _eval_evalf(self, prec: int) -> Any:
        return self if self.free_symbols else float_of(self, prec)

    def _shown(self) -> tuple[Expr, list[tuple[Symbol, str]]]:
        names = display_names(self.args[1:], self.free_symbols | _bound_names(self.args[0]))
        return self.args[0].xreplace(names), [(names[v], v.kind) for v in self.args[1:]]

    def _sympystr(self, printer: Any) -> str:
        shown, names = self._shown()
        laws = ", ".join(f"{printer._print(name)}~{law_text(kind, False)}" for name, kind in names)
        return f"E[{printer._print(shown)}, {laws}]"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        shown, names = self._shown()
        laws = r",\, ".join(rf"{printer._print(name)} \sim {law_text(kind, True)}" for name, kind in names)
        body = rf"\mathbb{{E}}_{{{laws}}}\left[{printer._print(shown)}\right]"
        return body if exp is None else rf"\left({body}\right)^{{{exp}}}"


def _is_positive(integrand: Expr, group: tuple[Variate, ...]) -> bool:
    """Positive everywhere; or non-negative, continuous, and positive at one point: E tanh(x)^2 > 0."""
    if integrand.is_positive:
        return True
    if not integrand.is_nonnegative or integrand.has(*JUMPS) or partial_parts(integrand):
        return False
    point = {v: Rational(k + 1, len(group) + 1) for k, v in enumerate(group)}
    return integrand.xreplace(point).is_positive is True


def _bound_names(e: Expr) -> set[Symbol]:
    """Display names that nested expectations use already."""
    used: set[Symbol] = set()
    for inner in e.atoms(Expectation):
        used |= set(display_names(inner.args[1:], inner.free_symbols | _bound_names(inner.args[0])).values())
    return used


def expectation(integrand: Any, variables: Any, law: Any) -> Expr:
    r"""E g(X) for X ~ law: the closed form where there is one, otherwise a sum of Expectation nodes.

    integrand: g, an exact real expression, possibly with abstract functions; variables: the symbol or symbols that name
    the components of X, one for each dimension of the law.

    >>> from sympy import Function, exp, symbols
    >>> from stability.expectation import Normal, Uniform
    >>> psi, theta, x = symbols("psi theta x", real=True)
    >>> expectation(x**4, x, Uniform(-1, 1)), expectation(x**2, x, Normal(theta, 1))
    (1/5, theta**2 + 1)
    >>> expectation(exp(psi*x), x, Normal(0, variance=4))
    exp(2*psi**2)
    >>> expectation(Function("f")(psi*x), x, Normal(theta, 1)).diff(psi).subs(psi, 0)
    theta*f'(0)

    Raises BadInput for a wrong number of variables, floats and infinite values.
    """
    names = tuple(variables) if isinstance(variables, (tuple, list)) else (variables,)
    found = check_law(law)
    if not all(isinstance(n, Symbol) for n in names) or len(set(names)) != len(names):
        raise BadInput("the variables of an expectation", shorten(names), "distinct symbols, one for each component")
    if found.dimension != len(names):
        raise BadInput(
            f"an expectation over {len(names)} variables",
            f"a law in dimension {found.dimension}",
            "one name for each component of the random variable",
        )
    given = exact(integrand, "the integrand of an expectation")
    given = to_jets(given) if given.has(AppliedUndef) else given
    terms = []
    for weight, point in found.branches():
        value = _plain_logarithms(given.xreplace(dict(zip(names, point, strict=True))))
        drawn = variates_in(value) - variates_in(given)
        terms.append(weight * (_from_variates(value, drawn) if drawn else value))
    return Add(*terms)


def _plain_logarithms(e: Expr) -> Expr:
    """log(c exp(p) / q) = log c + p - log q for c, q > 0, the shape of conjugates such as -log(2 - exp(t))."""

    def rewrite(node: Any) -> Expr:
        parts = as_quotient(node.args[0])
        if parts is None:
            return node  # type: ignore[no-any-return]
        c, power = parts[0].as_coeff_Mul()
        if c.is_positive is not True or not isinstance(power, (exp, One)) or parts[1].is_positive is not True:
            return node  # type: ignore[no-any-return]
        return log(c) + (power.args[0] if isinstance(power, exp) else 0) - log(parts[1])

    return e.replace(lambda n: isinstance(n, log) and n.args[0].is_Add, rewrite) if e.has(log) else e


def _from_variates(integrand: Any, variates: Any) -> Expr:
    """The canonical form of an integral over standard variates."""
    group = tuple(variates) if isinstance(variates, (tuple, list, set)) else (variates,)
    if not all(isinstance(v, Variate) for v in group):
        raise BadInput(
            "an expectation", f"the variables {shorten(group)} without a law", "Expectation(integrand, variables, law)"
        )
    return _integrate(scaled_out(integrand, group), ordered(group))


def _integrate(integrand: Expr, group: tuple[Variate, ...]) -> Expr:
    if integrand.is_polynomial(*group):
        return polynomial_mean(integrand, group)
    if not isinstance(integrand, Add):
        return _integrate_term(integrand, group)
    constant, moving = integrand.as_independent(*group, as_Add=True)
    easy: list[Expr] = []
    hard: list[Expr] = []
    for term in Add.make_args(moving):
        value = _closed(term, group)
        if value is None:
            hard.append(term)
        else:
            easy.append(value)
    if len(hard) <= 1 or all(_integrable(term, group) for term in hard):
        return Add(constant, *easy, *(_integrate_term(term, group, tried=True) for term in hard))
    return Add(constant, *easy, _bind(Add(*hard), group))


def _integrate_term(term: Expr, group: tuple[Variate, ...], tried: bool = False) -> Expr:
    value = None if tried else _closed(term, group)
    if value is not None:
        return value
    factor, dependent = term.as_independent(*group, as_Add=False)
    expanded = expand_mul(dependent, deep=False)
    if isinstance(expanded, Add):
        parts = [_closed(part, group) for part in expanded.args]
        if all(part is not None for part in parts):
            return Mul(factor, Add(*parts))
    return _scaled(factor, dependent, group)


def _scaled(factor: Expr, dependent: Expr, group: tuple[Variate, ...]) -> Expr:
    if _is_odd(dependent, group) and _integrable(dependent, group):
        return Integer(0)
    node = _bind(dependent, group)
    return Mul(factor, node)


def _closed(term: Expr, group: tuple[Variate, ...]) -> Expr | None:
    """The exact mean of a product, integrating one variate after another; None when nothing is gained."""
    factor, dependent = term.as_independent(*group, as_Add=False)
    used = tuple(v for v in group if dependent.has_free(v))
    if not used:
        return term
    if dependent.is_polynomial(*used):
        return factor * polynomial_mean(dependent, used)
    for v in used:
        inner, outer = _split_by(dependent, v)
        value = mean(inner, v)
        if value is not None:
            rest = tuple(w for w in used if w != v)
            product = outer * value
            return factor * (_integrate(product, rest) if rest else product)
    return None


def _split_by(dependent: Expr, v: Variate) -> tuple[Expr, Expr]:
    outer, inner = dependent.as_independent(v, as_Add=False)
    return inner, outer


def _is_odd(e: Expr, group: tuple[Variate, ...]) -> bool:
    """g(-x) = -g(x) in one variate of a symmetric law, or in all of them together."""
    used = [v for v in group if e.has_free(v) and v.law.symmetric]
    flips = [{v: -v} for v in used] + ([{v: -v for v in used}] if len(used) > 1 else [])
    return any(e.xreplace(flip) == -e for flip in flips)


@lru_cache(maxsize=4096)
def _integrable(term: Expr, group: tuple[Variate, ...]) -> bool:
    try:
        return not majorant(term, group).conditions
    except NoMajorant:
        return False


def _levels(e: Expr) -> set[int]:
    """Levels that nested expectations bind or that occur free."""
    return {v.level for v in e.atoms(Variate)}


def _free_level(taken: set[int]) -> int:
    level = 1
    while level in taken:
        level += 1
    return level


def _bind(integrand: Expr, group: tuple[Variate, ...]) -> Expr:
    """The node itself: unused variates dropped, the others renumbered: equal integrals are equal."""
    used = ordered(v for v in group if integrand.has_free(v))
    if not used:
        return integrand
    own = set(used)
    inside: set[int] = set()
    if integrand.has(Expectation):
        for node in integrand.atoms(Expectation):
            inside |= {v.level for v in node.args[1:]}
    foreign = {s.level for s in variates_in(integrand) - own}
    level = _free_level(inside | foreign)
    counts: dict[str, int] = {}
    rename = {}
    for v in used:
        index = counts.get(v.kind, 0)
        counts[v.kind] = index + 1
        rename[v] = variate(v.kind, level, index)
    if any(old != new for old, new in rename.items()):
        integrand = integrand.xreplace(rename)
    return Expr.__new__(Expectation, integrand, *(rename[v] for v in used))


def nodes(expression: Any) -> tuple[Expectation, ...]:
    """All expectations inside an expression, innermost included, in a fixed order."""
    return tuple(sorted(expression.atoms(Expectation), key=lambda n: n.sort_key()))


def justifications(expression: Any, symbols: Iterable[Symbol]) -> dict[Symbol, tuple[Justification, ...]]:
    """For each symbol, why every expectation in the expression may be differentiated under the integral.

    >>> from sympy import Function, symbols
    >>> from stability.expectation import Normal
    >>> psi, x = symbols("psi x", real=True)
    >>> loss = expectation(Function("f")(psi*x), x, Normal(0, 1))
    >>> print(justifications(loss, [psi])[psi][0])
    dominated by C*(1 + |x|)^2, whose normal moments are finite; assuming f is smooth and its derivatives grow at most \
polynomially

    Raises NotApplicable for the first one that may not.
    """
    found = nodes(expression)
    return {s: tuple(dict.fromkeys(n.justification(s) for n in found if s in n.free_symbols)) for s in symbols}
