"""The spectrum of the logistic uniform GAN."""

from sympy import I, Integer, Rational, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, JacobianIs, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = uniform_gan(logistic)
a, w = game.state
right, left = (((a, Integer(sign)), (w, Integer(0))) for sign in (1, -1))
real, imaginary, third = -Rational(1, 20), sqrt(391) / 60, Rational(1, 3)
pair = (real + I * imaginary, real - I * imaginary)

theorem = Theorem(
    name="nagarajan2017_uniform_gan",
    source=f"{NAGARAJAN2017}, cf. section 5; numbers from exact algebra",
    statement=r"For $D(x) = w x^2$, $G(z) = a z$ and uniform laws on $[-1, 1]$ the logistic GAN has at both equilibria "
    r"$w = 0$, $a = \pm 1$ the characteristic polynomial $\lambda^2 + \frac{\lambda}{10} + \frac19$ and the "
    r"eigenvalues $-\frac{1}{20} \pm \frac{\sqrt{391}}{60} i$. (Here large $D$ means generated: $w$ is $-w$ of the "
    r"paper.)",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs([[0, -third], [third, -Rational(1, 10)]], right),
        SpectrumIs(pair, right),
        SpectrumIs(pair, left),
        EigenvaluesAt({}, (("-0.05", "0.32956199888808647519246670499207759217"),), at=right),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=right),
    ),
    label="A5",
)
