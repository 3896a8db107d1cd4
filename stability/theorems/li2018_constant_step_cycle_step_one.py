"""The same cycle with the step 1."""

from sympy import Rational, Symbol, exp, pi, sign, sqrt

from stability.clock import Time
from stability.system import System
from stability.theorem import RepellingCycle, Theorem
from stability.theorem.sources import LI2018

mu = Symbol("mu", real=True)
map_ = mu - exp(-(mu**2) / 8) / sqrt(2 * pi) * sign(mu)
near = Rational(1, 5)

theorem = Theorem(
    name="li2018_constant_step_cycle_step_one",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator; derived for one Gaussian",
    statement=r"With the step $\eta = 1$ the map $\mu \mapsto \mu - \eta \varphi(\mu/2) \operatorname{sgn} \mu$ has "
    r"the repelling cycle $c \to -c \to c$ with $c = 0.1984\ldots$: the target is missed by an amount proportional "
    r"to the step.",
    hypotheses=(),
    subject=System(Time.DISCRETE, [mu], [map_], name="constant-step descent on the total variation, step 1"),
    claim=RepellingCycle(
        (near, -near), ("0.19849119095983934039004557993883975217", "-0.19849119095983934039004557993883975217")
    ),
    label="B3",
)
