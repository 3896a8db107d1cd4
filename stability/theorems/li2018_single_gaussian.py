"""Total variation of two unit Gaussians, its slope, and the half-line that attains it."""

from typing import Any

from sympy import Integer, Rational, Symbol, erf, exp, pi, sqrt

from stability.clock import Time
from stability.games import one_sided_gan
from stability.system import System
from stability.theorem import BestDiscriminator, ChangeIs, Identity, LargestNumberOfIntervals, NumberIs, Theorem
from stability.theorem.sources import LI2018

mu = Symbol("mu", real=True)
game = one_sided_gan()
end = game.state[1]
distance = erf(mu / (2 * sqrt(2)))


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def best(mean: int, value: str, slope: str) -> BestDiscriminator:
    """The optimal discriminator between N(0, 1) and N(mean, 1)."""
    return BestDiscriminator((Integer(0),), (Integer(mean),), (Rational(mean, 2),), True, value, (slope,))


table = (
    (1, "0.38292492254802620727540922121667547977", "0.35206532676429947777468044159651765311"),
    (2, "0.68268949213708589717046509126407584496", "0.24197072451914334979783019293556065483"),
    (10, "0.99999942669685624161217665249533425071", "1.486719514734297707908239633606412167e-6"),
)

theorem = Theorem(
    name="li2018_single_gaussian",
    source=f"{LI2018}, cf. the section on the optimal discriminator, with one component on each side",
    statement=r"For $N(0, 1)$ against $N(\mu, 1)$ with $\mu > 0$ the density difference vanishes exactly at "
    r"$\mu/2$, the half-line $(-\infty, \mu/2]$ is optimal, $\mathrm{TV} = \operatorname{erf}(\mu / (2 \sqrt 2))$ "
    r"and $\mathrm{TV}' = \varphi(\mu/2)$. Values at $\mu = 1, 2, 10$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, [mu], [mu**0], name="the mean mu moves with speed 1"),
    claim=(
        LargestNumberOfIntervals(1, 1, 1, {"TG": (1,)}),
        Identity(phi(mu / 2), phi(mu / 2 - mu)),
        Identity(game.player("generator").loss.xreplace({end: mu / 2, game.state[0]: mu}), 1 + distance),
        ChangeIs(distance, phi(mu / 2)),
        *(NumberIs(distance, value, ((mu, Integer(mean)),)) for mean, value, _ in table),
        *(best(*row) for row in table),
    ),
    label="B3",
)
