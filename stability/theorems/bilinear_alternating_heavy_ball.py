"""Alternating heavy ball converges on the bilinear game for negative momentum and small steps."""

from sympy import And, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import DERIVED

theta, psi, last_theta, last_psi = symbols("theta psi theta_1 psi_1", real=True)
mu = Symbol("mu", positive=True)
beta = Symbol("beta", real=True)

theorem = Theorem(
    name="bilinear_alternating_heavy_ball",
    source=DERIVED,
    statement=r"Alternating descent with momentum $\beta \in (-1, 1)$, generator first, converges on the bilinear "
    r"game with $\mu = h c > 0$ if and only if $\beta < 0$ and $\mu < 2 (1 + \beta)$.",
    hypotheses=(beta < 1, beta > -1),
    subject=System(
        Time.DISCRETE,
        (theta, psi, last_theta, last_psi),
        stages=(
            (theta - mu * psi + beta * (theta - last_theta), psi, theta, last_psi),
            (theta, psi + mu * theta + beta * (psi - last_psi), last_theta, psi),
        ),
        name="bilinear game, alternating heavy ball",
    ),
    claim=StableIff(And(beta < 0, mu < 2 + 2 * beta)),
    label="X03",
)
