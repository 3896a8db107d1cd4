"""The spectrum of the regularized linear-quadratic WGAN in the plane, for every strength."""

from sympy import Integer, Symbol

from stability.games import linear_quadratic_gan
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import NAGARAJAN2017

s, eta = Symbol("s"), Symbol("eta", positive=True)
game = DiscriminatorFieldPenalty(eta)(linear_quadratic_gan(2))
place = {**dict.fromkeys(game.state, Integer(0)), game.state[0]: Integer(1), game.state[3]: Integer(1)}
factors = ((s, 1), (s**2 + 2 * eta * s + 1, 2), (s**2 + 8 * eta * s + 4, 2), (s**2 + 16 * eta * s + 8, 1))

theorem = Theorem(
    name="nagarajan2017_plane_wgan_regularized_spectrum",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1, in two dimensions",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ the linear-quadratic WGAN for standard normal data in the "
    r"plane has at $A = 1$ the characteristic polynomial $s (s^2 + 2 \eta s + 1)^2 (s^2 + 8 \eta s + 4)^2 (s^2 + 16 "
    r"\eta s + 8)$: a factor $s^2 + 2 \eta \sigma_k^2 s + \sigma_k^2$ for each singular value of $J_{DG}$, and $s$ "
    r"for the orbit.",
    hypotheses=(),
    subject=game,
    claim=FactorsAre(factors, s, tuple(place.items())),
    label="A9",
)
