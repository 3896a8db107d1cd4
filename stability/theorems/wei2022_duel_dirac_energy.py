"""The energy of DuelGAN on one point: its change to fourth order."""

from sympy import symbols

from stability.games import duel_dirac_gan
from stability.theorem import LeadingChange, Theorem
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
game = duel_dirac_gan(alpha, beta)
theta, psi_1, psi_2 = game.state
gain = alpha * (psi_1**2 - psi_1 * psi_2 + psi_2**2) - (psi_1 - psi_2) ** 2

theorem = Theorem(
    name="wei2022_duel_dirac_energy",
    source=f"{DUELGAN2022}; derived here on the one-point instance",
    statement=r"With $E = \theta^2 + \psi_1^2 + \psi_2^2$ the duel changes the energy at fourth order only: $\dot E = "
    r"\frac{\beta\theta^2}{4} (\alpha (\psi_1^2 - \psi_1\psi_2 + \psi_2^2) - (\psi_1 - \psi_2)^2) + \ldots$ It pulls "
    r"the two discriminators together, and on $\psi_1 = \psi_2 = \psi$ it gains $\alpha\beta \theta^2 \psi^2 "
    r"/ 4$.",
    hypotheses=(),
    subject=game,
    claim=LeadingChange(theta**2 + psi_1**2 + psi_2**2, beta * theta**2 / 4 * gain, 4),
    label="W1",
)
