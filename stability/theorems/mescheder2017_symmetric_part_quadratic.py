"""A zero-sum quadratic game: the Jacobian in blocks, and a strict local Nash equilibrium."""

from sympy import symbols

from stability.game import Game
from stability.theorem import JacobianIs, OwnHessian, SymmetricPart, Theorem
from stability.theorem.sources import MESCHEDER2017

x1, x2, y1, y2, b1, b2, b3, b4 = symbols("phi_1 phi_2 theta_1 theta_2 b_1 b_2 b_3 b_4", real=True)
p1, p2, t1, t2 = symbols("p_1 p_2 t_1 t_2", positive=True)
own = (-p1 * x1**2 - p2 * x2**2 + t1 * y1**2 + t2 * y2**2) / 2
value = own + b1 * x1 * y1 + b2 * x1 * y2 + b3 * x2 * y1 + b4 * x2 * y2
blocks = [[-p1, 0, b1, b2], [0, -p2, b3, b4], [-b1, -b3, -t1, 0], [-b2, -b4, 0, -t2]]
game = Game.zero_sum("quadratic game", -value, ("maximizer", (x1, x2)), ("minimizer", (y1, y2)))

theorem = Theorem(
    name="mescheder2017_symmetric_part_quadratic",
    source=f"{MESCHEDER2017}, cf. Lemma 1 and Corollary 2",
    statement=r"At a stationary point with negative definite $v'$ each player is at a strict local optimum of its own, "
    r"hence at a strict local Nash equilibrium; on the quadratic zero-sum game in dimension $2 + 2$ with own Hessians "
    r"$-\mathrm{diag}(p_1, p_2)$ and $\mathrm{diag}(t_1, t_2)$ and any coupling.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs(blocks),
        SymmetricPart(4, 0, 0),
        OwnHessian("maximizer", 0, 0, 2),
        OwnHessian("minimizer", 0, 0, 2),
    ),
    label="R21",
)
