"""Consensus optimization moves the spectrum of the Dirac-GAN into the left half plane."""

from sympy import I, Symbol

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import ConsensusPenalty
from stability.theorem import JacobianIs, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)

theorem = Theorem(
    name="mescheder2018_consensus_spectrum",
    source=f"{MESCHEDER2018}, cf. the appendix on consensus optimization",
    statement=r"Consensus optimization of strength $\gamma > 0$ gives the Dirac-GAN at the equilibrium the Jacobian "
    r"$\begin{pmatrix} -\gamma f'(0)^2 & -f'(0) \\ f'(0) & -\gamma f'(0)^2 \end{pmatrix}$ with the eigenvalues "
    r"$-\gamma f'(0)^2 \pm i f'(0)$.",
    hypotheses=(),
    subject=ConsensusPenalty(gamma)(dirac_gan()),
    claim=(
        JacobianIs([[-gamma * c**2, -c], [c, -gamma * c**2]]),
        SpectrumIs((-gamma * c**2 + I * c, -gamma * c**2 - I * c)),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R15",
)
