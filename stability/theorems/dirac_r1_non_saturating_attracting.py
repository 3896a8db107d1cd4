"""The penalised non-saturating Dirac-GAN converges from every start."""

from sympy import Symbol, exp, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import ChangeIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
gamma = Symbol("gamma", positive=True)
u = theta * psi
energy = (theta**2 + psi**2) / 2

theorem = Theorem(
    name="dirac_r1_non_saturating_attracting",
    source=DERIVED,
    statement=r"For the logistic non-saturating Dirac-GAN with the penalty $R_1 = \frac{\gamma}{2} \psi^2$, $V = "
    r"\frac12 (\theta^2 + \psi^2)$ has $V' = -u \tanh(u/2) - \gamma\psi^2$, $u = \theta\psi$. The equilibrium is "
    r"exponentially stable.",
    hypotheses=(),
    subject=R1Penalty(gamma)(dirac_gan(logistic, saturating=False)),
    claim=(
        ChangeIs(energy, -u * (exp(u) - 1) / (exp(u) + 1) - gamma * psi**2),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R13",
)
