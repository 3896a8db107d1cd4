"""A second route to fields and Jacobians of GANs: mpmath quadrature of the objective, differentiated numerically.

It reads D, the laws and the objective from the records and shares no code with ``stability.expectation``: an
expectation over a law is a nested mpmath integral, a derivative is a central difference.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import mpmath as mp
from sympy import Dummy, Symbol, lambdify

from stability import Finite, Game, Mixture, Normal, PointMass, Pushforward, Uniform
from stability.expectation import Expectation, Independent

#: 25 digits; central differences with the step 1e-6 then err by the third derivative times 1e-12.
DIGITS, STEP = 25, mp.mpf(10) ** -6
_NORMAL = [-12, -4, 0, 4, 12]  # the normal density beyond 12 is below 1e-31

State = dict[Symbol, Any]


#: Nodes of a fixed rule in each direction; enough for derivatives of the smooth losses of the tests within 1e-10.
GAUSS = 40


def number(e: Any, at: State) -> Any:
    """The value of a SymPy expression by mpmath; an expectation in it is read as an integral over its variates."""
    if e.has(Expectation):
        if isinstance(e, Expectation):
            return _over(e, at, list(e.variates), {})
        parts = {n: Dummy() for n in e.atoms(Expectation)}
        values = {d: number(n, at) for n, d in parts.items()}
        return number(e.xreplace(parts), {**at, **values})
    names = sorted(e.free_symbols, key=str)
    return lambdify(names, e, "mpmath")(*(at[s] for s in names)) if names else mp.mpf(e.evalf(DIGITS + 5))


def _over(node: Any, at: State, left: list[Any], done: State) -> Any:
    if not left:
        return number(node.integrand, {**at, **done})
    nodes = _rule(left[0].kind == "N", GAUSS)
    return mp.fsum(w * _over(node, at, left[1:], {**done, left[0]: z}) for z, w in nodes)


def mean(g: Callable[..., Any], law: Any, at: State, order: int = 0) -> Any:
    """E g(X) for X ~ law; g takes one argument for each component.  order: of a fixed rule; 0 for adaptive ones."""
    if isinstance(law, PointMass):
        return g(*(number(c, at) for c in law.at))
    if isinstance(law, Finite):
        return sum(number(w, at) * g(*(number(c, at) for c in p)) for w, p in zip(law.weights, law.points, strict=True))
    if isinstance(law, Mixture):
        return sum(number(w, at) * mean(g, part, at, order) for w, part in zip(law.weights, law.laws, strict=True))
    if isinstance(law, Pushforward):
        moved = [lambdify([*law.variables, *_names(c, law)], c, "mpmath") for c in law.map]
        extra = [[at[s] for s in _names(c, law)] for c in law.map]
        return mean(lambda *z: g(*(f(*z, *e) for f, e in zip(moved, extra, strict=True))), law.law, at, order)
    if isinstance(law, Independent):
        return _nested(g, list(law.laws), at, (), order)
    return _density(g, law, at, order)


def _names(c: Any, law: Any) -> list[Symbol]:
    return sorted(c.free_symbols - set(law.variables), key=str)


def _nested(g: Callable[..., Any], laws: list[Any], at: State, before: tuple[Any, ...], order: int) -> Any:
    if not laws:
        return g(*before)
    return mean(lambda *x: _nested(g, laws[1:], at, before + x, order), laws[0], at, order)


def _density(g: Callable[..., Any], law: Any, at: State, order: int) -> Any:
    if isinstance(law, Normal) and len(law.mean) > 1:
        return _plane(g, law, at)
    if isinstance(law, Normal):
        centre = [number(c, at) for c in law.mean]
        spread = [number(law.variance[i, i], at) for i in range(len(centre))]  # diagonal in all games here
        pieces, weight = _NORMAL, mp.npdf
        place = lambda i, z: centre[i] + mp.sqrt(spread[i]) * z  # noqa: E731
    else:
        assert isinstance(law, Uniform)
        ends = [(number(a, at), number(b, at)) for a, b in zip(law.low, law.high, strict=True)]
        centre, pieces, weight = ends, [-1, 1], lambda z: mp.mpf(1) / 2
        place = lambda i, z: (ends[i][0] + ends[i][1]) / 2 + (ends[i][1] - ends[i][0]) / 2 * z  # noqa: E731

    def over(i: int, done: tuple[Any, ...]) -> Any:
        if i == len(centre):
            return g(*done)
        if order:
            return mp.fsum(w * over(i + 1, (*done, place(i, z))) for z, w in _rule(isinstance(law, Normal), order))
        return mp.quad(lambda z: weight(z) * over(i + 1, (*done, place(i, z))), pieces, method="gauss-legendre")

    return over(0, ())


@cache
def _rule(normal: bool, order: int) -> list[tuple[Any, Any]]:
    """Nodes and weights for N(0, 1) or U(-1, 1), at 40 digits whatever the precision of the caller.

    Normal: the trapezoidal rule on [-9, 9], which errs by exp(-2 pi a/h) for functions analytic in a strip of half
    width a, and by the tail of 1e-18.
    """
    with mp.workdps(40):
        if not normal:
            return _legendre(order)
        h = mp.mpf(8) / order
        places = [k * h for k in range(int(-9 / h), int(9 / h) + 1)]
        total = mp.fsum(mp.npdf(z) for z in places)
        return [(z, mp.npdf(z) / total) for z in places]


@cache
def _legendre(order: int) -> list[tuple[Any, Any]]:
    """Gauss-Legendre: the roots of P_n by Newton's method, weights 1/((1 - x^2) P_n'(x)^2)."""
    found = []
    for k in range(order):
        x = mp.cos(mp.pi * (k + mp.mpf(3) / 4) / (order + mp.mpf(1) / 2))
        for _ in range(12):
            value, below = mp.legendre(order, x), mp.legendre(order - 1, x)
            slope = order * (below - x * value) / (1 - x * x)
            x -= value / slope
        found.append((x, 1 / ((1 - x * x) * slope**2)))
    return found


@cache
def _hermite(order: int) -> list[tuple[Any, Any]]:
    """Nodes and weights of Gauss-Hermite for N(0, 1), to the working precision."""
    rows = [[mp.mpf(1)], [mp.mpf(1), mp.mpf(0)]]
    for n in range(1, order):
        higher, lower = [*rows[n], mp.mpf(0)], [mp.mpf(0)] * 2 + rows[n - 1]
        rows.append([p - n * q for p, q in zip(higher, lower, strict=True)])
    nodes = mp.polyroots(rows[order], maxsteps=200, extraprec=200)
    return [(x, mp.factorial(order) / (order * mp.polyval(rows[order - 1], x)) ** 2) for x in nodes]


def _plane(g: Callable[..., Any], law: Normal, at: State) -> Any:
    """Several dimensions, diagonal covariance: a product rule, exact for polynomials of degree below 16."""
    centre = [number(c, at) for c in law.mean]
    spread = [mp.sqrt(number(law.variance[i, i], at)) for i in range(len(centre))]
    total = mp.mpf(0)
    for choice in product(_hermite(8), repeat=len(centre)):
        point = [m + s * x for m, s, (x, _) in zip(centre, spread, choice, strict=True)]
        total += mp.fprod(w for _, w in choice) * g(*point)
    return total


def plain_losses(game: Game, at: State, order: int = 0) -> list[Any]:
    """Losses of the plain GAN from D, the laws and the objective; of another game from its own expressions."""
    if not game.critics or any(c.objective is None for c in game.critics):
        return [number(p.loss, at) for p in game.players]
    return gan_losses([(c, c.real, c.fake) for c in game.critics], at, order)


def gan_losses(critics: list[tuple[Any, Any, Any]], at: State, order: int = 0) -> list[Any]:
    """The generator's loss and those of the discriminators, each with its laws of data and generated points."""
    values, generator = [], mp.mpf(0)
    for critic, data, generated in critics:
        d = along(critic, critic.output, at)
        fake, real, other = (lambdify(f.variables, f.expr, "mpmath")
                             for f in (critic.objective.fake, critic.objective.real, critic.objective.generator))
        seen = mean(lambda *x, d=d, h=fake: h(d(*x)), generated, at, order)
        value = seen + mean(lambda *x, d=d, h=real: h(d(*x)), data, at, order)
        generator += value if critic.saturating else mean(lambda *x, d=d, h=other: h(d(*x)), generated, at, order)
        values.append(-value)
    return [generator, *values]


