"""Optimistic gradient descent converges on the bilinear game for small steps."""

from sympy import Rational, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import EigenvaluesAt, StableIff, Theorem
from stability.theorem.sources import DERIVED

theta, psi, last_theta, last_psi = symbols("theta psi theta_1 psi_1", real=True)
mu = Symbol("mu", positive=True)

theorem = Theorem(
    name="bilinear_optimistic",
    source=DERIVED,
    statement=r"Optimistic gradient descent $x^+ = x + 2 h v(x) - h v(x_{-})$ converges on the bilinear game with $\mu "
    r"= h c > 0$ if and only if $\mu < 1/\sqrt3 = 0.577\ldots$; at $\mu = \frac12$ its spectral radius is $1/\sqrt2$.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (theta, psi, last_theta, last_psi),
        (theta - 2 * mu * psi + mu * last_psi, psi + 2 * mu * theta - mu * last_theta, theta, psi),
        name="bilinear game, optimistic gradient descent",
    ),
    claim=(
        StableIff(3 * mu**2 < 1),
        EigenvaluesAt({mu: Rational(1, 2)}, radius="0.707106781186547524400844362104849039"),
    ),
    label="X04",
)
