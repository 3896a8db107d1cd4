"""The Jacobian of the logistic Dirac-GAN with a curved discriminator."""

from sympy import Rational, Symbol

from stability.games import energy_dirac_gan
from stability.objectives import logistic
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import MESCHEDER2018

kappa = Symbol("kappa", real=True)
half = Rational(1, 2)

theorem = Theorem(
    name="mescheder2018_energy_solution_logistic",
    source=f"{MESCHEDER2018}, cf. the appendix on energy solutions",
    statement=r"For the logistic Dirac-GAN with $D(x) = \psi x + \kappa x^2$ the Jacobian at the equilibrium is "
    r"$\begin{pmatrix} -\kappa & -\frac12 \\ \frac12 & 0 \end{pmatrix}$.",
    hypotheses=(),
    subject=energy_dirac_gan(logistic),
    claim=JacobianIs([[-kappa, -half], [half, 0]]),
    label="R16",
)
