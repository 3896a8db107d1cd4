"""Period of the closed orbits of the logistic Dirac-GAN."""

from sympy import Symbol, besseli, pi

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import Period, Theorem
from stability.theorem.sources import DERIVED

r2 = Symbol("r2", positive=True)
values = {
    1: "12.9652483966512913427133214395195588",
    2: "14.2381118281924317514385064318884001",
    4: "20.6062421852800998011475682559731536",
}

theorem = Theorem(
    name="dirac_period_logistic",
    source=DERIVED,
    statement=r"Every orbit of the logistic Dirac-GAN other than the equilibrium is a circle, of radius $r$ say, and "
    r"closes after the time $T = 2 \pi (1 + I_0(r^2/2))$, with $I_0$ the modified Bessel function.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=Period(values, closed_form=2 * pi * (1 + besseli(0, r2 / 2)), r2=r2),
    label="R02",
)
