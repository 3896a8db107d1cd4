"""Eigenvalues of the unregularized logistic Dirac-GAN."""

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

theorem = Theorem(
    name="mescheder2018_unregularized_numbers",
    source=f"{MESCHEDER2018}, Lemma 2.2; numbers from exact algebra",
    statement=r"The unregularized logistic Dirac-GAN has at the equilibrium the eigenvalues $\pm \frac{i}{2}$.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=EigenvaluesAt({}, (("0", "0.5"),)),
    label="R01",
)
