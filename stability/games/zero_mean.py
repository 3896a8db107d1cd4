"""A scale that learns the second moment of symmetric data, with a quadratic discriminator."""

from __future__ import annotations

from typing import Any

from sympy import symbols

from stability.algebra.names import placeholder
from stability.expectation import Normal, Pushforward
from stability.game import Game
from stability.objectives import wasserstein

__all__ = ["zero_mean_gan"]


def zero_mean_gan(f: Any = wasserstein, variance: Any = 1) -> Game:
    r"""D(x) = w x^2, G(z) = a z, data and z ~ N(0, variance); equilibria w = 0, a = 1 or -1, and a = 0 is invariant.

    w, a: real scalars; variance: exact and positive, the second moment m_2 of the data.  For the Wasserstein objective
    the field is a' = -2 m_2 a w, w' = m_2 (a^2 - 1), that of any law with this second moment.

    >>> from sympy import Symbol
    >>> zero_mean_gan(variance=Symbol("m_2", positive=True)).players[0].loss
    a**2*m_2*w - m_2*w

    Reference: cf. Nagarajan, Kolter 2017 (arXiv 1706.04156), section 3.3.
    """
    w, a = symbols("w a", real=True)
    x, z = (placeholder(name, __name__, real=True) for name in ("x", "z"))
    return Game.gan(
        "zero-mean GAN",
        output=w * x**2,
        input=x,
        real=Normal(0, variance),
        fake=Pushforward(a * z, z, Normal(0, variance)),
        generator=a,
        discriminator=w,
        f=f,
    )
