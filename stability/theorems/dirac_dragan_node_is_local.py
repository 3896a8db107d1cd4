"""The node condition is local: another start cycles."""

from sympy import Integer, Rational, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import CycleByEvents, NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0, one = Rational(3, 5), Rational(11, 10), Integer(1)

theorem = Theorem(
    name="dirac_dragan_node_is_local",
    source=DERIVED,
    statement=r"For $\gamma = \frac35$, $g_0 = \frac{11}{10}$ the wrong point is a node, $\gamma + \gamma^2 g_0^2 = "
    r"1.0356 \ge 1$; the flow of the logistic Dirac-GAN with the DRAGAN penalty from $(1, 1)$ nevertheless settles "
    r"on a cycle, with $|\theta| \le 1.488159$ and $8.793191$ between two crossings of $\psi = 0$.",
    hypotheses=(),
    subject=DRAGANPenalty(gamma, one, g0)(dirac_gan(logistic)),
    claim=(
        NumberIs(gamma + gamma**2 * g0**2, "1.0356"),
        CycleByEvents(psi, (one, one), 31, half_period="8.793191", greatest=("1.488159", None)),
    ),
    label="R10",
)
