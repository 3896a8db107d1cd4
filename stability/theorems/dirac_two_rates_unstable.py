"""Two time scales do not help the unregularized Dirac-GAN."""

from sympy import I, Integer, Symbol, sqrt

from stability.algebra.jets import Jet
from stability.dynamics import TwoTimeScale
from stability.games import dirac_gan
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

c = Jet("f", 1, Integer(0))
h_g, h_d = Symbol("h_g", positive=True), Symbol("h_d", positive=True)
turn = I * c * sqrt(h_g * h_d)

theorem = Theorem(
    name="dirac_two_rates_unstable",
    source=DERIVED,
    statement=r"Simultaneous descent with the rates $h_g$ and $h_d$ on the unregularized Dirac-GAN has the "
    r"eigenvalues $1 \pm i f'(0) \sqrt{h_g h_d}$ and is unstable for every pair of rates.",
    hypotheses=(),
    subject=(dirac_gan(), TwoTimeScale(h_g, h_d)),
    claim=(SpectrumIs((1 + turn, 1 - turn)), StabilityIs(Stability.UNSTABLE)),
    label="X11",
)
