"""For the Wasserstein objective the constant term of the discriminator is a null direction."""

from sympy import I, Integer

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import SpectrumIs, SymmetricPart, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = quadratic_gaussian_gan(wasserstein, bias=True)
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_bias",
    source=f"{NAGARAJAN2017}, cf. section 3.3 and the appendix on linear-quadratic GANs",
    statement=r"The linear-quadratic WGAN with $D(x) = w_2 x^2 + w_1 x + w_0$ and data $N(0, 1)$ has at the "
    r"equilibrium a skew-symmetric Jacobian with the eigenvalues $\pm 2i$, $\pm i$ and $0$, the last one for $w_0$.",
    hypotheses=(),
    subject=game,
    claim=(SpectrumIs((2 * I, -2 * I, I, -I, Integer(0)), place), SymmetricPart(0, 5, 0, place)),
    label="A7",
)
