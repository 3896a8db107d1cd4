"""The fastest alternating heavy ball on the bilinear game that is known."""

from sympy import Symbol, sqrt

from stability.theorem import Identity, NumberIs, Static, Theorem
from stability.theorem.sources import DERIVED

z = Symbol("z", real=True)
beta = 4 * sqrt(3) - 7
mu = 8 * sqrt(2 * sqrt(3) - 3) / 3
rho = 2 * sqrt(3) - 3
characteristic = (z - 1) ** 2 * (z - beta) ** 2 + mu**2 * z**3
factored = (z + rho) ** 3 * (z + (2 - sqrt(3)) / (3 * sqrt(3)))

theorem = Theorem(
    name="bilinear_alternating_heavy_ball_best",
    source=DERIVED,
    statement=r"At $\beta = 4\sqrt3 - 7$ and $\mu = \frac83 \sqrt{2\sqrt3 - 3}$ the characteristic polynomial $(z - "
    r"1)^2 (z - \beta)^2 + \mu^2 z^3$ of alternating descent with momentum has the triple root $-\rho$, $\rho = "
    r"2\sqrt3 - 3$, and the root $-(2 - \sqrt3)/(3\sqrt3)$. (That no other choice is faster is only known "
    r"numerically.)",
    hypotheses=(),
    subject=Static("alternating heavy ball on the bilinear game"),
    claim=(
        Identity(characteristic.expand(), factored.expand()),
        NumberIs(beta, "-0.0717967697244908258902146339765105322"),
        NumberIs(mu, "1.81666676968856874770343596820176474"),
        NumberIs(rho, "0.464101615137754587054892683011744734"),
    ),
    label="X03",
)
