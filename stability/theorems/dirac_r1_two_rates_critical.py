"""Two learning rates move the critical strength."""

from sympy import Symbol, sqrt, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import TwoTimeScale
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import JordanBlock, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h_g, h_d = symbols("h_g h_d", positive=True)
half = gamma * h_d / 2
root = sqrt(half**2 - c**2 * h_g * h_d)

theorem = Theorem(
    name="dirac_r1_two_rates_critical",
    source=DERIVED,
    statement=r"Simultaneous steps with rates $h_g$ and $h_d$ on the penalised Dirac-GAN have the eigenvalues $1 - "
    r"\gamma h_d/2 \pm \sqrt{\gamma^2 h_d^2/4 - h_g h_d f'(0)^2}$; the critical strength is $\gamma = 2 "
    r"f'(0) \sqrt{h_g/h_d}$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), TwoTimeScale(h_g, h_d)),
    claim=(
        SpectrumIs((1 - half + root, 1 - half - root)),
        JordanBlock(1 - c * sqrt(h_g) * sqrt(h_d), {gamma: 2 * c * sqrt(h_g) / sqrt(h_d)}),
    ),
    label="R14",
)
