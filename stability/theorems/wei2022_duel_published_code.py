"""The duel term of the published code has no gradient."""

from sympy import symbols

from stability.games import duel_dirac_gan
from stability.system import gradient_field
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
game = duel_dirac_gan(alpha, beta)
psi_1 = game.state[1]
detached = gradient_field(duel_dirac_gan(0, 0)).rhs[1]

theorem = Theorem(
    name="wei2022_duel_published_code",
    source=f"{DUELGAN2022}, gan_training/train.py of the public code",
    statement=r"The code wraps the data of the duel loss into a new variable before it adds it, so that the loss is a "
    r"constant for the discriminator: $\psi_1$ then follows the field without duel. That is the field of the printed "
    r"objective.",
    hypotheses=(),
    subject=game,
    claim=ChangeIs(psi_1, detached),
    expected="REFUTED",
    erratum=r"The field of the printed objective depends on $\alpha$ and $\beta$; that of the code does not.",
    label="W1",
)
