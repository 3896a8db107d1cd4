"""Lookahead with two inner steps converges on the bilinear game for small weights."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
mu = Symbol("mu", positive=True)
alpha = Symbol("alpha", positive=True)

theorem = Theorem(
    name="bilinear_lookahead",
    source=DERIVED,
    statement=r"Lookahead, which goes the share $\alpha \in (0, 1]$ of the way to the point after two steps of "
    r"simultaneous descent, converges on the bilinear game with $\mu = h c > 0$ if and only if $\alpha < 2/(4 + "
    r"\mu^2)$.",
    hypotheses=(alpha <= 1,),
    subject=System(
        Time.DISCRETE,
        (theta, psi),
        (
            theta + alpha * (-2 * mu * psi - mu**2 * theta),
            psi + alpha * (2 * mu * theta - mu**2 * psi),
        ),
        name="bilinear game, lookahead",
    ),
    claim=StableIff(alpha * (4 + mu**2) < 2),
    label="X08",
)