def along(critic: Any, e: Any, at: State) -> Callable[..., Any]:
    """An expression in D's input as a function of the input."""
    names = sorted(e.free_symbols - set(critic.input), key=str)
    value = lambdify([*critic.input, *names], e, "mpmath")
    return lambda *x: value(*x, *(at[s] for s in names))


def field(game: Game, losses: Callable[[State], list[Any]], at: State) -> list[Any]:
    """v_i = -(d loss_i / d x_i), by central differences."""
    return [-_slope(lambda moved, k=k: losses(moved)[k], at, s) for k, s in _owned(game)]


def jacobian(game: Game, losses: Callable[[State], list[Any]], at: State) -> list[list[Any]]:
    """dv_i/dx_j, by central differences of central differences."""
    return [[-_slope(lambda moved, k=k, s=s: _slope(lambda m: losses(m)[k], moved, s), at, t) for t in game.state]
            for k, s in _owned(game)]


def _owned(game: Game) -> list[tuple[int, Symbol]]:
    return [(k, s) for k, p in enumerate(game.players) for s in p.variables]


def _slope(g: Callable[[State], Any], at: State, s: Symbol) -> Any:
    return (g({**at, s: at[s] + STEP}) - g({**at, s: at[s] - STEP})) / (2 * STEP)
