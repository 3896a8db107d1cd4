"""The zero-centred gradient penalty moves the spectrum of the Dirac-GAN into the left half plane."""

from sympy import Symbol, sqrt

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
root = sqrt(gamma**2 / 4 - c**2)

theorem = Theorem(
    name="mescheder2018_r1_spectrum",
    source=f"{MESCHEDER2018}, Lemma 3.3",
    statement=r"With the penalty $R_1 = \frac{\gamma}{2} \psi^2$ the eigenvalues at the equilibrium are "
    r"$-\frac{\gamma}{2} \pm \sqrt{\frac{\gamma^2}{4} - f'(0)^2}$; for every $\gamma > 0$ both have negative "
    r"real part.",
    hypotheses=(),
    subject=R1Penalty(gamma)(dirac_gan()),
    claim=(SpectrumIs((-gamma / 2 + root, -gamma / 2 - root)), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    label="R13",
)
