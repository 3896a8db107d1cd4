"""A printed formula for the penalised spectrum lacks a square."""

from sympy import Symbol, sqrt

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import R3GAN

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
root = sqrt(gamma**2 / 4 - c)

theorem = Theorem(
    name="r3gan2024_r1_spectrum_missing_square",
    source=f"{R3GAN}, equation (12), as printed",
    statement=r"With the penalty $R_1 = \frac{\gamma}{2}\psi^2$ the eigenvalues of the Dirac-GAN at the equilibrium "
    r"are $-\frac{\gamma}{2} \pm \sqrt{\frac{\gamma^2}{4} - f'(0)}$.",
    hypotheses=(),
    subject=R1Penalty(gamma)(dirac_gan()),
    claim=SpectrumIs((-gamma / 2 + root, -gamma / 2 - root)),
    expected="REFUTED",
    erratum=r"The square is missing: it is $\sqrt{\gamma^2/4 - f'(0)^2}$. The printed formula would put the "
    r"critical strength of the logistic game at $\sqrt2$ instead of 1.",
    label="R13",
)
