"""A stronger consensus term needs smaller steps."""

from sympy import Symbol

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import DERIVED

weak, strong, c = (Symbol(name, positive=True) for name in ("gamma_1", "gamma_2", "c"))

theorem = Theorem(
    name="mescheder2017_consensus_larger_strength",
    source=DERIVED,
    statement=r"The step limit $2\gamma/(1 + \gamma^2 c^2)$ of consensus optimization on the Dirac-GAN decreases in "
    r"$\gamma$ beyond $\gamma = 1/c$, and stays below $2/(\gamma c^2)$.",
    hypotheses=(strong > weak, weak * c >= 1),
    subject=Static("the step limit of consensus optimization on the Dirac-GAN"),
    claim=(
        Holds(strong * (1 + weak**2 * c**2) < weak * (1 + strong**2 * c**2)),
        Holds(2 * strong / (1 + strong**2 * c**2) < 2 / (strong * c**2)),
    ),
    label="R22",
)
