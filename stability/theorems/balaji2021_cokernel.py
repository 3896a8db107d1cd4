"""Linear discriminator, frozen Jacobian with a cokernel: what no weight can reach decays by itself."""

from sympy import Symbol, symbols

from stability.dynamics import TwoTimeScale
from stability.games import linear_discriminator_gan
from stability.theorem import FactorsAre, Holds, Theorem
from stability.theorem.sources import BALAJI2021

s, mu, eta = symbols("s mu eta", positive=True)
z = Symbol("z")

theorem = Theorem(
    name="balaji2021_cokernel",
    source=f"{BALAJI2021}, cf. Theorem 2.1; the spectrum is derived here",
    statement=r"For $J = (s, 0)^T$, $s > 0$, and simultaneous steps $\mu$ for $d$ and $\eta$ for $w$ the multipliers "
    r"are the roots of $z^2 - (2 - \mu) z + 1 - \mu + \mu\eta s^2$ and, on the cokernel of $J$, $1 - \mu$. For $0 < "
    r"\mu \le 2$ the condition $4 - 2\mu + \mu\eta s^2 > 0$ of contraction on a singular value holds by itself.",
    hypotheses=(),
    subject=(linear_discriminator_gan([[s], [0]]), TwoTimeScale(eta, mu)),
    claim=(
        FactorsAre(((z - 1 + mu, 1), (z**2 - (2 - mu) * z + 1 - mu + mu * eta * s**2, 1)), z),
        Holds((mu > 2) | (4 - 2 * mu + mu * eta * s**2 > 0)),
    ),
    label="W2",
)
