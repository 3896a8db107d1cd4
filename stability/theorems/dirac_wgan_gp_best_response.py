"""Infinitely many discriminator steps do not help WGAN-GP at a fixed step of the generator."""

from sympy import Rational, Symbol, sign

from stability.clock import Time
from stability.system import System
from stability.theorem import CycleOfMap, NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta = Symbol("theta", real=True)
gamma, g0, h = (Symbol(name, positive=True) for name in ("gamma", "g_0", "h"))
amplitude = h * g0 / (2 - h / gamma)
values = ((gamma, Rational(7, 10)), (g0, Rational(3, 10)), (h, Rational(1, 5)))
number = amplitude.subs(dict(values))

theorem = Theorem(
    name="dirac_wgan_gp_best_response",
    source=DERIVED,
    statement=r"With the discriminator at its best response $\psi = g_0 \operatorname{sign} \theta + \theta/\gamma$ "
    r"to the WGAN-GP penalty, the generator's step $\theta \to \theta - h\psi$ has, for $\gamma = \frac7{10}$, $g_0 "
    r"= \frac3{10}$, $h = \frac15$, the attracting 2-cycle $\pm h g_0/(2 - h/\gamma) = \pm 0.035$.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (theta,),
        ((theta - h * (g0 * sign(theta) + theta / gamma)).subs(dict(values)),),
        name="generator against the best discriminator",
    ),
    claim=(CycleOfMap(((number,), (-number,))), NumberIs(amplitude, "0.035", values)),
    label="R09",
)
