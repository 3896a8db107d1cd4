"""Two discriminators without a duel conserve the energy."""

from stability.games import duel_dirac_gan
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DUELGAN2022

game = duel_dirac_gan(0, 0)
theta, psi_1, psi_2 = game.state

theorem = Theorem(
    name="wei2022_duel_without_duel",
    source=f"{DUELGAN2022}; the control: the same instance without the duel",
    statement=r"With $\beta = 0$ the one-point instance conserves $\theta^2 + \psi_1^2 + \psi_2^2$.",
    hypotheses=(),
    subject=game,
    claim=Conserved(theta**2 + psi_1**2 + psi_2**2),
    label="W1",
)
