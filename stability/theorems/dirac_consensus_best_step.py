"""The best step of consensus optimization on the Dirac-GAN."""

from sympy import I, Symbol

from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import ConsensusPenalty
from stability.theorem import Holds, Identity, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
real, imaginary = 1 - h * gamma * c**2, h * c
squared_radius = real**2 + imaginary**2
best = gamma / (1 + gamma**2 * c**2)

theorem = Theorem(
    name="dirac_consensus_best_step",
    source=DERIVED,
    statement=r"The eigenvalues of simultaneous gradient descent with consensus optimization on the Dirac-GAN have the "
    r"squared modulus $(1 - h\gamma f'(0)^2)^2 + h^2 f'(0)^2 \ge 1/(1 + \gamma^2 f'(0)^2)$, with equality at $h = "
    r"\gamma/(1 + \gamma^2 f'(0)^2)$.",
    hypotheses=(),
    subject=(ConsensusPenalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary)),
        Holds(squared_radius >= 1 / (1 + gamma**2 * c**2)),
        Identity(squared_radius.subs(h, best), 1 / (1 + gamma**2 * c**2)),
    ),
    label="R15",
)
