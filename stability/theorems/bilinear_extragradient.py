"""Extragradient converges on the bilinear game for steps below 1/c."""

from sympy import Rational, Symbol, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import EigenvaluesAt, StableIff, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
mu = Symbol("mu", positive=True)

theorem = Theorem(
    name="bilinear_extragradient",
    source=DERIVED,
    statement=r"Extragradient, $x^+ = x + h v(x + h v(x))$, converges on the bilinear game with $\mu = h c > 0$ if "
    r"and only if $\mu < 1$; at $\mu^2 = \frac12$ its spectral radius is $\sqrt3/2$.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (theta, psi),
        (theta - mu * (psi + mu * theta), psi + mu * (theta - mu * psi)),
        name="bilinear game, extragradient",
    ),
    claim=(
        StableIff(mu < 1),
        EigenvaluesAt({mu: sqrt(Rational(1, 2))}, radius="0.866025403784438646763723170752936183"),
    ),
    label="X05",
)
