"""Without the square of the discriminator the linear game diverges."""

from sympy import symbols

from stability.dynamics import TwoTimeScale
from stability.games import linear_discriminator_gan
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import BALAJI2021
from stability.verdict import Stability

s, mu, eta = symbols("s mu eta", positive=True)

theorem = Theorem(
    name="balaji2021_without_penalty",
    source=f"{BALAJI2021}; the control, derived here",
    statement=r"Without $-|d|^2/2$ the determinant of the part of a singular value $s > 0$ is $1 + \mu\eta s^2 > 1$: "
    r"simultaneous steps diverge for all $\mu, \eta > 0$.",
    hypotheses=(),
    subject=(linear_discriminator_gan([[s]], decay=0), TwoTimeScale(eta, mu)),
    claim=StabilityIs(Stability.UNSTABLE),
    label="W2",
)
