"""Simultaneous gradient descent reaches the linearised equilibrium in two steps."""

from sympy import Integer, Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import JordanBlock, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_r1_deadbeat",
    source=DERIVED,
    statement=r"For $\gamma = 2 f'(0)$ and $h = 1/f'(0)$, $f'(0) > 0$, the update matrix of simultaneous gradient "
    r"descent on the penalised Dirac-GAN is nilpotent: its square vanishes.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=JordanBlock(Integer(0), {gamma: 2 * c, h: 1 / c}),
    label="R14",
)
