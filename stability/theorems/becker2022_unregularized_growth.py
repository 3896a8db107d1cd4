"""Unequal masses without regularization: nothing rests."""

from sympy import Ne, exp, sqrt, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import BECKER2022

kappa, mu, p, q = symbols("kappa mu p q", positive=True)
system = gradient_field(kernel_gan([0], [p], [q], lam=0, kappa=kappa, mu=mu, features=2))
y, height, slope = system.state

theorem = Theorem(
    name="becker2022_unregularized_growth",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $\lambda = 0$ the discriminator's slope at the true point changes at the rate $-q \sqrt\kappa y "
    r"e^{-\kappa y^2/2}$, which vanishes only for $y = 0$, and its height at the rate $p - q e^{-\kappa y^2/2}$, which "
    r"is $p - q$ there: for $p \ne q$ there is no equilibrium. A point that stays at the true point leaves the height "
    r"to grow linearly.",
    hypotheses=(Ne(p, q),),
    subject=system,
    claim=(
        ChangeIs(slope, -q * sqrt(kappa) * y * exp(-kappa * y**2 / 2)),
        ChangeIs(height, p - q * exp(-kappa * y**2 / 2)),
    ),
    label="K1",
)
