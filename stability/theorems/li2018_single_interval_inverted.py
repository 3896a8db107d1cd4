"""One Gaussian, one inverted interval: the correct generator repels."""

from sympy import Symbol

from stability.games import gaussian_interval_gan
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import LI2018
from stability.verdict import Stability

c = Symbol("c", negative=True)
game = gaussian_interval_gan()
mu, left, right = game.state

theorem = Theorem(
    name="li2018_single_interval_inverted",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"For one Gaussian with the target $0$ and $c < 0$ the state $\mu = 0$, $\ell = -c$, $r = c$, an "
    r"interval that counts negatively, is an unstable equilibrium of the first-order flow.",
    hypotheses=(),
    subject=game,
    claim=StabilityIs(Stability.UNSTABLE, at=((mu, c * 0), (left, -c), (right, c))),
    label="B6",
)
