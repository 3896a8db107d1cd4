"""Eigenvalues of the penalised logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

gamma = Symbol("gamma", positive=True)
under = (("-0.15", "0.47696960070847282457631079301161327"),)
critical = (("-0.5", "0"),)
over = (("-0.133974596215561353236276829247063817", "0"), ("-1.86602540378443864676372317075293618", "0"))

theorem = Theorem(
    name="mescheder2018_r1_numbers",
    source=f"{MESCHEDER2018}, cf. Lemma 3.3; numbers from exact algebra",
    statement=r"Eigenvalues of the logistic Dirac-GAN with $R_1 = \frac{\gamma}{2}\psi^2$ for $\gamma = 3/10$, $1$ "
    r"and $2$: underdamped, critical (a double eigenvalue) and overdamped.",
    hypotheses=(),
    subject=R1Penalty(gamma)(dirac_gan(logistic)),
    claim=(
        EigenvaluesAt({gamma: Rational(3, 10)}, under),
        EigenvaluesAt({gamma: Integer(1)}, critical),
        EigenvaluesAt({gamma: Integer(2)}, over),
    ),
    label="R13",
)
