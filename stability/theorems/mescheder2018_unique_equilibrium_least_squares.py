"""Without the hypothesis that f' never vanishes, uniqueness fails: least squares."""

from sympy import Integer, symbols

from stability.games import dirac_gan
from stability.objectives import least_squares
from stability.theorem import EquilibriaAre, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)

theorem = Theorem(
    name="mescheder2018_unique_equilibrium_least_squares",
    source=f"{MESCHEDER2018}, Lemma 2.2 without its hypothesis",
    statement=r"For the least-squares $f(t) = -(1 - t)^2$ the point $(0, 0)$ is the unique rest point of the Dirac-"
    r"GAN.",
    hypotheses=(),
    subject=dirac_gan(least_squares),
    claim=EquilibriaAre((((theta, Integer(0)), (psi, Integer(0))),)),
    expected="REFUTED",
    erratum=r"The lemma needs $f'$ nowhere zero. Here $f'(1) = 0$, and the hyperbola $\theta\psi = 1$ consists of "
    r"equilibria.",
    label="R01",
)
