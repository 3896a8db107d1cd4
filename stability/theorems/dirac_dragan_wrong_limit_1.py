"""Simultaneous gradient descent on DRAGAN stops at a wrong point."""

from sympy import Integer, Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))
game = DRAGANPenalty(Integer(1), Integer(1), Rational(1, 2))(dirac_gan(logistic))

theorem = Theorem(
    name="dirac_dragan_wrong_limit_1",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = \frac15$ on the logistic Dirac-GAN with the DRAGAN penalty, "
    r"$(\gamma, g_0) = (1, \frac12)$, from $(1, 1)$ stops at $(-1.0, 0)$, which is $-\operatorname{sign}(\psi) "
    r"\gamma g_0/f'(0)$ and not the data.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Rational(1, 5))),
    claim=(
        AlongOrbit(start, theta, 3000, 3100, least="-1.0", greatest="-1.0000000"),
        # 1 + psi, because the digits of 0 would be those of rounding errors
        AlongOrbit(start, 1 + psi, 3000, 3100, least="1.00000000", greatest="1.00000000"),
    ),
    label="R10",
)
