"""The gradient-norm regularizer on the linear-quadratic GAN, for every strength."""

from sympy import Integer, Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, FactorsAre, Theorem
from stability.theorem.sources import NAGARAJAN2017

s, eta = Symbol("s"), Symbol("eta", nonnegative=True)

game = DiscriminatorFieldPenalty(eta)(quadratic_gaussian_gan(logistic))
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))
factors = ((2 * s**2 + (3 + 4 * eta) * s + 2, 1), (4 * s**2 + 2 * (1 + eta) * s + 1, 1))

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1; for every strength derived here",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the logistic linear-quadratic GAN "
    r"for data $N(0, 1)$ has the characteristic polynomial $\frac18 (2 s^2 + (3 + 4 \eta) s + 2)(4 s^2 + 2 (1 + \eta) "
    r"s + 1)$, and is exponentially stable for every $\eta \ge 0$.",
    hypotheses=(),
    subject=game,
    claim=(FactorsAre(factors, s, place), ConvergesToSet(place)),
    label="A9",
)
