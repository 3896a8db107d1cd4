"""The Dirac-GAN whose discriminator is flat at the data."""

from __future__ import annotations

from typing import Any

from sympy import Function, symbols

from stability.algebra.names import placeholder
from stability.expectation import PointMass
from stability.game import Game

__all__ = ["flat_dirac_gan"]


def flat_dirac_gan(f: Any = None, *, assumptions: Any = ()) -> Game:
    r"""The Dirac-GAN with D(x) = psi x^2: no slope at the data, so the Jacobian at the origin is 0, also under R1.

    theta, psi: real scalars.

    >>> from stability.objectives import wasserstein
    >>> flat_dirac_gan(wasserstein).players[0].loss
    psi*theta**2

    Reference: violates hypothesis III(ii) of Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), Theorem 4.1.
    """
    theta, psi = symbols("theta psi", real=True)
    x = placeholder("x", __name__, real=True)
    return Game.gan(
        "Dirac-GAN with a flat discriminator",
        output=psi * x**2,
        input=x,
        real=PointMass(0),
        fake=PointMass(theta),
        generator=theta,
        discriminator=psi,
        f=Function("f") if f is None else f,
        assumptions=assumptions,
    )
