"""Eigenvalues of the logistic Dirac-GAN with instance noise."""

from sympy import Integer, Rational, Symbol

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import InstanceNoise
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

s = Symbol("s", positive=True)
large = (("-0.133974596215561353236276829247063817", "0"), ("-1.86602540378443864676372317075293618", "0"))

theorem = Theorem(
    name="mescheder2018_instance_noise_numbers",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2; numbers from exact algebra",
    statement=r"Eigenvalues of the logistic Dirac-GAN with instance noise for $s = 7/10$, $1$ (both underdamped) and "
    r"$2$ (overdamped; the same numbers as a gradient penalty with $\gamma = 2$).",
    hypotheses=(),
    subject=InstanceNoise(s)(dirac_gan(logistic)),
    claim=(
        EigenvaluesAt({s: Rational(7, 10)}, (("-0.1225", "0.484761539315981626277652786161867687"),)),
        EigenvaluesAt({s: Integer(1)}, (("-0.25", "0.433012701892219323381861585376468092"),)),
        EigenvaluesAt({s: Integer(2)}, large),
    ),
    label="R11",
)
