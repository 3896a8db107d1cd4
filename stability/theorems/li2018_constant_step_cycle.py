"""Gradient descent on the total variation with a constant step has a repelling cycle of period 2 around the target."""

from sympy import Rational, Symbol, exp, pi, sign, sqrt

from stability.clock import Time
from stability.system import System
from stability.theorem import Identity, RepellingCycle, Theorem
from stability.theorem.sources import LI2018

mu = Symbol("mu", real=True)
step = Rational(1, 10)
density = exp(-(mu**2) / 8) / sqrt(2 * pi)
map_ = mu - step * density * sign(mu)
near = Rational(1, 50)

theorem = Theorem(
    name="li2018_constant_step_cycle",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator; derived for one Gaussian",
    statement=r"For one Gaussian the constant-step map $\mu \mapsto \mu - \eta \varphi(\mu/2) \operatorname{sgn} "
    r"\mu$ with $\eta = \frac{1}{10}$ has the cycle $c \to -c \to c$ with $2 c = \eta \varphi(c/2)$, and it repels, "
    r"because the slope of the map is $1 + \eta \frac{|\mu|}{4} \varphi(\mu/2) > 1$ off the target. So "
    r"not every orbit reaches the target; convergence means TV below a tolerance that fixes the step.",
    hypotheses=(),
    subject=System(Time.DISCRETE, [mu], [map_], name="constant-step descent on the total variation, step 1/10"),
    claim=(
        RepellingCycle(
            (near, -near),
            ("0.019946122055346153793557960296329253516", "-0.019946122055346153793557960296329253516"),
            "1.00039789",
        ),
        Identity((mu - step * density).diff(mu), 1 + step * mu / 4 * density),
    ),
    label="B3, C7 (Li 2018)",
)
