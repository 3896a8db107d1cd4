"""At the critical strength the penalised Dirac-GAN has a Jordan block."""

from sympy import Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import JordanBlock, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)

theorem = Theorem(
    name="mescheder2018_r1_critical",
    source=f"{MESCHEDER2018}, cf. Lemma 3.3; the Jordan block is added here",
    statement=r"At $\gamma = 2 f'(0)$, for $f'(0) > 0$, the penalised Dirac-GAN has the double eigenvalue $-f'(0)$ "
    r"with a non-trivial Jordan block, so that trajectories decay like $t e^{-f'(0) t}$ and a fitted "
    r"exponential rate comes out too small.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=R1Penalty(gamma)(dirac_gan()),
    claim=JordanBlock(-c, {gamma: 2 * c}),
    label="R13",
)
