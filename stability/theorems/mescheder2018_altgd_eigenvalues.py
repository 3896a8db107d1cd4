"""Eigenvalues of alternating gradient descent on the Dirac-GAN."""

from sympy import Symbol, sqrt

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
h = Symbol("h", positive=True)
half = 1 - h**2 * c**2 / 2
root = sqrt(half**2 - 1)

theorem = Theorem(
    name="mescheder2018_altgd_eigenvalues",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5",
    statement=r"Alternating gradient descent with one step each has at the equilibrium of the Dirac-GAN the "
    r"eigenvalues $1 - \alpha^2/2 \pm \sqrt{(1 - \alpha^2/2)^2 - 1}$ with $\alpha = h |f'(0)|$.",
    hypotheses=(),
    subject=(dirac_gan(), AlternatingGD(h)),
    claim=SpectrumIs((half + root, half - root)),
    label="R04",
)
