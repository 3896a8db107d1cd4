"""The continuous-time optimal-discriminator flow of one Gaussian hits the target in finite time."""

from sympy import Integer, Symbol, erfi, exp, pi, sqrt

from stability.clock import Time
from stability.system import System
from stability.theorem import ChangeIs, NumberIs, Theorem
from stability.theorem.sources import LI2018

mu = Symbol("mu", real=True)
time = 2 * pi * erfi(mu / (2 * sqrt(2)))

theorem = Theorem(
    name="li2018_hitting_time",
    source=f"{LI2018}, cf. the section on the optimal discriminator; derived for one Gaussian",
    statement=r"For one Gaussian with $\mu > 0$ the gradient flow of the total variation is $\dot \mu = "
    r"-\varphi(\mu/2)$. Along it $T = 2 \pi \operatorname{erfi}(\mu/(2\sqrt 2))$ decreases with speed exactly $1$, "
    r"so that the target $\mu = 0$ is hit after the finite time $T(\mu_0)$, with the full speed $\varphi(0)$: there "
    r"is no exponential rate.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, [mu], [-exp(-(mu**2) / 8) / sqrt(2 * pi)], name="flow of the total variation"),
    claim=(
        ChangeIs(time, Integer(-1)),
        NumberIs(time, "0", ((mu, Integer(0)),)),
        NumberIs(time, "2.6151071839441657432447348501329019976", ((mu, Integer(1)),)),
        NumberIs(time, "5.9906293246622566151191860393877171429", ((mu, Integer(2)),)),
        NumberIs(time, "281486.52805283365916484545425116259212", ((mu, Integer(10)),)),
    ),
    label="B3",
)
