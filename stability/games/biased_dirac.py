"""The Dirac-GAN whose discriminator has a bias."""

from __future__ import annotations

from typing import Any

from sympy import Function, symbols

from stability.algebra.names import placeholder
from stability.expectation import PointMass
from stability.game import Game

__all__ = ["biased_dirac_gan"]


def biased_dirac_gan(f: Any = None, *, saturating: bool = True, assumptions: Any = ()) -> Game:
    r"""The Dirac-GAN with D(x) = psi x + b; the origin is an equilibrium.

    theta, psi, b: real scalars.  Under R1 with strength gamma the logistic game has the characteristic polynomial
    (s + 1/2)(s^2 + gamma s + 1/4): gradient penalties do not see the bias, f''(0) damps it.  The WGAN keeps a zero.

    >>> from stability.objectives import wasserstein
    >>> biased_dirac_gan(wasserstein).players[0].loss
    psi*theta

    Reference: an instance of Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), section 4.
    """
    theta, psi, b = symbols("theta psi b", real=True)
    x = placeholder("x", __name__, real=True)
    return Game.gan(
        "Dirac-GAN with a bias",
        output=psi * x + b,
        input=x,
        real=PointMass(0),
        fake=PointMass(theta),
        generator=theta,
        discriminator=(psi, b),
        f=Function("f") if f is None else f,
        saturating=saturating,
        assumptions=assumptions,
    )
