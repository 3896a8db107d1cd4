"""A linear discriminator against a generator that is linear in its weights."""

from __future__ import annotations

from typing import Any

from sympy import Add, Max, Symbol, symbols

from stability.algebra.exact import exact, listed, table
from stability.algebra.names import apart
from stability.errors import BadInput
from stability.game import Game

__all__ = ["linear_discriminator_gan", "relu_generator_gan"]


def linear_discriminator_gan(jacobian: Any = ((1,),), target: Any = None, decay: Any = 1) -> Game:
    r"""min over w, max over d of <d, target - J w> - decay |d|^2 / 2: the generator's mean is J w.

    jacobian: J, shape (m, n), exact entries, the frozen Jacobian of a wide generator; target: m exact numbers, by
    default 0; decay: exact, 1 in the paper, 0 for the bilinear game.  Equilibria: d = 0, J w = target, a set of
    dimension n - rank J when the target is reached.

    >>> linear_discriminator_gan([[2]]).players[1].loss
    d**2/2 + 2*d*w

    Reference: Balaji et al. 2021 (arXiv 2104.05605), the linear time-varying system of the proof.
    """
    rows, decay = table(jacobian, "the Jacobian of the generator"), exact(decay, "the decay of the discriminator")
    wanted = (0,) * len(rows) if target is None else listed(target, "the target of the generator")
    goal = [exact(t, "a component of the target") for t in wanted]
    if len(goal) != len(rows):
        raise BadInput(f"a target with {len(rows)} components", str(len(goal)), "one for each row of the Jacobian")
    w, d = _names("w", len(rows[0])), _names("d", len(rows))
    means = [Add(*(a * x for a, x in zip(row, w, strict=True))) for row in rows]
    apart((*w, *d), (rows, goal, decay), "the data of a linear discriminator")
    value = _value(d, goal, means, decay)
    return Game.zero_sum("linear discriminator", value, ("generator", w), ("discriminator", d))


def relu_generator_gan(outer: Any, latents: Any, target: Any, decay: Any = 1) -> Game:
    r"""min over W, max over d of <d, target - mean over z of V max(W z, 0)> - decay |d|^2 / 2.

    outer: V, shape (m, k), fixed; W, shape (k, l), is trained; latents: vectors of length l; target: m numbers; all
    exact.  The field has kinks where a component of W z is 0.

    >>> relu_generator_gan([[1]], [[1]], [2]).players[0].loss
    -d**2/2 + d*(2 - Max(0, W))

    Reference: Balaji et al. 2021 (arXiv 2104.05605), a generator with one hidden layer.
    """
    rows, points = table(outer, "the outer layer V"), table(latents, "the latent vectors")
    goal = [exact(t, "a component of the target") for t in listed(target, "the target of the generator")]
    decay = exact(decay, "the decay of the discriminator")
    if len(goal) != len(rows):
        raise BadInput(f"a target with {len(rows)} components", str(len(goal)), "one for each row of V")
    units, width = len(rows[0]), len(points[0])
    weights, d = _names("W", units * width), _names("d", len(rows))
    active = [
        Add(*(Max(0, Add(*(weights[i * width + j] * z[j] for j in range(width)))) for z in points)) / len(points)
        for i in range(units)
    ]
    means = [Add(*(v * unit for v, unit in zip(row, active, strict=True))) for row in rows]
    apart((*weights, *d), (rows, points, goal, decay), "the data of a linear discriminator")
    value = _value(d, goal, means, decay)
    return Game.zero_sum("linear discriminator, ReLU generator", value, ("generator", weights), ("discriminator", d))


def _value(d: Any, goal: Any, means: Any, decay: Any) -> Any:
    return Add(*(x * (t - mean) - decay * x**2 / 2 for x, t, mean in zip(d, goal, means, strict=True)))


def _names(letter: str, count: int) -> tuple[Symbol, ...]:
    return (Symbol(letter, real=True),) if count == 1 else tuple(symbols(f"{letter}_1:{count + 1}", real=True))
