"""The quadratic normal form of the linear-quadratic WGAN at its resonance."""

from sympy import I, Integer, Rational

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import QuadraticNormalForm, Theorem
from stability.theorem.sources import DERIVED

game = quadratic_gaussian_gan(wasserstein)
a, b, w_2, w_1 = game.state
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))
terms = {0: {(0, 2, 0, 0): Rational(1, 4)}, 1: {(1, 0, 0, 1): -Rational(1, 2)}}
coordinates = (w_2 - I * a, b + I * w_1)

theorem = Theorem(
    name="nagarajan2017_lq_wgan_normal_form",
    source=f"{DERIVED}; for section 3.3 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For data $N(0, 1)$ the eigenvalues $\pm 2i$, $\pm i$ of the linear-quadratic WGAN are in resonance. "
    r"Its quadratic normal form is $z_1' = 2 i z_1 + \frac14 z_2^2$, $z_2' = i z_2 - \frac12 z_1 \bar z_2$, and "
    r"conserves $2 |z_1|^2 + |z_2|^2$.",
    hypotheses=(),
    subject=game,
    claim=QuadraticNormalForm(coordinates, (Integer(2), Integer(1)), terms, place, conserved=(Integer(2), Integer(1))),
    label="A8",
)
