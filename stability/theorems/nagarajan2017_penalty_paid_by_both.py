"""A trap: the regularizer belongs into the generator's loss only."""

from sympy import Add, Integer, Rational

from stability.expectation import gradient
from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
player = game.player("discriminator")
term = Rational(1, 2) * Add(*(g**2 for g in gradient(player.loss, player.variables)))
penalized = DiscriminatorFieldPenalty(Rational(1, 2))(game)
both = penalized.add_to_loss("discriminator", term, name="both players pay")
place = tuple(zip(game.state, map(Integer, (1, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_penalty_paid_by_both",
    source=f"{NAGARAJAN2017}, cf. section 4, with the penalty in both updates",
    statement=r"Adding $\eta |\nabla_D V|^2$, $\eta = \frac12$, to the discriminator's loss as well leaves the "
    r"Jacobian of the regularized uniform GAN unchanged.",
    hypotheses=(),
    subject=both,
    claim=SameJacobian(penalized, (), place, place),
    expected="REFUTED",
    erratum=r"The discriminator's own gradient of the penalty does not vanish to first order: its row of the "
    r"Jacobian gains $-2 \eta J_{DD} (J_{DD}, J_{DG})$.",
    label="A9",
)
