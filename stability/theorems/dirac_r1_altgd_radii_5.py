"""Spectral radii of alternating gradient descent with five discriminator steps."""

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
    name="dirac_r1_altgd_radii_5",
    source=DERIVED,
    statement=r"Alternating gradient descent with five discriminator steps and $h = 1/5$ on the penalised logistic "
    r"Dirac-GAN has the spectral radius $0.85668$ for $\gamma = 3/10$ and $0.94864$ for $\gamma = 1$.",
    hypotheses=(),
    subject=(R1Penalty(gamma)(dirac_gan(logistic)), AlternatingGD(h, n_d=5)),
    claim=(
        EigenvaluesAt({gamma: Rational(3, 10), h: fifth}, radius="0.8566819844"),
        EigenvaluesAt({gamma: Integer(1), h: fifth}, radius="0.9486450120"),
    ),
    label="R14",
)
