"""The fastest alternating heavy ball on the bilinear game that is known."""

from sympy import Integer, Symbol, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import CharacteristicAt, Identity, NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi, last_theta, last_psi = symbols("theta psi theta_1 psi_1", real=True)
mu = Symbol("mu", positive=True)
beta, z = symbols("beta z", real=True)
best = {beta: 4 * sqrt(3) - 7, mu: 8 * sqrt(2 * sqrt(3) - 3) / 3}
rho = 2 * sqrt(3) - 3
characteristic = (z - 1) ** 2 * (z - beta) ** 2 + mu**2 * z**3
factored = (z + rho) ** 3 * (z + (2 - sqrt(3)) / (3 * sqrt(3)))
state = (theta, psi, last_theta, last_psi)

theorem = Theorem(
    name="bilinear_alternating_heavy_ball_best",
    source=DERIVED,
    statement=r"The characteristic polynomial of alternating descent with momentum on the bilinear game is $(z - 1)^2 "
    r"(z - \beta)^2 + \mu^2 z^3$. At $\beta = 4\sqrt3 - 7$ and $\mu = \frac83 \sqrt{2\sqrt3 - 3}$ it has the triple "
    r"root $-\rho$, $\rho = 2\sqrt3 - 3$, and the root $-(2 - \sqrt3)/(3\sqrt3)$. (That no other choice is faster is "
    r"only known numerically.)",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        state,
        stages=(
            (theta - mu * psi + beta * (theta - last_theta), psi, theta, last_psi),
            (theta, psi + mu * theta + beta * (psi - last_psi), last_theta, psi),
        ),
        name="bilinear game, alternating heavy ball",
    ),
    claim=(
        CharacteristicAt((characteristic,), z, tuple((s, Integer(0)) for s in state)),
        Identity(characteristic.xreplace(best), factored),
        NumberIs(best[beta], "-0.0717967697244908258902146339765105322"),
        NumberIs(best[mu], "1.81666676968856874770343596820176474"),
        NumberIs(rho, "0.464101615137754587054892683011744734"),
    ),
    label="X03",
)
