"""Eigenvalues of alternating gradient descent on the Wasserstein Dirac-GAN, 5 discriminator steps."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

h = Symbol("h", positive=True)
unit = (("0.9", "0.435889894354067355223698198385961566"),)
real = (("-0.381966011250105151795413165634361882", "0"), ("-2.61803398874989484820458683436563812", "0"))

theorem = Theorem(
    name="dirac_altgd_numbers_wasserstein_5",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5; numbers from exact algebra",
    statement=r"With 5 discriminator steps for each generator step, alternating gradient descent on the Wasserstein "
    r"Dirac-GAN has eigenvalues on the unit circle for $h = 1/5$; for $h = 1$, where $\alpha = \sqrt{5} > "
    r"2$, both are real and one is outside.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h, n_d=5)),
    claim=(EigenvaluesAt({h: Rational(1, 5)}, unit), EigenvaluesAt({h: Integer(1)}, real)),
    label="R04",
)
