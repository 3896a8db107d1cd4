"""The linear-quadratic WGAN preserves a volume, so that its equilibrium attracts nothing."""

from sympy import Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import InvariantVolume, Theorem
from stability.theorem.sources import DERIVED

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
game = quadratic_gaussian_gan(wasserstein, mu, sigma)
a, b, w_2, w_1 = game.state

theorem = Theorem(
    name="nagarajan2017_lq_wgan_volume",
    source=f"{DERIVED}; it proves the statement of Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. section 3.3",
    statement=r"The flow of the linear-quadratic WGAN with data $N(\mu, \sigma^2)$ preserves the volume $a^{-2} \, "
    r"dw_2 \, dw_1 \, da \, db$ on $a > 0$: its divergence is $2 \frac{d}{dt} \ln a$. No set of starts of positive "
    r"measure converges to the equilibrium, which is not asymptotically stable, for every $\mu$ and $\sigma > 0$.",
    hypotheses=(),
    subject=game,
    claim=InvariantVolume(a**-2, tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))),
    label="A8, C3 (Nagarajan 2017)",
)
