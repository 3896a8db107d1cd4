"""The unregularized Dirac-GAN has one equilibrium when f' never vanishes."""

from sympy import Integer, symbols

from stability.games import dirac_gan
from stability.theorem import EquilibriaAre, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)

theorem = Theorem(
    name="mescheder2018_unique_equilibrium",
    source=f"{MESCHEDER2018}, Lemma 2.2",
    statement=r"If $f'(t) \neq 0$ for every $t$, the point $(0, 0)$ is the unique rest point of the gradient vector "
    r"field of the unregularized Dirac-GAN.",
    hypotheses=(),
    subject=dirac_gan(),
    claim=EquilibriaAre((((theta, Integer(0)), (psi, Integer(0))),)),
    label="R01",
)
