"""A trap: equal linearizations do not make equal flows."""

from sympy import symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.system import gradient_field
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)

theorem = Theorem(
    name="non_saturating_same_flow",
    source=f"{DERIVED}: a mistake worth recording",
    statement=r"The non-saturating logistic Dirac-GAN, which has the Jacobian of the saturating one at the "
    r"equilibrium, has the same field: $\theta' = -\psi f'(\theta\psi)$.",
    hypotheses=(),
    subject=dirac_gan(logistic, saturating=False),
    claim=ChangeIs(theta, gradient_field(dirac_gan(logistic)).rhs[0]),
    expected="REFUTED",
    erratum=r"Only the linearizations agree. The non-saturating field is $\theta' = -\psi f'(-\theta\psi)$: its flow "
    r"converges, while the saturating one conserves $\theta^2 + \psi^2$.",
    label="A1",
)
