"""Every step of simultaneous gradient descent increases the distance to the equilibrium."""

from sympy import Symbol, symbols

from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
squared = theta**2 + psi**2

theorem = Theorem(
    name="dirac_simgd_norm_identity",
    source=f"{MESCHEDER2018}, cf. Lemma 2.4, as an exact identity",
    statement=r"One step $F_h$ of simultaneous gradient descent on the Dirac-GAN satisfies $|F_h(x)|^2 = |x|^2 (1 + "
    r"h^2 f'(\theta\psi)^2)$ for every differentiable $f$.",
    hypotheses=(),
    subject=(dirac_gan(assumptions=()), SimultaneousGD(h)),
    claim=ChangeIs(squared, squared * h**2 * Jet("f", 1, theta * psi) ** 2),
    label="R03",
)
