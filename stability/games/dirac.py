"""The Dirac-GAN: one point generated, one point of data, a linear discriminator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Function, symbols

from stability.algebra.conditions import Fact
from stability.algebra.names import placeholder
from stability.expectation import PointMass
from stability.game import Game

__all__ = ["dirac_gan"]


def dirac_gan(f: Callable[[Any], Any] | None = None, *, saturating: bool = True, assumptions: Any = None) -> Game:
    r"""L(theta, psi) = f(psi theta) + f(0): generator law delta_theta, data law delta_0, D(x) = psi x.

    theta, psi: real scalars; the generator minimizes L, the discriminator maximizes it, so that the field is
    v = (-psi f'(theta psi), theta f'(theta psi)).  f: a SymPy Lambda such as ``stability.objectives.logistic``, any
    callable on expressions, or None for an abstract f.  An abstract f comes with the fact "f' is nowhere zero",
    unless ``assumptions`` says something else.  saturating=False: the non-saturating game, which is not zero-sum.

    >>> from stability.objectives import wasserstein
    >>> dirac_gan(wasserstein).players[0].loss
    psi*theta
    >>> print(dirac_gan().players[0].loss)
    f(0) + f(psi*theta)

    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), Definition 2.1.
    """
    theta, psi = symbols("theta psi", real=True)
    x = placeholder("x", __name__, real=True)
    abstract = Function("f")
    if assumptions is None:
        assumptions = (Fact(abstract, order=1, at=None, sign="nonzero"),) if f is None else ()
    return Game.gan(
        "Dirac-GAN",
        output=psi * x,
        input=x,
        real=PointMass(0),
        fake=PointMass(theta),
        generator=theta,
        discriminator=psi,
        f=f if f is not None else abstract,
        saturating=saturating,
        assumptions=assumptions,
    )
