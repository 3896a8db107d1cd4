"""Nagarajan and Kolter's GAN with uniform data and a quadratic discriminator."""

from __future__ import annotations

from typing import Any

from sympy import symbols

from stability.algebra.exact import count
from stability.algebra.names import placeholder
from stability.errors import BadInput
from stability.expectation import Pushforward, Uniform
from stability.game import Game
from stability.objectives import logistic

__all__ = ["uniform_gan"]


def uniform_gan(f: Any = logistic, *, factors: int = 1, saturating: bool = True) -> Game:
    r"""D(x) = w x^2, G(z) = a z, data and z ~ U(-1, 1); equilibria w = 0, a = 1 or -1, and a = 0 is invariant.

    w, a: real scalars.  factors=2: the over-parametrized G(z) = a c z, with the equilibria w = 0, (a c)^2 = 1.
    f: as in ``Game.gan``.

    >>> from stability.objectives import wasserstein
    >>> uniform_gan(wasserstein).players[0].loss
    a**2*w/3 - w/3

    Reference: Nagarajan, Kolter 2017 (arXiv 1706.04156), section 5; the law U(-|a|, |a|) of the generated points is the
    example of Kim, Park, Kim 2018 (arXiv 1810.02528).
    """
    w, a, c = symbols("w a c", real=True)
    x, z = (placeholder(name, __name__, real=True) for name in ("x", "z"))
    if count(factors, "the number of factors of the generator") > 2:
        raise BadInput("the number of factors of the generator", str(factors), "1 or 2")
    slope, generator = (a, (a,)) if factors == 1 else (a * c, (a, c))
    return Game.gan(
        "uniform GAN" if factors == 1 else "uniform GAN with a product generator",
        output=w * x**2,
        input=x,
        real=Uniform(-1, 1),
        fake=Pushforward(slope * z, z, Uniform(-1, 1)),
        generator=generator,
        discriminator=w,
        f=f,
        saturating=saturating,
    )
