"""The linear-quadratic WGAN in the plane: equilibria up to the rotations of the noise."""

from sympy import Integer

from stability.equilibrium import Gauge
from stability.games import linear_quadratic_gan
from stability.theorem import EquilibriaUpTo, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = linear_quadratic_gan(2)
a_11, a_12, a_21, a_22 = game.state[:4]
rotation = Gauge({a_11: -a_12, a_12: a_11, a_21: -a_22, a_22: a_21}, name="the rotation of the noise, A to A Q")
rest = dict.fromkeys(game.state, Integer(0))
turn, reflection = ({**rest, a_11: Integer(1), a_22: Integer(sign)} for sign in (1, -1))

theorem = Theorem(
    name="nagarajan2017_plane_wgan_orbits",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs, in two dimensions",
    statement=r"For $D(x) = x^T W x + w^T x$, $G(z) = A z + b$ and standard normal data in the plane the equilibria "
    r"of the WGAN are $W = 0$, $w = 0$, $b = 0$, $A$ orthogonal: two orbits of the rotations $A \mapsto A Q$ of the "
    r"noise, those of $A = 1$ and of a reflection.",
    hypotheses=(),
    subject=game,
    claim=EquilibriaUpTo((tuple(turn.items()), tuple(reflection.items())), (rotation,)),
    label="A7, A8",
)
