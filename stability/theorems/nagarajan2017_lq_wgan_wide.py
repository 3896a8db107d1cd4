"""The imaginary spectrum of the linear-quadratic WGAN at data N(1, 4)."""

from sympy import I, Integer, Symbol, sqrt

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import FactorsAre, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

s = Symbol("s")
game = quadratic_gaussian_gan(wasserstein, Integer(1), Integer(2))
place = tuple(zip(game.state, map(Integer, (2, 1, 0, 0)), strict=True))
slow, fast = (sqrt((21 + sign * sqrt(377)) / 2) for sign in (-1, 1))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_wide",
    source=f"{NAGARAJAN2017}, cf. section 3.3 and the appendix on linear-quadratic GANs",
    statement=r"For data $N(1, 4)$ the linear-quadratic WGAN has the characteristic polynomial $s^4 + 21 s^2 + 16$ "
    r"and the eigenvalues $\pm i \sqrt{(21 \mp \sqrt{377})/2}$.",
    hypotheses=(),
    subject=game,
    claim=(
        FactorsAre(((s**4 + 21 * s**2 + 16, 1),), s, place),
        SpectrumIs((I * slow, -I * slow, I * fast, -I * fast), place),
    ),
    label="A8",
)
