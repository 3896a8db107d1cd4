"""How fast the powers of a defective update matrix decay."""

from sympy import Integer, Rational

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import JordanBlock, PowerNorms, Theorem
from stability.theorem.sources import DERIVED

theorem = Theorem(
    name="mescheder2018_rate_jordan_norms",
    source=DERIVED,
    statement=r"For simultaneous gradient descent with $h = \frac15$ on the logistic Dirac-GAN with $\gamma = 1$, "
    r"$F' = 0.9\,(I + \frac19 N)$ with $N^2 = 0$: the spectral norm of $F'^k$ is $2.60596\cdot 0.9^k$ at $k = 10$, "
    r"$22.2671 \cdot 0.9^k$ at $k = 100$ and $222.2267 \cdot 0.9^k$ at $k = 1000$.",
    hypotheses=(),
    subject=(R1Penalty(Integer(1))(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    claim=(
        JordanBlock(Rational(9, 10), {}),
        PowerNorms(Rational(9, 10), {10: "2.60596", 100: "22.2671", 1000: "222.2267"}),
    ),
    label="R19",
)
