"""Eigenvalues of alternating gradient descent on the logistic Dirac-GAN, 1 discriminator step."""

from sympy import Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_numbers_logistic_1",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5; numbers from exact algebra",
    statement=r"With $h = 1/5$ and 1 discriminator step for each generator step, alternating gradient descent on the "
    r"logistic Dirac-GAN has the eigenvalues stated here.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h, n_d=1)),
    claim=EigenvaluesAt({h: Rational(1, 5)}, (("0.995", "0.099874921777190894578901911640291436"),)),
    label="R04",
)
