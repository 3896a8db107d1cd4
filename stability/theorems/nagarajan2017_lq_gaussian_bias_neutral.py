"""A trap: the constant term of the discriminator is not neutral for the classical objective."""

from sympy import Integer, Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import DERIVED

game = quadratic_gaussian_gan(logistic, bias=True)
a, b, w_2, w_1, w_0 = game.state
s = Symbol("s", real=True)
line = ((a, Integer(1)), (b, Integer(0)), (w_2, Integer(0)), (w_1, Integer(0)), (w_0, s))

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_bias_neutral",
    source=f"{DERIVED}: a mistake worth recording",
    statement=r"The constant term $w_0$ of the discriminator of the logistic linear-quadratic GAN is a null direction: "
    r"the line $w_0 = s$ consists of equilibria, and the flow converges to it.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(line, (s,), ((s, Integer(0)),)),
    expected="REFUTED",
    erratum=r"$w_0$ is damped at the rate $-2 f''(0)$; it is neutral for the Wasserstein objective only.",
    label="A7",
)
