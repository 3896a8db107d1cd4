"""The imaginary spectra of the linear-quadratic WGAN at three Gaussians."""

from sympy import I, Integer, sqrt

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import EigenvaluesAt, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = quadratic_gaussian_gan(wasserstein, Integer(2), Integer(1))
place = tuple(zip(game.state, map(Integer, (1, 2, 0, 0)), strict=True))
slow, fast = (sqrt((21 + sign * 5 * sqrt(17)) / 2) for sign in (-1, 1))
values = (
    ("0", "4.5615528128088302749107049279870385126"),
    ("0", "0.43844718719116972508929507201296148743"),
)

theorem = Theorem(
    name="nagarajan2017_lq_wgan_numbers",
    source=f"{NAGARAJAN2017}, cf. section 3.3 and the appendix on linear-quadratic GANs",
    statement=r"For data $N(2, 1)$ the linear-quadratic WGAN has the characteristic polynomial $s^4 + 21 s^2 + 4$ "
    r"and the eigenvalues $\pm i \sqrt{(21 \mp 5 \sqrt{17})/2}$, which are $\pm 0.43844\ldots i$ and $\pm "
    r"4.56155\ldots i$.",
    hypotheses=(),
    subject=game,
    claim=(SpectrumIs((I * slow, -I * slow, I * fast, -I * fast), place), EigenvaluesAt({}, values, at=place)),
    label="A8",
)
