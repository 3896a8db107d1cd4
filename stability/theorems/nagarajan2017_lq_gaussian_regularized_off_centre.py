"""The gradient-norm regularizer on the linear-quadratic GAN at data N(2, 1), for every strength."""

from sympy import Integer, Symbol, sqrt

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, NumberIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", nonnegative=True)

game = DiscriminatorFieldPenalty(eta)(quadratic_gaussian_gan(logistic, Integer(2), Integer(1)))
place = tuple(zip(game.state, map(Integer, (1, 2, 0, 0)), strict=True))
#: The largest eigenvalue of -J_DD = K_DD/2 with the moments m_2 = 5, m_3 = 14, m_4 = 43 of the data.
largest = 12 + sqrt(557) / 2

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_regularized_off_centre",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1; for every strength derived here",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the logistic linear-quadratic GAN "
    r"for data $N(2, 1)$ converges locally to $w = 0$, $(a, b) = (1, 2)$ for every $\eta \ge 0$, while the published "
    r"bound is $\eta < 1/(2 \lambda_{max}(-J_{DD})) = 0.0210\ldots$",
    hypotheses=(),
    subject=game,
    claim=(ConvergesToSet(place), NumberIs(1 / (2 * largest), "0.02100802934674")),
    label="A9, C1 (Nagarajan 2017)",
)
