"""Eigenvalues of alternating gradient descent on the logistic Dirac-GAN, 5 discriminator steps."""

from sympy import Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_numbers_logistic_5",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5; numbers from exact algebra",
    statement=r"With $h = 1/5$ and 5 discriminator steps for each generator step, alternating gradient descent on "
    r"the logistic Dirac-GAN has the eigenvalues stated here.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h, n_d=5)),
    claim=EigenvaluesAt({h: Rational(1, 5)}, (("0.975", "0.222204860432889721252286041885218195"),)),
    label="R04",
)
