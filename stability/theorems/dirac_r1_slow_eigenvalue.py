"""A stronger penalty is not faster."""

from typing import Any

from sympy import Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import Holds, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
stronger = Symbol("delta", positive=True)


def slow(strength: Any) -> Any:
    """The slow rate -lambda_max in the overdamped regime."""
    return strength / 2 - sqrt(strength**2 / 4 - c**2)


theorem = Theorem(
    name="dirac_r1_slow_eigenvalue",
    source=DERIVED,
    statement=r"Beyond the critical strength $\gamma = 2 f'(0)$ the rate of convergence $\gamma/2 - \sqrt{\gamma^2/4 "
    r"- f'(0)^2}$ lies between $f'(0)^2/\gamma$ and $2 f'(0)^2/\gamma$ and decreases with $\gamma$: a "
    r"stronger penalty converges more slowly.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"), gamma >= 2 * c),
    subject=R1Penalty(gamma)(dirac_gan()),
    claim=(
        Holds(slow(gamma) > c**2 / gamma),
        Holds(slow(gamma) <= 2 * c**2 / gamma),
        Holds(slow(gamma + stronger) < slow(gamma)),
    ),
    label="R13",
)
