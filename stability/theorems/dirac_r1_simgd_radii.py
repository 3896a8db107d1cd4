"""Spectral radii of simultaneous gradient descent on the penalised logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import DERIVED

gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
fifth = Rational(1, 5)

theorem = Theorem(
    name="dirac_r1_simgd_radii",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = 1/5$ on the penalised logistic Dirac-GAN has the spectral "
    r"radius $0.9747$ for $\gamma = 3/10$ and $9/10$ for $\gamma = 1$.",
    hypotheses=(),
    subject=(R1Penalty(gamma)(dirac_gan(logistic)), SimultaneousGD(h)),
    claim=(
        EigenvaluesAt({gamma: Rational(3, 10), h: fifth}, radius="0.97467943448089639068384131998996003"),
        EigenvaluesAt({gamma: Integer(1), h: fifth}, radius="0.9"),
    ),
    label="R14",
)
