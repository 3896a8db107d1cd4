"""Linear discriminator, frozen Jacobian: when simultaneous steps contract on one singular value."""

from sympy import And, symbols

from stability.dynamics import TwoTimeScale
from stability.games import linear_discriminator_gan
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import BALAJI2021

s, mu, eta = symbols("s mu eta", positive=True)

theorem = Theorem(
    name="balaji2021_contraction",
    source=f"{BALAJI2021}, cf. Theorem 2.1; the exact condition is derived here",
    statement=r"With $\min_w \max_d \langle d, b - J w\rangle - |d|^2/2$, steps $\mu$ for $d$ and $\eta$ for $w$ taken "
    r"at once, the part that belongs to a singular value $s > 0$ of $J$ contracts if and only if $\eta s^2 < 1$ and $4 "
    r"- 2\mu + \mu\eta s^2 > 0$.",
    hypotheses=(),
    subject=(linear_discriminator_gan([[s]]), TwoTimeScale(eta, mu)),
    claim=StableIff(And(eta * s**2 < 1, 4 - 2 * mu + mu * eta * s**2 > 0)),
    label="W2",
)
