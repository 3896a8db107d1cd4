"""The first version's abstract on WGAN-GP, read as a statement about every GAN with that penalty."""

from sympy import Integer, symbols

from stability.expectation import PointMass
from stability.game import Game
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theta, psi, x, y = symbols("theta psi x y", real=True)
game = Game.gan(
    "Dirac-GAN in the plane with a sloping discriminator",
    output=psi * x + 2 * y,
    input=(x, y),
    real=PointMass((0, 0)),
    fake=PointMass((theta, 0)),
    generator=theta,
    discriminator=psi,
    f=wasserstein,
)

theorem = Theorem(
    name="mescheder2018_abstract_v1_wgan_gp",
    source=f"{MESCHEDER2018}, abstract of the first version, 1801.04406v1",
    statement=r"WGAN-GPs with a finite number of discriminator updates ``do in general not converge to the "
    r"equilibrium point'', read as: none does; for instance not the one in the plane with $D(x, y) = \psi x + 2 y$, "
    r"data at $(0, 0)$, the generated point $(\theta, 0)$ and the target slope $1$.",
    hypotheses=(),
    subject=WGANGradientPenalty(Integer(1))(game),
    claim=StabilityIs(Stability.STABLE),
    expected="REFUTED",
    erratum="The penalty is smooth where the equilibrium discriminator has a slope of its own, and steeper than the "
    "target it damps. Versions 2 to 4 say ``not always''.",
    label="R24",
)
