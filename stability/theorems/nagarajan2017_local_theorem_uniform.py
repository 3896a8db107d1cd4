"""The hypotheses of the local theorem hold for the uniform GAN, and so does its conclusion."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import LocalHypotheses, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = uniform_gan(logistic)
a, w = game.state
right, left = (((a, Integer(sign)), (w, Integer(0))) for sign in (1, -1))

theorem = Theorem(
    name="nagarajan2017_local_theorem_uniform",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1",
    statement=r"For $D(x) = w x^2$, $G(z) = a z$, uniform laws on $[-1, 1]$ and the logistic objective both "
    r"equilibria $w = 0$, $a = \pm 1$ satisfy the hypotheses of the local theorem, with $K_{DD}$ and $K_{DG}$ of full "
    r"rank: they are exponentially stable.",
    hypotheses=(),
    subject=game,
    claim=(
        LocalHypotheses((1, 1), at=right),
        LocalHypotheses((1, 1), at=left),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=right),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=left),
    ),
    label="A3",
)
