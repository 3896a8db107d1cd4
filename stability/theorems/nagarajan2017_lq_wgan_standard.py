"""The imaginary spectrum of the linear-quadratic WGAN at standard normal data."""

from sympy import I, Integer

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import ChangeIs, InvariantSet, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = quadratic_gaussian_gan(wasserstein)
a, b, w_2, w_1 = game.state
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_standard",
    source=f"{NAGARAJAN2017}, cf. section 3.3 and the appendix on linear-quadratic GANs",
    statement=r"For data $N(0, 1)$ the linear-quadratic WGAN has the field $w_2' = 1 - a^2 - b^2$, $w_1' = -b$, $a' "
    r"= 2 a w_2$, $b' = w_1 + 2 b w_2$ (the signs of the paper; here those of $w_1$, $w_2$ are opposite), the "
    r"eigenvalues $\pm 2i$, $\pm i$, and the invariant plane $w_1 = b = 0$.",
    hypotheses=(),
    subject=game,
    claim=(
        ChangeIs(-w_2, 1 - a**2 - b**2),
        ChangeIs(-w_1, -b),
        ChangeIs(a, 2 * a * -w_2),
        ChangeIs(b, -w_1 + 2 * b * -w_2),
        SpectrumIs((2 * I, -2 * I, I, -I), place),
        InvariantSet(((b, 0 * b), (w_1, 0 * b))),
    ),
    label="A8",
)
