"""Simultaneous heavy ball never converges on the bilinear game."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import DERIVED

theta, psi, last_theta, last_psi = symbols("theta psi theta_1 psi_1", real=True)
mu = Symbol("mu", positive=True)
beta = Symbol("beta", real=True)

theorem = Theorem(
    name="bilinear_heavy_ball",
    source=DERIVED,
    statement=r"Simultaneous descent with momentum $\beta \in (-1, 1)$, $x^+ = x + h v(x) + \beta (x - x_{-})$, does "
    r"not converge on the bilinear game for any step, $\mu = h c > 0$.",
    hypotheses=(beta < 1, beta > -1),
    subject=System(
        Time.DISCRETE,
        (theta, psi, last_theta, last_psi),
        (
            theta - mu * psi + beta * (theta - last_theta),
            psi + mu * theta + beta * (psi - last_psi),
            theta,
            psi,
        ),
        name="bilinear game, simultaneous heavy ball",
    ),
    claim=StableIff(beta >= 1),  # which no beta in (-1, 1) satisfies
    label="X01",
)
