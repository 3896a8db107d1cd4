"""The cycle of simultaneous gradient descent on DRAGAN is larger than that of the flow."""

from sympy import Integer, Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))
game = DRAGANPenalty(Rational(3, 10), Integer(1), Integer(1))(dirac_gan(logistic))

theorem = Theorem(
    name="dirac_dragan_cycle_simgd",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = \frac1{100}$ on the logistic Dirac-GAN with the DRAGAN "
    r"penalty, $\gamma = \frac3{10}$, $g_0 = 1$, from $(1, 1)$ has on its cycle $\theta$ up to $1.28485$ and $\psi$ "
    r"up to $1.26072$.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Rational(1, 100))),
    claim=(
        AlongOrbit(start, theta, 20000, 40000, greatest="1.28485"),
        AlongOrbit(start, psi, 20000, 40000, greatest="1.26072"),
    ),
    label="R10",
)
