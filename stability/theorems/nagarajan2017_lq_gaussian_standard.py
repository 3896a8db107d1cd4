"""The spectrum of the linear-quadratic GAN at standard normal data."""

from sympy import I, Integer, Rational, sqrt

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = quadratic_gaussian_gan(logistic)
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))
fast, slow = (-Rational(3, 4), sqrt(7) / 4), (-Rational(1, 4), sqrt(3) / 4)
values = (
    ("-0.25", "0.43301270189221932338186158537646809174"),
    ("-0.75", "0.66143782776614764762540393840981510643"),
)

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_standard",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs; numbers from exact algebra",
    statement=r"For data $N(0, 1)$ the logistic linear-quadratic GAN has the characteristic polynomial $\frac18 (2 s^2 "
    r"+ 3 s + 2)(4 s^2 + 2 s + 1)$ and the eigenvalues $-\frac34 \pm \frac{\sqrt7}{4} i$ and $-\frac14 \pm "
    r"\frac{\sqrt3}{4} i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs(tuple(real + sign * I * imaginary for real, imaginary in (fast, slow) for sign in (1, -1)), place),
        EigenvaluesAt({}, values, at=place),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A7",
)
