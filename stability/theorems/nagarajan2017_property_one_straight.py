"""A trap: Property I along straight lines excludes curved sets of equilibria."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import LocalHypotheses, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic, factors=2)
here = tuple(zip(game.state, map(Integer, (1, 1, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_property_one_straight",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1, with Property I as it is recalled",
    statement=r"For $D(x) = w x^2$ and $G(z) = a c z$ the logistic GAN satisfies Property I at $w = 0$, $a = c = 1$ "
    r"in this form: $\theta \mapsto |\mathbb{E}_{p_{data}} \nabla_D D - \mathbb{E}_{p_\theta} \nabla_D D|^2$ is "
    r"constant along every straight line in the null space of its Hessian.",
    hypotheses=(),
    subject=game,
    claim=LocalHypotheses((1, 1), at=here),
    expected="REFUTED",
    erratum="Along $(a, c) = (1 + s, 1 - s)$ the product is $1 - s^2$, so that the function grows like $s^4$. The "
    "condition has to be read along the set of equilibria whose tangent the null space is; so read it holds, and so "
    "does the conclusion.",
    label="A3, C5 (Nagarajan 2017)",
)
