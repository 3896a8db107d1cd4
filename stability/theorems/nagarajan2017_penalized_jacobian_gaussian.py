"""The Jacobian of a regularized GAN in blocks."""

from sympy import Matrix, Symbol

from stability.games import quadratic_gaussian_gan
from stability.linearization import linearize
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.system import gradient_field
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", nonnegative=True)
mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(logistic, mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))
free = Matrix(linearize(gradient_field(game), dict(place)).jacobian)
own = [game.state.index(v) for v in game.players[1].variables]
others = [game.state.index(v) for v in game.players[0].variables]
j_dd, j_dg = free.extract(own, own), free.extract(own, others)
upper = Matrix.hstack(-2 * eta * j_dg.T * j_dg, -j_dg.T * (Matrix.eye(len(own)) + 2 * eta * j_dd))
claimed = Matrix.vstack(upper, Matrix.hstack(j_dg, j_dd))

theorem = Theorem(
    name="nagarajan2017_penalized_jacobian_gaussian",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the logistic linear-quadratic GAN "
    r"with data $N(\mu, \sigma^2)$ has at $w = 0$, $(a, b) = (\sigma, \mu)$ for every $\eta \ge 0$ the Jacobian of "
    r"the published form: the discriminator first, $\begin{pmatrix} J_{DD} & J_{DG} \\ -J_{DG}^T (1 + 2 \eta J_{DD}) "
    r"& -2 \eta J_{DG}^T J_{DG} \end{pmatrix}$ with the blocks $J_{DD}$ and $J_{DG}$ of the game without regularizer.",
    hypotheses=(),
    subject=DiscriminatorFieldPenalty(eta)(game),
    claim=JacobianIs(claimed, place),
    label="A9",
)
