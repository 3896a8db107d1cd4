"""The limit cycle of WGAN-GP on the Dirac-GAN, found by a solver that stops at the kink."""

from sympy import Integer, Rational, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import CycleByEvents, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
one = Integer(1)

theorem = Theorem(
    name="dirac_wgan_gp_cycle_by_events",
    source=DERIVED,
    statement=r"The flow of the Dirac-GAN with the WGAN-GP penalty, $\gamma = \frac7{10}$, $g_0 = 1$, from $(1, 1)$ "
    r"settles on a cycle that crosses $\psi = 0$ at $|\theta| = 1.326605205$ every $3.353716211$ time units, with "
    r"$|\psi|$ up to $1.287962972$.",
    hypotheses=(),
    subject=WGANGradientPenalty(Rational(7, 10), one)(dirac_gan(wasserstein)),
    claim=CycleByEvents(psi, (one, one), 25, "1.326605205", "3.353716211", ("1.326605205", "1.287962972")),
    label="R09",
)
