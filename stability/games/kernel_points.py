"""Generated points of fixed mass against a discriminator from a Gaussian kernel's space (Becker et al. 2022)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import comb
from typing import Any

from sympy import Add, Integer, symbols

from stability.algebra.exact import count, exact, listed
from stability.algebra.names import apart
from stability.errors import BadInput
from stability.game import Game, Player
from stability.kernel import features as kernel_features
from stability.kernel import multi_indices

__all__ = ["isolated_points_gan", "kernel_gan"]


def kernel_gan(
    points: Sequence[Any],
    masses: Sequence[Any],
    generated: Sequence[Any],
    *,
    lam: Any,
    kappa: Any,
    mu: Any = 1,
    dimension: int = 1,
    features: int = 4,
) -> Game:
    r"""L = sum_i p_i f(x_i) - sum_j q_j f(y_j): the discriminator maximizes L - (lam/2)|f|^2, the generator minimizes
    mu L over the places y_j; the masses q_j stay fixed.

    points: true points x_i, numbers or d coordinates each; masses: p_i; generated: q_j, one for each generated point.
    lam >= 0; kappa = 1/sigma^2 > 0 of K = exp(-kappa |x - y|^2/2); mu = eta_g/eta_d > 0, so that the gradient flow is
    the limit of small steps in units of eta_d (for maps leave mu = 1 and give two steps).  f = sum theta_n psi_n with
    the features psi_n of total degree below ``features`` around the origin, orthonormal for K, so that
    |f|^2 = |theta|^2: the game of the kernel K_M of these features, exactly; K itself in the limit.
    State: the y_j (y1, y2, ..; in the plane y1_1, y1_2, ..), then theta.

    >>> from sympy import symbols
    >>> lam, kappa = symbols("lam kappa", positive=True)
    >>> game = kernel_gan([0], [1], [1], lam=lam, kappa=kappa, features=2)
    >>> game.players[0].loss
    theta0 - (sqrt(kappa)*theta1*y1 + theta0)*exp(-kappa*y1**2/2)

    Not the MMD flow: the discriminator has a memory of its own.  Raises BadInput for points of another dimension or
    masses that do not fit them.  Reference: Becker, Pandit, Rangan, Fletcher 2022 (arXiv 2208.09938).
    """
    dimension, features = _sizes(dimension, features)
    places = [_coordinates(point, dimension) for point in listed(points, "the true points")]
    masses, generated = listed(masses, "the masses"), listed(generated, "the generated masses")
    if len(places) != len(masses) or not generated:
        found = f"{len(places)} points, {len(masses)} masses, {len(generated)} generated points"
        raise BadInput("a kernel game", found, "one mass for each true point, and at least one generated point")
    moving = [_variables(f"y{j}", dimension) for j in range(1, len(generated) + 1)]
    theta = symbols(f"theta0:{len(list(multi_indices(dimension, features)))}", real=True)
    apart((*theta, *chain(*moving)), (places, masses, generated, lam, kappa, mu), "the data of a kernel game")
    value = _value(places, masses, moving, generated, theta, exact(kappa, "kappa"), features)
    return _two_players("kernel GAN", value, tuple(c for y in moving for c in y), theta, lam, mu)


def isolated_points_gan(
    masses: Sequence[Any],
    neighbourhoods: Sequence[Sequence[Any]],
    *,
    lam: Any,
    kappa: Any,
    mu: Any = 1,
    dimension: int = 1,
    features: int = 4,
) -> Game:
    r"""The isolated points model: K = 0 between different neighbourhoods, each of which has one true point.

    masses: p_i; neighbourhoods: for each true point the masses q_j of the generated points near it, none being (). The
    coordinates u are relative to that true point, and each neighbourhood has features and theta of its own, so that
    the game decouples; otherwise as in ``kernel_gan``.  Local mass surplus: Delta_i = p_i - sum_{j near i} q_j.

    >>> from sympy import Rational
    >>> half = Rational(1, 2)
    >>> game = isolated_points_gan([half, half], [[half], [half]], lam=1, kappa=1, features=2)
    >>> game.state
    (u1_1, u2_1, theta1_0, theta1_1, theta2_0, theta2_1)

    Reference: Becker, Pandit, Rangan, Fletcher 2022 (arXiv 2208.09938).
    """
    dimension, features = _sizes(dimension, features)
    masses, neighbourhoods = listed(masses, "the masses"), listed(neighbourhoods, "the neighbourhoods")
    neighbourhoods = tuple(listed(near, "the generated masses of a neighbourhood") for near in neighbourhoods)
    if len(masses) != len(neighbourhoods) or not any(neighbourhoods):
        found = f"{len(masses)} masses, {len(neighbourhoods)} neighbourhoods"
        raise BadInput("an isolated points model", found, "one neighbourhood for each mass, and a generated point")
    number = len(list(multi_indices(dimension, features)))
    values: list[Any] = []
    owned: list[Any] = []
    theta: list[Any] = []
    for i, (mass, near) in enumerate(zip(masses, neighbourhoods, strict=True), 1):
        moving = [_variables(f"u{i}_{j}", dimension) for j in range(1, len(near) + 1)]
        own = symbols(f"theta{i}_0:{number}", real=True)
        origin = (Integer(0),) * dimension
        values.append(_value([origin], [mass], moving, near, own, exact(kappa, "kappa"), features))
        owned += [c for y in moving for c in y]
        theta += own
    apart((*owned, *theta), (masses, neighbourhoods, lam, kappa, mu), "the data of a kernel game")
    return _two_players("isolated points GAN", Add(*values), tuple(owned), tuple(theta), lam, mu)


def _sizes(dimension: Any, features: Any) -> tuple[int, int]:
    """Dimension and degree, when the features that they give can be written out."""
    d, degree = count(dimension, "the dimension", most=100), count(features, "the degree of the features", most=500)
    if comb(degree - 1 + d, d) > 500:
        raise BadInput("a kernel game", f"{comb(degree - 1 + d, d)} features", "at most 500")
    return d, degree


def _value(places: Any, masses: Any, moving: Any, generated: Any, theta: Any, kappa: Any, degree: int) -> Any:
    """sum_i p_i f(x_i) - sum_j q_j f(y_j) with f = theta . psi."""

    def f(point: Any) -> Any:
        return Add(*(t * psi for t, psi in zip(theta, kernel_features(point, kappa, degree), strict=True)))

    real = [exact(p, "a mass") * f(x) for p, x in zip(masses, places, strict=True)]
    fake = [exact(q, "a generated mass") * f(y).factor() for q, y in zip(generated, moving, strict=True)]
    return Add(*real) - Add(*fake)


def _two_players(name: str, value: Any, owned: Any, theta: Any, lam: Any, mu: Any) -> Game:
    penalty = exact(lam, "lam") / 2 * Add(*(t**2 for t in theta))
    generator = Player("generator", owned, exact(mu, "mu") * value)
    return Game(name, (generator, Player("discriminator", theta, penalty - value)))


def _coordinates(point: Any, dimension: int) -> tuple[Any, ...]:
    given = tuple(point) if isinstance(point, (tuple, list)) else (point,)
    if len(given) != dimension:
        raise BadInput(f"a point in dimension {dimension}", repr(point), f"{dimension} coordinates")
    return tuple(exact(c, "a coordinate of a true point") for c in given)


def _variables(name: str, dimension: int) -> tuple[Any, ...]:
    return symbols(name if dimension == 1 else f"{name}_1:{dimension + 1}", real=True, seq=True)  # type: ignore[no-any-return]
