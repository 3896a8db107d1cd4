"""A trap: the published upper bound on the strength of the regularizer is not necessary."""

from sympy import Integer, Symbol

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", nonnegative=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(logistic))
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_gan_regularized_strength_limit",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1 read as an equivalence",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ the equilibrium is stable if and only if $\eta < 1 / (2 "
    r"\lambda_{max}(-J_{DD}))$; for the logistic uniform GAN, $-J_{DD} = \frac{1}{10}$, if and only if $\eta < 5$.",
    hypotheses=(),
    subject=game,
    claim=StableIff(eta < 5, at=((a, Integer(1)), (w, Integer(0)))),
    expected="REFUTED",
    erratum=r"The bound is sufficient and not necessary: the equilibrium is stable for every $\eta \ge 0$.",
    label="A5, C1 (Nagarajan 2017)",
)
