"""The gradient-norm regularizer on the linear-quadratic WGAN in three dimensions: convergence to the rotations."""

from sympy import Integer, Matrix, Rational, eye, symbols

from stability.games import linear_quadratic_gan
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import NAGARAJAN2017

axis = symbols("t_1:4", real=True)
game = DiscriminatorFieldPenalty(Rational(1, 2))(linear_quadratic_gan(3))
t_1, t_2, t_3 = axis
turn = Matrix([[0, -t_3, t_2], [t_3, 0, -t_1], [-t_2, t_1, 0]])
square = t_1**2 + t_2**2 + t_3**2
#: Cayley's parametrization of the rotations by their axis times the tangent of half the angle.
rotation = (eye(3) + 2 * (turn + turn**2) / (1 + square)).applyfunc(lambda entry: entry.factor())
orbit = {**dict.fromkeys(game.state, 0 * t_1), **dict(zip(game.state[:9], rotation, strict=True))}

theorem = Theorem(
    name="nagarajan2017_space_wgan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1, in three dimensions",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac12$, the "
    r"linear-quadratic WGAN for standard normal data in $\mathbb{R}^3$ converges locally to the orbit $A = Q$, $Q$ a "
    r"rotation, $W = 0$, $w = b = 0$, of $A = 1$ under the gauge $A \mapsto A Q$, the rotations of the noise: at $A = "
    r"1$ the eigenvalue $0$ has the multiplicity $3$ of this orbit, and the eighteen others have negative real part.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(tuple(orbit.items()), axis, tuple((t, Integer(0)) for t in axis)),
    label="A4, A7, A9, C5 (Nagarajan 2017)",
)
