"""The optimal-discriminator dynamics with a constant step, read as convergence to the target."""

from sympy import Integer, Rational, Symbol, exp, pi, sign, sqrt

from stability.clock import Time
from stability.system import System
from stability.theorem import EveryOrbitConverges, Theorem
from stability.theorem.sources import LI2018

mu = Symbol("mu", real=True)
map_ = mu - Rational(1, 10) * exp(-(mu**2) / 8) / sqrt(2 * pi) * sign(mu)

theorem = Theorem(
    name="li2018_constant_step_converges_as_recalled",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator, as recalled",
    statement=r"With the optimal discriminator and a constant step $\eta = \frac{1}{10}$ the generator converges to "
    r"the target: every orbit of $\mu \mapsto \mu - \eta \varphi(\mu/2) \operatorname{sgn} \mu$ tends to $0$.",
    hypotheses=(),
    subject=System(Time.DISCRETE, [mu], [map_], name="constant-step descent on the total variation, step 1/10"),
    claim=EveryOrbitConverges(Integer(0)),
    expected="REFUTED",
    erratum=r"The total variation has a cone at the target, so that steps of constant size overshoot: there is a "
    r"cycle of period 2. Only $\mathrm{TV} \le \delta$ is reached, with a step that depends on $\delta$.",
    label="C7 (Li 2018)",
)
