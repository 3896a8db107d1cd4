"""The linear-quadratic WGAN in the plane: a skew-symmetric Jacobian with one direction of equilibria."""

from sympy import Integer, Symbol

from stability.games import linear_quadratic_gan
from stability.theorem import FactorsAre, InvariantVolume, SymmetricPart, Theorem
from stability.theorem.sources import NAGARAJAN2017

s = Symbol("s")
game = linear_quadratic_gan(2)
a_11, a_12, a_21, a_22 = game.state[:4]
place = {**dict.fromkeys(game.state, Integer(0)), a_11: Integer(1), a_22: Integer(1)}
determinant = a_11 * a_22 - a_12 * a_21
factors = ((s, 1), (s**2 + 1, 2), (s**2 + 4, 2), (s**2 + 8, 1))

theorem = Theorem(
    name="nagarajan2017_plane_wgan_spectrum",
    source=f"{NAGARAJAN2017}, cf. section 3.3, in two dimensions; the volume derived here",
    statement=r"For standard normal data in the plane the linear-quadratic WGAN has at $A = 1$ a Jacobian with $J + "
    r"J^T = 0$ and the characteristic polynomial $s (s^2 + 1)^2 (s^2 + 4)^2 (s^2 + 8)$ in the coordinates $W_{11}, "
    r"W_{12}, W_{22}$. Its flow preserves the volume with density $\det(A)^{-3}$, so that no equilibrium attracts.",
    hypotheses=(),
    subject=game,
    claim=(
        SymmetricPart(0, 11, 0, tuple(place.items())),
        FactorsAre(factors, s, tuple(place.items())),
        InvariantVolume(determinant**-3, tuple(place.items())),
    ),
    label="A8",
)
