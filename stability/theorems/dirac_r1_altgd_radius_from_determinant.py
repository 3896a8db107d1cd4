"""The spectral radius is not always the root of the determinant."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import DERIVED

gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_r1_altgd_radius_from_determinant",
    source=f"{DERIVED}; a tempting error",
    statement=r"Alternating gradient descent with $h = 1/5$ on the logistic Dirac-GAN penalised with $\gamma = 1$ "
    r"has the spectral radius $\sqrt{\det} = \sqrt{1 - h\gamma} = 0.894427$.",
    hypotheses=(),
    subject=(R1Penalty(gamma)(dirac_gan(logistic)), AlternatingGD(h)),
    claim=EigenvaluesAt({gamma: Integer(1), h: Rational(1, 5)}, radius="0.894427190999915878563669467492510494"),
    expected="REFUTED",
    erratum=r"The radius is $\sqrt{\det}$ only for complex eigenvalues; here they are real and the radius is "
    r"$0.927$.",
    label="R14",
)
