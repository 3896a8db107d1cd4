"""One Gaussian, one interval: the correct generator attracts, along a half-line of discriminators."""

from sympy import Integer, Symbol, exp, pi, sqrt

from stability.games import gaussian_interval_gan
from stability.theorem import ConvergesToSet, FactorsAre, Identity, JacobianIs, NumberIs, Theorem
from stability.theorem.sources import LI2018

c = Symbol("c", positive=True)
s = Symbol("s")
game = gaussian_interval_gan()
mu, left, right = game.state
line = ((mu, c * 0), (left, -c), (right, c))
k = c * exp(-(c**2) / 2) / sqrt(2 * pi)

theorem = Theorem(
    name="li2018_single_interval",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"For one Gaussian with the target $0$ the states $\mu = 0$, $[\ell, r] = [-c, c]$ are equilibria. "
    r"With $k = c \varphi(c)$ the characteristic polynomial is $s (s^2 + 2 k s + 2 k^2)$, its roots $0$ and $k (-1 "
    r"\pm i)$: for $c > 0$ the half-line of equilibria attracts (SEMISTABLE). So first-order dynamics is not "
    r"locally unstable at every correct generator; its failures are global. $k$ is largest at $c = 1$, because $k' "
    r"= (1 - c^2) \varphi(c)$.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs([[-2 * k, k, k], [-k, 0, 0], [-k, 0, 0]], line),
        FactorsAre(((s, 1), (s**2 + 2 * k * s + 2 * k**2, 1)), s, at=line),
        ConvergesToSet(line, (c,)),
        NumberIs(k, "0.24197072451914334979783019293556065483", ((c, Integer(1)),)),
        Identity(k.diff(c), (1 - c**2) * k / c),
    ),
    label="B6, C9 (Li 2018)",
)
