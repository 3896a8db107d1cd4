"""Simultaneous gradient descent on the uniform WGAN: where the first integral of the flow has gone."""

from sympy import Integer, Rational, log

from stability.dynamics import SimultaneousGD
from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
start = ((a, Rational(3, 2)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_wgan_simgd_fine",
    source=f"{DERIVED}; a discrete run does not decide about the flow",
    statement=r"Simultaneous gradient descent with $h = \frac{1}{100}$ on the uniform WGAN from $w = 0$, $a = "
    r"\frac32$ spirals out, more slowly: $H = w^2 + \frac{a^2}{2} - \ln a$, which the flow conserves, goes from "
    r"$0.719535$ to $0.773828$ at the time $50$.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Rational(1, 100))),
    claim=QuantityAlong(start, energy, {0: "0.719535", 5000: "0.773828"}),
    label="A8",
)
