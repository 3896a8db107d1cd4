"""The Dirac-GAN whose discriminator keeps a fixed curvature."""

from __future__ import annotations

from typing import Any

from sympy import Function, Symbol, symbols

from stability.algebra.exact import exact
from stability.algebra.names import apart, placeholder
from stability.expectation import PointMass
from stability.game import Game

__all__ = ["energy_dirac_gan"]


def energy_dirac_gan(f: Any = None, kappa: Any = None, *, assumptions: Any = ()) -> Game:
    r"""The Dirac-GAN with D(x) = psi x + kappa x^2: D vanishes at the data, not in a neighbourhood.

    theta, psi: real scalars; kappa: an exact real number, None for a real parameter.  At the origin
    J = [[-2 kappa f'(0), -f'(0)], [f'(0), 0]]: the generator's block is not zero.

    >>> from stability.objectives import wasserstein
    >>> energy_dirac_gan(wasserstein, 3).players[0].loss
    psi*theta + 3*theta**2

    Reference: cf. Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), appendix on energy solutions.
    """
    theta, psi = symbols("theta psi", real=True)
    x = placeholder("x", __name__, real=True)
    k = Symbol("kappa", real=True) if kappa is None else exact(kappa, "the curvature kappa")
    apart((theta, psi), k, "the curvature of an energy")
    return Game.gan(
        "Dirac-GAN with an energy",
        output=psi * x + k * x**2,
        input=x,
        real=PointMass(0),
        fake=PointMass(theta),
        generator=theta,
        discriminator=psi,
        f=Function("f") if f is None else f,
        assumptions=assumptions,
    )
