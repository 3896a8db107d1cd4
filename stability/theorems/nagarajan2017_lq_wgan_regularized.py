"""The gradient-norm regularizer on the linear-quadratic WGAN, for every strength."""

from sympy import Integer, Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, FactorsAre, Theorem
from stability.theorem.sources import NAGARAJAN2017

s, eta = Symbol("s"), Symbol("eta", positive=True)

game = DiscriminatorFieldPenalty(eta)(quadratic_gaussian_gan(wasserstein))
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))
factors = ((s**2 + 8 * eta * s + 4, 1), (s**2 + 2 * eta * s + 1, 1))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the linear-quadratic WGAN for "
    r"data $N(0, 1)$ has the characteristic polynomial $(s^2 + 8 \eta s + 4)(s^2 + 2 \eta s + 1)$, the product of "
    r"$s^2 + 2 \eta \sigma_k^2 s + \sigma_k^2$ over the singular values $\sigma_k$ of $J_{DG}$, and is exponentially "
    r"stable for every $\eta > 0$.",
    hypotheses=(),
    subject=game,
    claim=(FactorsAre(factors, s, place), ConvergesToSet(place)),
    label="A9",
)
