"""A trap: the discriminator's block counts the data and the generated points."""

from sympy import Function, Integer

from stability.algebra.conditions import Fact
from stability.games import uniform_gan
from stability.theorem import BlockJacobian, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(Function("f"))
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_block_jacobian_factor",
    source=f"{NAGARAJAN2017}, cf. equation (3) without its factor 2",
    statement=r"At an equilibrium the discriminator's block of the Jacobian is $f''(0) K_{DD}$ with $K_{DD} = "
    r"\mathbb{E}_{p_{data}} [\nabla_D D \nabla_D D^T]$; for instance for the uniform GAN.",
    hypotheses=(Fact("f", order=2, at=0, sign="nonzero"),),
    subject=game,
    claim=BlockJacobian(factor=Integer(1), at=((a, Integer(1)), (w, Integer(0)))),
    expected="REFUTED",
    erratum=r"It is $2 f''(0) K_{DD}$: one term from the data, an equal one from the generated points.",
    label="A1",
)
