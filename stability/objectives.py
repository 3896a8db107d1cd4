"""What a GAN's players optimize: the scalar functions f of E_fake f(D) + E_real f(-D), and pairs of functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Lambda, Min, Symbol, exp, log
from sympy.core.function import FunctionClass

from stability.algebra.exact import exact, real_symbols, shorten
from stability.algebra.jets import instantiate, to_jets
from stability.algebra.names import placeholder
from stability.errors import BadInput

_t = placeholder("t", __name__, real=True)


def _function(given: Any, what: str) -> Lambda:
    """A function of one real variable, as a Lambda with an exact real body."""
    if isinstance(given, type) and not isinstance(given, FunctionClass):
        raise BadInput(what, f"the class {given.__name__}", "a Lambda, a callable on expressions, or Function('f')")
    if not callable(given) or (isinstance(given, Lambda) and len(given.variables) != 1):
        raise BadInput(what, shorten(repr(given)), "Lambda(t, ...) in one variable, a callable, or Function('f')")
    try:
        body = given(_t)
    except (TypeError, ValueError, AttributeError, ArithmeticError) as problem:
        found = f"{shorten(repr(given))}, which fails on a symbol: {shorten(str(problem))}"
        raise BadInput(what, found, "a callable on SymPy expressions, with sympy.exp and so on") from None
    if not isinstance(body, (Expr, int)):
        found = f"a callable that returns {shorten(repr(body))}"
        raise BadInput(what, found, "a callable that returns a SymPy expression")
    value = to_jets(exact(body, what))
    real_symbols(value.free_symbols, f"the symbols of {what}")
    return Lambda(_t, value)


@dataclass(frozen=True)
class Objective:
    r"""The value L = E_{x~fake} fake(D(x)) + E_{x~real} real(D(x)), which the discriminator maximizes.

    fake, real: functions of one variable (Lambda, callable, abstract Function).  A single f is the pair
    (f(t), f(-t)), ``Objective.of(f)``.  The saturating generator minimizes L, the non-saturating one minimizes
    E_fake generator(D), where ``generator`` is -real(t) unless another function is given.  Large D means "fake".

    >>> pair = Objective.of(logistic)
    >>> print(pair.real)
    Lambda(t, -log(exp(t) + 1))
    >>> pair.slope, pair.curvature, pair.balance
    (1/2, -1/2, 0)

    Raises BadInput for what is no function of one real variable.
    """

    fake: Any
    real: Any
    generator: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "fake", _function(self.fake, "the function of the generated points"))
        object.__setattr__(self, "real", _function(self.real, "the function of the data"))
        if self.generator is None:
            object.__setattr__(self, "generator", Lambda(_t, -self.real(_t)))
        else:
            object.__setattr__(self, "generator", _function(self.generator, "the non-saturating generator's function"))

    @classmethod
    def of(cls, f: Any) -> Objective:
        """f itself when it is an Objective, else the pair (f(t), f(-t)) of the usual GAN."""
        if isinstance(f, Objective):
            return f
        single = _function(f, "the function f of a GAN")
        return cls(single, Lambda(_t, single(-_t)))

    @classmethod
    def from_divergence(cls, activation: Any, conjugate: Any) -> Objective:
        r"""The f-GAN E_real T - E_fake f*(T) with T = activation(-D), so that large D still means "fake".

        activation: maps R into the domain of f*; conjugate: f*(t) = sup_u (u t - f(u)).  D = 0 belongs to equal laws
        when activation(0) = f'(1).

        >>> from sympy import Lambda, Symbol, exp
        >>> t = Symbol("t", real=True)
        >>> from_kl = Objective.from_divergence(Lambda(t, t + 1), Lambda(t, exp(t - 1)))
        >>> from_kl == kl
        True

        Reference: Nowozin, Cseke, Tomioka 2016 (arXiv 1606.00709), section 2.
        """
        level, dual = _function(activation, "the activation of an f-GAN"), _function(conjugate, "the conjugate f*")
        level = level(-_t)
        return cls(Lambda(_t, -dual(level)), Lambda(_t, level))

    @property
    def free_symbols(self) -> set[Symbol]:
        """The parameters of the functions."""
        return set().union(*(g.free_symbols for g in (self.fake, self.real, self.generator)))

    def _at_zero(self, order: int) -> tuple[Expr, Expr]:
        slopes = [g(_t).diff(_t, order).xreplace({_t: Integer(0)}) for g in (self.fake, self.real)]
        return slopes[0], slopes[1]

    @property
    def slope(self) -> Expr:
        """fake'(0): f'(0) of the usual GAN."""
        return self._at_zero(1)[0]

    @property
    def curvature(self) -> Expr:
        """fake''(0) + real''(0): 2 f''(0) of the usual GAN."""
        return sum(self._at_zero(2), Integer(0))

    @property
    def balance(self) -> Expr:
        """fake'(0) + real'(0): zero exactly when D = 0 is a best answer to equal laws."""
        return sum(self._at_zero(1), Integer(0))

    def instantiate(self, values: dict[Any, Any], functions: dict[str, Any]) -> Objective:
        """Numbers for parameters, given functions for abstract ones."""
        given = (self.fake, self.real, self.generator)
        return Objective(*(Lambda(_t, instantiate(g(_t), functions).xreplace(values)) for g in given))


#: f(t) = -log(1 + exp(-t)), the original GAN; f'(0) = 1/2, f''(0) = -1/4.
logistic = Lambda(_t, -log(1 + exp(-_t)))

#: f(t) = t, the Wasserstein GAN; f'(0) = 1, f''(0) = 0.
wasserstein = Lambda(_t, _t)

#: f(t) = -(1 - t)^2, a least-squares GAN; f'(0) = 2, and f' vanishes at t = 1.
least_squares = Lambda(_t, -((1 - _t) ** 2))

#: min(0, t - 1) on generated points, min(0, -t - 1) on data: the hinge GAN, smooth only where D avoids -1 and 1.  The
#: non-saturating generator minimizes E_fake D, as published code does.
hinge = Objective(Lambda(_t, Min(0, _t - 1)), Lambda(_t, Min(0, -_t - 1)), Lambda(_t, _t))

# f-GANs, written so that D = 0 belongs to equal laws and large D means "fake": with the activation T and the conjugate
# f* of each divergence, fake(t) = -f*(T(-t)) and real(t) = T(-t).

#: Kullback-Leibler: T = 1 + v, f*(t) = exp(t - 1).
kl = Objective(Lambda(_t, -exp(-_t)), Lambda(_t, 1 - _t))

#: Reverse Kullback-Leibler: T = -exp(-v), f*(t) = -1 - log(-t).
reverse_kl = Objective(Lambda(_t, 1 + _t), Lambda(_t, -exp(_t)))

#: Pearson's chi-squared: T = v, f*(t) = t + t^2/4.
pearson = Objective(Lambda(_t, _t - _t**2 / 4), Lambda(_t, -_t))

#: Neyman's chi-squared: T = 1 - exp(-v), f*(t) = 2 - 2 sqrt(1 - t).
neyman = Objective(Lambda(_t, 2 * exp(_t / 2) - 2), Lambda(_t, 1 - exp(_t)))

#: Squared Hellinger: T = 1 - exp(-v), f*(t) = t/(1 - t).
hellinger = Objective(Lambda(_t, 1 - exp(-_t)), Lambda(_t, 1 - exp(_t)))

#: Jensen-Shannon: T = log 2 - log(1 + exp(-v)), f*(t) = -log(2 - exp(t)); the logistic GAN plus 2 log 2.
jensen_shannon = Objective(Lambda(_t, log(2) - log(1 + exp(-_t))), Lambda(_t, log(2) - log(1 + exp(_t))))
