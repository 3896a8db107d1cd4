"""A test that overparametrization makes wrong: every multiplier inside the unit circle."""

from sympy import Rational

from stability.dynamics import TwoTimeScale
from stability.games import linear_discriminator_gan
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import BALAJI2021
from stability.verdict import Stability

game = linear_discriminator_gan([[3, 4, 0], [0, 0, 5]])

theorem = Theorem(
    name="balaji2021_all_inside",
    source=f"{BALAJI2021}; a test that is often meant",
    statement=r"The equilibrium of the instance with a Jacobian of size $2 \times 3$ is exponentially stable: every "
    r"multiplier lies inside the unit circle.",
    hypotheses=(),
    subject=(game, TwoTimeScale(Rational(1, 50), Rational(1, 2))),
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE),
    expected="REFUTED",
    erratum=r"More weights than equations give the eigenvalue $1$ along a line of equilibria. The iteration converges "
    r"to some point of the line.",
    label="W2",
)
