"""Spectral radius of simultaneous gradient descent with instance noise."""

from sympy import Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import InstanceNoise
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

s, h = symbols("s h", positive=True)

theorem = Theorem(
    name="mescheder2018_instance_noise_simgd_radius",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2; number from exact algebra at the settings of the published figure",
    statement=r"Simultaneous gradient descent with $h = 1/5$ on the logistic Dirac-GAN with instance noise of standard "
    r"deviation $7/10$ has the spectral radius $0.980306074652197592919656998774142745$.",
    hypotheses=(),
    subject=(InstanceNoise(s)(dirac_gan(logistic)), SimultaneousGD(h)),
    claim=EigenvaluesAt({s: Rational(7, 10), h: Rational(1, 5)}, radius="0.980306074652197592919656998774142745"),
    label="R11",
)
