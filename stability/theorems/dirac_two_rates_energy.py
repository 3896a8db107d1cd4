"""With two learning rates the plain distance is not conserved."""

from sympy import symbols

from stability.clock import Time
from stability.dynamics import TwoTimeScale
from stability.games import dirac_gan
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h_g, h_d = symbols("h_g h_d", positive=True)

theorem = Theorem(
    name="dirac_two_rates_energy",
    source=f"{DERIVED}; a tempting error",
    statement=r"When the generator moves at the rate $h_g$ and the discriminator at $h_d$, the flow of the Dirac-GAN "
    r"conserves $\theta^2 + \psi^2$.",
    hypotheses=(),
    subject=(dirac_gan(), TwoTimeScale(h_g, h_d, time=Time.CONTINUOUS)),
    claim=Conserved(theta**2 + psi**2),
    expected="REFUTED",
    erratum=r"The conserved quantity is $h_d \theta^2 + h_g \psi^2$; the two agree only for equal rates.",
    label="R02",
)
