"""Linear discriminator, frozen Jacobian: when alternating steps contract on one singular value."""

from sympy import symbols

from stability.dynamics import AlternatingGD
from stability.games import linear_discriminator_gan
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import BALAJI2021

s, mu, eta = symbols("s mu eta", positive=True)

theorem = Theorem(
    name="balaji2021_alternating",
    source=f"{BALAJI2021}; derived here for alternating steps",
    statement=r"When the discriminator moves first and the generator answers, the part that belongs to a singular "
    r"value $s > 0$ contracts if and only if $2\mu + \mu\eta s^2 < 4$: another polynomial than for simultaneous steps.",
    hypotheses=(),
    subject=(linear_discriminator_gan([[s]]), AlternatingGD(eta, first="discriminator", h_d=mu)),
    claim=StableIff(2 * mu + mu * eta * s**2 < 4),
    label="W2",
)
