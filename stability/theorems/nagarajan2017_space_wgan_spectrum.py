"""The linear-quadratic WGAN in three dimensions: a skew-symmetric Jacobian with three directions of equilibria."""

from sympy import Integer, Matrix, Symbol

from stability.games import linear_quadratic_gan
from stability.theorem import FactorsAre, SymmetricPart, Theorem
from stability.theorem.sources import NAGARAJAN2017

s = Symbol("s")
game = linear_quadratic_gan(3)
mixing = Matrix(3, 3, game.state[:9])
place = {**dict.fromkeys(game.state, Integer(0)), **{mixing[i, i]: Integer(1) for i in range(3)}}
factors = ((s, 3), (s**2 + 1, 3), (s**2 + 4, 3), (s**2 + 8, 3))

theorem = Theorem(
    name="nagarajan2017_space_wgan_spectrum",
    source=f"{NAGARAJAN2017}, cf. section 3.3, in three dimensions",
    statement=r"For standard normal data in $\mathbb{R}^3$ the linear-quadratic WGAN has at $A = 1$ a Jacobian with "
    r"$J + J^T = 0$ and the characteristic polynomial $s^3 (s^2 + 1)^3 (s^2 + 4)^3 (s^2 + 8)^3$ in the coordinates "
    r"$W_{ij}$, $i \le j$: every eigenvalue is imaginary, and $0$ has the multiplicity of the rotations $A \mapsto A "
    r"Q$ of the noise.",
    hypotheses=(),
    subject=game,
    claim=(
        SymmetricPart(0, 21, 0, tuple(place.items())),
        FactorsAre(factors, s, tuple(place.items())),
    ),
    label="A8",
)
