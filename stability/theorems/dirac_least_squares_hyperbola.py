"""The least-squares Dirac-GAN stops on a hyperbola of wrong points."""

from sympy import Symbol, symbols

from stability.games import dirac_gan
from stability.objectives import least_squares
from stability.theorem import Conserved, ConvergesToSet, Holds, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
a = Symbol("a", positive=True)

theorem = Theorem(
    name="dirac_least_squares_hyperbola",
    source=DERIVED,
    statement=r"For the least-squares $f(t) = -(1 - t)^2$ the flow of the Dirac-GAN conserves $\theta^2 + \psi^2$, but "
    r"its circles are not all closed orbits: every point $(a, 1/a)$ of the hyperbola $\theta\psi = 1$ is at rest, on a "
    r"circle with $r^2 = a^2 + a^{-2} \ge 2$, and for $a > 1$ the starts near $(a, 1/a)$ converge to points of the "
    r"hyperbola, where $\theta$ is not the data.",
    hypotheses=(a > 1,),
    subject=dirac_gan(least_squares),
    claim=(
        Conserved(theta**2 + psi**2),
        ConvergesToSet(((theta, a), (psi, 1 / a)), (a,)),
        Holds(a**2 + a**-2 >= 2),
    ),
    label="R02",
)
