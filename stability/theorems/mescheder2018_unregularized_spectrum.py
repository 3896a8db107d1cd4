"""The unregularized Dirac-GAN has a purely imaginary spectrum."""

from sympy import I

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)

theorem = Theorem(
    name="mescheder2018_unregularized_spectrum",
    source=f"{MESCHEDER2018}, Lemma 2.2",
    statement=r"The Jacobian of the gradient vector field of the unregularized Dirac-GAN at the equilibrium $(0, 0)$ "
    r"has the eigenvalues $\pm i f'(0)$: both lie on the imaginary axis.",
    hypotheses=(),
    subject=dirac_gan(),
    claim=SpectrumIs((I * c, -I * c)),
    label="R01",
)
