"""The energy of the non-saturating Dirac-GAN decreases."""

from sympy import I, Integer, symbols

from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.theorem import ChangeIs, EquilibriaAre, SpectrumIs, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
u = theta * psi
c = Jet("f", 1, Integer(0))

theorem = Theorem(
    name="mescheder2018_non_saturating_energy",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN",
    statement=r"The non-saturating Dirac-GAN with $f'$ nowhere zero has the origin as its only equilibrium, with the "
    r"eigenvalues $\pm i f'(0)$ of the saturating one, and along its flow $\frac{d}{dt} \frac{\theta^2 + \psi^2}{2} "
    r"= u (f'(u) - f'(-u))$ with $u = \theta\psi$.",
    hypotheses=(),
    subject=dirac_gan(saturating=False),
    claim=(
        EquilibriaAre((((theta, Integer(0)), (psi, Integer(0))),)),
        SpectrumIs((I * c, -I * c)),
        ChangeIs((theta**2 + psi**2) / 2, u * (Jet("f", 1, u) - Jet("f", 1, -u))),
    ),
    label="R07",
)
