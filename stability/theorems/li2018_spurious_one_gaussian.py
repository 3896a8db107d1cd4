"""Spurious equilibria of one Gaussian against one interval are saddles."""

from sympy import Symbol, exp, pi

from stability.games import gaussian_interval_gan
from stability.theorem import FactorsAre, StabilityIs, Theorem
from stability.theorem.sources import LI2018
from stability.verdict import Stability

m, s = Symbol("m", positive=True), Symbol("s")
game = gaussian_interval_gan()
mu, left, right = game.state
place = ((mu, m), (left, m / 2), (right, m / 2))
square = m**2 * exp(-(m**2) / 4) / (4 * pi)

theorem = Theorem(
    name="li2018_spurious_one_gaussian",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"For one Gaussian at $\mu = m > 0$ with the target $0$ the empty interval at $m/2$ is an equilibrium "
    r"with the eigenvalues $0$ and $\pm m \varphi(m/2)/\sqrt 2$: a saddle, for every $m$.",
    hypotheses=(),
    subject=game,
    claim=(
        FactorsAre(((s, 1), (s**2 - square, 1)), s, at=place),
        StabilityIs(Stability.UNSTABLE, at=place),
    ),
    label="B6",
)
