"""Alternating gradient descent on the uniform WGAN: where the first integral of the flow has gone."""

from sympy import Integer, Rational, log

from stability.dynamics import AlternatingGD
from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
start = ((a, Rational(3, 2)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_wgan_altgd_coarse",
    source=f"{DERIVED}; a discrete run does not decide about the flow",
    statement=r"Alternating gradient descent with $h = \frac{1}{10}$ on the uniform WGAN from $w = 0$, $a = "
    r"\frac32$, the discriminator first, stays near the level: $H = w^2 + \frac{a^2}{2} - \ln a$, which the flow "
    r"conserves, goes from $0.719535$ to $0.710744$ at the time $50$.",
    hypotheses=(),
    subject=(game, AlternatingGD(Rational(1, 10), first="discriminator")),
    claim=QuantityAlong(start, energy, {0: "0.719535", 500: "0.710744"}),
    label="A8",
)
