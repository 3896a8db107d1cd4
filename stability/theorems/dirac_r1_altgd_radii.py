"""Spectral radii of alternating gradient descent on the penalised logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import DERIVED

gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
fifth = Rational(1, 5)

theorem = Theorem(
    name="dirac_r1_altgd_radii",
    source=DERIVED,
    statement=r"Alternating gradient descent with one step each and $h = 1/5$ on the penalised logistic Dirac-GAN "
    r"has the spectral radius $\sqrt{0.94}$ for $\gamma = 3/10$; for $\gamma = 1$ its eigenvalues are real "
    r"and the radius is $0.927$, which is slower than simultaneous descent.",
    hypotheses=(),
    subject=(R1Penalty(gamma)(dirac_gan(logistic)), AlternatingGD(h)),
    claim=(
        EigenvaluesAt({gamma: Rational(3, 10), h: fifth}, radius="0.969535971483265802814888115084531339"),
        EigenvaluesAt({gamma: Integer(1), h: fifth}, radius="0.927015621187164243432441088373109066"),
    ),
    label="R14",
)
