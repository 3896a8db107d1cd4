"""Iterates of simultaneous gradient descent on the Wasserstein Dirac-GAN."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import ChangeIs, Iterates, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
one = ((theta, Integer(1)), (psi, Integer(1)))
squared = theta**2 + psi**2
norms = {500: "657203163.159323449390020488867119274"}

theorem = Theorem(
    name="dirac_simgd_iterates_wasserstein",
    source=f"{MESCHEDER2018}, cf. Lemma 2.4; numbers computed with certified balls",
    statement=r"On the Wasserstein Dirac-GAN one step of simultaneous gradient descent multiplies the squared "
    r"distance by $1 + h^2$; with $h = 1/5$ the start $(1, 1)$ is at squared distance $2 \cdot 1.04^{500}$ "
    r"after 500 steps.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), SimultaneousGD(h)),
    claim=(ChangeIs(squared, h**2 * squared), Iterates(one, parameters={h: Rational(1, 5)}, norms=norms)),
    label="R03",
)
