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
    r"\frac{\beta\theta^2}{4} (\alpha (\psi_1^2 - \psi_1\psi_2 + \psi_2^2) - (\psi_1 - \psi_2)^2) + \ldots$, which on "
    r"$\psi_1 = \psi_2 = \psi$ is a gain of $\alpha\beta \theta^2 \psi^2 / 4$. The distance of the two discriminators "
    r"changes by $\frac{d}{dt} (\psi_1 - \psi_2)^2 = -\frac{\theta^2}{8} (\psi_1 - \psi_2)^2 (4 + \beta (4 - "
    r"3\alpha)) + \ldots$: for $\alpha < \frac43$ the duel pulls them together.",
    hypotheses=(),
    subject=game,
    claim=(
        LeadingChange(theta**2 + psi_1**2 + psi_2**2, beta * theta**2 / 4 * gain, 4),
        LeadingChange((psi_1 - psi_2) ** 2, -(theta**2) * (psi_1 - psi_2) ** 2 * (4 + beta * (4 - 3 * alpha)) / 8, 4),
    ),
    label="W1",
)
