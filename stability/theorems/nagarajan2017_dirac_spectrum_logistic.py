"""The logistic Dirac-GAN is a centre, although f is strictly concave."""

from sympy import I, Rational

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

half = Rational(1, 2)

theorem = Theorem(
    name="nagarajan2017_dirac_spectrum_logistic",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 without its assumption on the supports",
    statement=r"The logistic Dirac-GAN has the eigenvalues $\pm \frac{i}{2}$ and is STABLE without attracting.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=(SpectrumIs((half * I, -half * I)), StabilityIs(Stability.STABLE)),
    label="A4",
)
