"""The gradient-norm regularizer keeps exactly the equilibria of the Dirac-GAN, for every objective."""

from sympy import Function, Symbol

from stability.games import dirac_gan
from stability.regularizers import DiscriminatorFieldPenalty
from stability.system import gradient_field
from stability.theorem import SameRestPoints, Theorem
from stability.theorem.sources import DERIVED

eta = Symbol("eta", nonnegative=True)
game = dirac_gan(Function("f"))
theta, psi = game.state
field = dict(zip(game.state, gradient_field(game).rhs, strict=True))

theorem = Theorem(
    name="nagarajan2017_regularized_same_equilibria",
    source=f"{DERIVED}; for section 4 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"The regularizer $\eta |\nabla_D V|^2$ changes the generator's field of the Dirac-GAN by $-2 \eta "
    r"(\partial_G \nabla_D V)^T \nabla_D V$, which vanishes where the discriminator rests: the equilibria are the "
    r"same for every $\eta \ge 0$ and every $f$.",
    hypotheses=(),
    subject=DiscriminatorFieldPenalty(eta)(game),
    claim=SameRestPoints(game, {theta: {psi: -2 * eta * field[psi].diff(theta)}}),
    label="A9",
)
