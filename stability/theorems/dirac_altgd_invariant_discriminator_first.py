"""With the discriminator first the cross term of the invariant changes its sign."""

from sympy import Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_invariant_discriminator_first",
    source=DERIVED,
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN with the discriminator first, one step "
    r"each, conserves $\theta^2 + \psi^2 + h\theta\psi$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h, first="discriminator")),
    claim=Conserved(theta**2 + psi**2 + h * theta * psi),
    label="R05",
)
