"""The Jacobian of a regularized GAN in blocks."""

from sympy import Integer, Matrix, Symbol

from stability.games import linear_quadratic_gan
from stability.linearization import linearize
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.system import gradient_field
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", nonnegative=True)
game = linear_quadratic_gan(2, wasserstein)
rest = dict.fromkeys(game.state, Integer(0)) | dict.fromkeys((game.state[0], game.state[3]), Integer(1))
place = tuple(rest.items())
free = Matrix(linearize(gradient_field(game), dict(place)).jacobian)
own = [game.state.index(v) for v in game.players[1].variables]
others = [game.state.index(v) for v in game.players[0].variables]
j_dd, j_dg = free.extract(own, own), free.extract(own, others)
upper = Matrix.hstack(-2 * eta * j_dg.T * j_dg, -j_dg.T * (Matrix.eye(len(own)) + 2 * eta * j_dd))
claimed = Matrix.vstack(upper, Matrix.hstack(j_dg, j_dd))

theorem = Theorem(
    name="nagarajan2017_penalized_jacobian_plane",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the linear-quadratic WGAN in the "
    r"plane, where $J_{DD} = 0$, has at $A = 1$ for every $\eta \ge 0$ the Jacobian of the published form: the "
    r"discriminator first, $\begin{pmatrix} J_{DD} & J_{DG} \\ -J_{DG}^T (1 + 2 \eta J_{DD}) & -2 \eta J_{DG}^T "
    r"J_{DG} \end{pmatrix}$ with the blocks $J_{DD}$ and $J_{DG}$ of the game without regularizer.",
    hypotheses=(),
    subject=DiscriminatorFieldPenalty(eta)(game),
    claim=JacobianIs(claimed, place),
    label="A9",
)
