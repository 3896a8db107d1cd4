"""The GAN that learns the mean of a Gaussian: the Dirac-GAN with absolutely continuous laws."""

from __future__ import annotations

from typing import Any

from sympy import Function, symbols

from stability.algebra.names import placeholder
from stability.expectation import Normal
from stability.game import Game

__all__ = ["gaussian_mean_gan"]


def gaussian_mean_gan(f: Any = None, *, variance: Any = 1, saturating: bool = True, assumptions: Any = ()) -> Game:
    r"""D(x) = psi x, data N(0, variance), generated points N(theta, variance); the equilibrium is the origin.

    theta, psi: real scalars; variance: exact and positive; f: as in ``Game.gan``, None for an abstract f.  The Jacobian
    at the origin is [[0, -f'(0)], [f'(0), 2 variance f''(0)]]: that of the Dirac-GAN with instance noise.

    >>> from stability.objectives import wasserstein
    >>> gaussian_mean_gan(wasserstein).players[0].loss
    psi*theta

    Reference: an instance of Nagarajan, Kolter 2017 (arXiv 1706.04156), section 3, and of Mescheder, Geiger, Nowozin
    2018 (arXiv 1801.04406), section 3.2.
    """
    theta, psi = symbols("theta psi", real=True)
    x = placeholder("x", __name__, real=True)
    return Game.gan(
        "Gaussian mean GAN",
        output=psi * x,
        input=x,
        real=Normal(0, variance),
        fake=Normal(theta, variance),
        generator=theta,
        discriminator=psi,
        f=Function("f") if f is None else f,
        saturating=saturating,
        assumptions=assumptions,
    )
