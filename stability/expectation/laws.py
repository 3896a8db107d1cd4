r"""Probability laws on R^d, each an image of independent variates of base laws: N(0, 1), U(-1, 1), ...

**Convention: the second argument of Normal is the VARIANCE**, as papers write N(mu, sigma^2); NumPy, SciPy, PyTorch
and sympy.stats take the standard deviation in that place.  Write ``Normal(mu, variance=v)`` or ``Normal(mu, std=s)``
to leave no doubt.

Every law offers

* ``dimension``: d;
* ``branches()``: pairs (weight, point); a point is a tuple of d expressions in variates, and
  E g(X) = sum of weight * E g(point);
* ``atoms``: the same without any variate, when the law is finitely supported;
* ``free_symbols`` and ``xreplace(rule)`` for parameters inside the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product as cartesian
from typing import Any

from sympy import Abs, Mul, Symbol

from stability.algebra.names import Internal, distinct_names, placeholder
from stability.errors import BadInput
from stability.expectation.continuous import Normal, Standard, Uniform
from stability.expectation.law import (
    AbstractLaw,
    Branch,
    Finite,
    PointMass,
    is_sequence,
    listing,
    probabilities,
    put,
    vector,
)
from stability.expectation.variates import Source, variates_in


@dataclass(frozen=True)
class Mixture(AbstractLaw):
    """The law sum of weight_i * law_i.

    >>> from sympy import Rational
    >>> two = Mixture((Rational(1, 4), Rational(3, 4)), (PointMass(0), PointMass(1)))
    >>> two.atoms
    ((1/4, (0,)), (3/4, (1,)))
    """

    weights: Any
    laws: Any

    def __post_init__(self) -> None:
        laws = _laws(self.laws)
        weights = vector(self.weights, "the weights of a mixture")
        if len({law.dimension for law in laws}) != 1 or len(weights) != len(laws):
            raise BadInput(
                "a mixture",
                f"{len(weights)} weights and laws in dimensions {[x.dimension for x in laws]}",
                "Mixture(weights, laws) with one weight for each law and one dimension",
            )
        object.__setattr__(self, "laws", laws)
        object.__setattr__(self, "weights", probabilities(weights))

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        draw = source or Source()
        return tuple(
            (w * v, point) for w, law in zip(self.weights, self.laws, strict=True) for v, point in law.branches(draw)
        )

    def __str__(self) -> str:
        return " + ".join(f"{w} {law}" for w, law in zip(self.weights, self.laws, strict=True))


@dataclass(frozen=True)
class Independent(AbstractLaw):
    """The product of independent laws: the coordinates of the first, then of the second, ...

    >>> Independent((PointMass(1), Normal([0, 0], 1))).dimension
    3
    """

    laws: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "laws", _laws(self.laws))

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        draw = source or Source()
        parts = [law.branches(draw) for law in self.laws]
        return tuple(
            (Mul(*(w for w, _ in choice)), tuple(c for _, point in choice for c in point))
            for choice in cartesian(*parts)
        )

    def __str__(self) -> str:
        return " x ".join(map(str, self.laws))


@dataclass(frozen=True)
class Pushforward(AbstractLaw):
    """The law of map(z) for z ~ law; ``variables`` names the components of z inside ``map`` (a number or a vector).

    >>> a, z = Symbol("a", real=True), Symbol("z", real=True)
    >>> Pushforward(a*z, z, Uniform(-1, 1)).branches()
    ((1, (a*U0_0,)),)
    """

    map: Any
    variables: Any
    law: Any

    def __post_init__(self) -> None:
        (law,) = _laws((self.law,))
        names = tuple(self.variables) if is_sequence(self.variables) else (self.variables,)
        if (
            not all(isinstance(n, Symbol) for n in names)
            or len(set(names)) != len(names)
            or len(names) != law.dimension
        ):
            raise BadInput(
                "the variables of a pushforward",
                f"{names} for a law in dimension {law.dimension}",
                "one distinct symbol for each component of the law that is pushed forward",
            )
        given = vector(self.map, "the map of a pushforward")
        distinct_names("a pushforward", names, given)
        # bound variables: symbols of our own, the same for equal laws, so that no value put in later is captured
        own = {n: n if isinstance(n, Internal) else _bound(n, k) for k, n in enumerate(names)}
        object.__setattr__(self, "map", tuple(component.xreplace(own) for component in given))
        object.__setattr__(self, "variables", tuple(own.values()))
        object.__setattr__(self, "law", law)

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        found = []
        for weight, point in self.law.branches(source or Source()):
            rule = dict(zip(self.variables, point, strict=True))
            found.append((weight, tuple(component.xreplace(rule) for component in self.map)))
        return tuple(found)

    def xreplace(self, rule: Mapping[Any, Any]) -> Any:
        free = {k: v for k, v in rule.items() if k not in self.variables}
        return Pushforward(put(self.map, free), self.variables, self.law.xreplace(rule))

    def __str__(self) -> str:
        return f"law of {listing(self.map)} with {listing(self.variables)} ~ {self.law}"


def _bound(name: Symbol, place: int) -> Internal:
    return placeholder(name.name, f"component {place} of a pushforward", **name._assumptions_orig)


Law = PointMass | Finite | Normal | Uniform | Standard | Mixture | Independent | Pushforward
_CLASSES = (PointMass, Finite, Normal, Uniform, Standard, Mixture, Independent, Pushforward)


def check_law(law: Any) -> Law:
    """``law`` itself, or BadInput."""
    if not isinstance(law, _CLASSES):
        raise BadInput("a law", f"{law!r}", "PointMass, Finite, Normal, Uniform, Mixture, Independent or Pushforward")
    return law


def _laws(values: Any) -> tuple[Law, ...]:
    given = tuple(values) if is_sequence(values) else (values,)
    if not given:
        raise BadInput("laws", "none", "at least one law")
    return tuple(check_law(law) for law in given)


def require_fixed_base(law: Any, variables: Any) -> Law:
    """``law``, when it is the image of a law free of the players' ``variables``; else BadInput with a remedy.

    Expectations are differentiated with respect to players' variables under the integral, so such a variable may move
    the points, never the weights.  PointMass(theta), Normal(theta, 1), Uniform(theta - 1, theta + 1) pass: they are
    theta + z with z of a fixed law (location and scale).

    >>> theta = Symbol("theta", positive=True)
    >>> str(require_fixed_base(Normal(theta, 1), [theta]))
    'N(theta, 1)'
    >>> require_fixed_base(Mixture((1 / (1 + theta), theta / (1 + theta)), (PointMass(0), PointMass(1))), [theta])
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for a law whose weights do not depend on a player's variables. Found: \
the weight 1/(theta + 1). Try: an image of a fixed law, such as Pushforward(theta*z, z, Normal(0, 1)), \
or the weights in the loss itself.
    """
    checked = check_law(law)
    own = set(variables)
    for weight, point in checked.branches():
        if weight.free_symbols & own:
            name = sorted(weight.free_symbols & own, key=str)[0]
            raise BadInput(
                "a law whose weights do not depend on a player's variables",
                f"the weight {weight}",
                f"an image of a fixed law, such as Pushforward({name}*z, z, Normal(0, 1)), "
                "or the weights in the loss itself",
            )
        for component in point:
            for kink in component.atoms(Abs):
                if kink.free_symbols & own and variates_in(component):
                    smooth = component.xreplace({kink: kink.args[0]}).xreplace(
                        {v: Internal("z", real=True) for v in variates_in(component)}
                    )
                    raise BadInput(
                        "a law that depends smoothly on a player's variables",
                        f"{kink} in {checked}",
                        f"Pushforward({smooth}, z, ...), which has the same law when z is symmetric",
                    )
    return checked
