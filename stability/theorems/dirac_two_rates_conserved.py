"""With two learning rates the conserved quantity is weighted."""

from sympy import symbols

from stability.clock import Time
from stability.dynamics import TwoTimeScale
from stability.games import dirac_gan
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h_g, h_d = symbols("h_g h_d", positive=True)

theorem = Theorem(
    name="dirac_two_rates_conserved",
    source=DERIVED,
    statement=r"When the generator moves at the rate $h_g$ and the discriminator at $h_d$, the flow of the Dirac-GAN "
    r"conserves $h_d \theta^2 + h_g \psi^2$, for every differentiable $f$.",
    hypotheses=(),
    subject=(dirac_gan(assumptions=()), TwoTimeScale(h_g, h_d, time=Time.CONTINUOUS)),
    claim=Conserved(h_d * theta**2 + h_g * psi**2),
    label="R02",
)
