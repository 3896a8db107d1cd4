"""Alternating gradient descent does not conserve the flow's energy."""

from sympy import Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_energy",
    source=f"{DERIVED}; a tempting error",
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN conserves $\theta^2 + \psi^2$, as the flow "
    r"does.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h)),
    claim=Conserved(theta**2 + psi**2),
    expected="REFUTED",
    erratum=r"The conserved quantity of the map is $\theta^2 + \psi^2 - h\theta\psi$.",
    label="R05",
)
