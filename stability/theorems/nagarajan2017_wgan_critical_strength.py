"""Critical damping of the regularized uniform WGAN."""

from sympy import Integer, Rational, Symbol

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import JordanBlock, Theorem
from stability.theorem.sources import DERIVED

eta = Symbol("eta", positive=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(wasserstein))
place = tuple(zip(game.state, map(Integer, (1, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_wgan_critical_strength",
    source=f"{DERIVED}; for Theorem 4.1 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"The uniform WGAN has the singular value $\sigma = \frac23$ of $J_{DG}$; at $\eta = 1/\sigma = "
    r"\frac32$ the regularizer is critical: the Jacobian is one Jordan block with the eigenvalue $-\sigma = -\frac23$.",
    hypotheses=(),
    subject=game,
    claim=JordanBlock(-Rational(2, 3), {eta: Rational(3, 2)}, place),
    label="A9",
)
