"""DuelGAN on one point, simulated: the energy grows and the discriminators synchronise."""

from sympy import Rational

from stability.games import duel_dirac_gan
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import DUELGAN2022

game = duel_dirac_gan(Rational(3, 10), Rational(1, 2))
theta, psi_1, psi_2 = game.state
energy = theta**2 + psi_1**2 + psi_2**2
apart = {theta: Rational(1, 2), psi_1: Rational(0), psi_2: Rational(0)}
together = {theta: Rational(0), psi_1: Rational(1, 2), psi_2: Rational(1, 2)}
uneven = {theta: Rational(1, 2), psi_1: Rational(1, 2), psi_2: Rational(-1, 4)}

theorem = Theorem(
    name="wei2022_duel_dirac_runs",
    source=f"{DUELGAN2022}; simulated here with the published weights",
    statement=r"With $\alpha = 0.3$, $\beta = 0.5$ the energy from $(\theta, \psi_1, \psi_2) = (\frac12, 0, 0)$ is "
    r"$0.2656$, $0.3266$, $0.6036$ at the times $100, 400, 1000$, and from $(0, \frac12, \frac12)$ it is $0.5665$, "
    r"$0.9415$, $328$. From $(\frac12, \frac12, -\frac14)$ the two discriminators synchronise: $(\psi_1 - \psi_2)^2$ "
    r"is below $10^{-6}$ at time $1000$.",
    hypotheses=(),
    subject=game,
    claim=(
        QuantityAlong(apart, energy, {100: "0.2656", 400: "0.3266", 1000: "0.6036"}),
        QuantityAlong(together, energy, {100: "0.5665", 400: "0.9415", 1000: "328"}),
        QuantityAlong(uneven, (psi_1 - psi_2) ** 2, {1000: "0.000000"}),
    ),
    label="W1",
)
