"""The linear-quadratic GAN in several dimensions."""

from __future__ import annotations

from typing import Any

from sympy import Add, Symbol

from stability.algebra.exact import count
from stability.algebra.names import placeholder
from stability.expectation import Normal, Pushforward
from stability.game import Game
from stability.objectives import wasserstein

__all__ = ["linear_quadratic_gan"]


def linear_quadratic_gan(dimension: int = 2, f: Any = wasserstein) -> Game:
    r"""D(x) = x' W x + w' x with symmetric W, G(z) = A z + b, data and z ~ N(0, I) in R^dimension.

    State: A (n^2) and b (n) for the generator, the upper half of W (n (n + 1)/2) and w (n) for the discriminator.
    Equilibria W = 0, w = 0, b = 0, A orthogonal.

    >>> linear_quadratic_gan(1).players[0].loss.expand()
    A_1_1**2*W_1_1 + W_1_1*b_1**2 - W_1_1 + b_1*w_1

    Raises BadInput unless dimension is a positive integer.
    Reference: Nagarajan, Kolter 2017 (arXiv 1706.04156), section 3.3, in one dimension.
    """
    dimension = count(dimension, "the dimension of a linear-quadratic GAN", most=12)
    indices = range(1, dimension + 1)
    matrix = {(i, j): Symbol(f"W_{i}_{j}", real=True) for i in indices for j in indices if i <= j}
    slope, shift = (tuple(Symbol(f"{letter}_{i}", real=True) for i in indices) for letter in "wb")
    mixing = {(i, j): Symbol(f"A_{i}_{j}", real=True) for i in indices for j in indices}
    x, z = (tuple(placeholder(f"{letter}_{i}", __name__, real=True) for i in indices) for letter in "xz")
    squares = [(1 if i == j else 2) * w * x[i - 1] * x[j - 1] for (i, j), w in matrix.items()]
    points = [Add(*(mixing[i, j] * z[j - 1] for j in indices), shift[i - 1]) for i in indices]
    return Game.gan(
        f"linear-quadratic GAN in dimension {dimension}",
        output=Add(*squares, *(w * v for w, v in zip(slope, x, strict=True))),
        input=x,
        real=Normal([0] * dimension, 1),
        fake=Pushforward(points, z, Normal([0] * dimension, 1)),
        generator=(*mixing.values(), *shift),
        discriminator=(*matrix.values(), *slope),
        f=f,
    )
