"""The linear-quadratic GAN that learns a Gaussian on the line."""

from __future__ import annotations

from typing import Any

from sympy import symbols

from stability.algebra.exact import flag
from stability.algebra.names import placeholder
from stability.expectation import Normal, Pushforward
from stability.game import Game
from stability.objectives import logistic

__all__ = ["quadratic_gaussian_gan"]


def quadratic_gaussian_gan(
    f: Any = logistic, mean: Any = 0, std: Any = 1, *, bias: bool = False, saturating: bool = True
) -> Game:
    r"""D(x) = w_2 x^2 + w_1 x (+ w_0), G(z) = a z + b, z ~ N(0, 1), data N(mean, std^2).

    w_i, a, b: real scalars; equilibria w = 0, b = mean, a = std or -std.  mean, std: exact, std positive.

    >>> from stability.objectives import wasserstein
    >>> quadratic_gaussian_gan(wasserstein).players[0].loss.expand()
    a**2*w_2 + b**2*w_2 + b*w_1 - w_2

    Reference: Nagarajan, Kolter 2017 (arXiv 1706.04156), appendix on linear-quadratic GANs.
    """
    w_0, w_1, w_2, a, b = symbols("w_0 w_1 w_2 a b", real=True)
    x, z = (placeholder(name, __name__, real=True) for name in ("x", "z"))
    bias = flag(bias, "bias")
    return Game.gan(
        "linear-quadratic GAN",
        output=w_2 * x**2 + w_1 * x + (w_0 if bias else 0),
        input=x,
        real=Normal(mean, std=std),
        fake=Pushforward(a * z + b, z, Normal(0, 1)),
        generator=(a, b),
        discriminator=(w_2, w_1, w_0) if bias else (w_2, w_1),
        f=f,
        saturating=saturating,
    )
