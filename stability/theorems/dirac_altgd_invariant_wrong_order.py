"""The invariant of one order of updates is not the invariant of the other."""

from sympy import Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_invariant_wrong_order",
    source=f"{DERIVED}; a tempting error",
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN with the discriminator first conserves "
    r"$\theta^2 + \psi^2 - h\theta\psi$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h, first="discriminator")),
    claim=Conserved(theta**2 + psi**2 - h * theta * psi),
    expected="REFUTED",
    erratum=r"That is the invariant for the generator first; here the cross term has the opposite sign. The "
    r"eigenvalues are the same in both orders, the invariants are not.",
    label="R05",
)
