"""At the threshold the eigenvalue -1 of alternating gradient descent is defective."""

from sympy import Integer, Symbol

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import JordanBlock, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_jordan_block",
    source=DERIVED,
    statement=r"At $\alpha = h |f'(0)| = 2$ the update matrix of alternating gradient descent on the Dirac-GAN has "
    r"the double eigenvalue $-1$ with a non-trivial Jordan block.",
    hypotheses=(),
    subject=(dirac_gan(), AlternatingGD(h)),
    claim=JordanBlock(Integer(-1), {h: 2 / c}),
    label="R04",
)
