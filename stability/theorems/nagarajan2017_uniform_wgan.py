"""The spectrum of the uniform WGAN."""

from sympy import I, Integer, Rational

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import ChangeIs, EquilibriaAre, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(wasserstein)
a, w = game.state
right, left = (((a, Integer(sign)), (w, Integer(0))) for sign in (1, -1))
pair = (Rational(2, 3) * I, -Rational(2, 3) * I)

theorem = Theorem(
    name="nagarajan2017_uniform_wgan",
    source=f"{NAGARAJAN2017}, cf. section 5",
    statement=r"For $D(x) = w x^2$, $G(z) = a z$ and uniform laws on $[-1, 1]$ the WGAN has the field $w' = \frac{1 - "
    r"a^2}{3}$, $a' = \frac{2 a w}{3}$ (with the sign of $w$ of the paper, the opposite of the one here), the two "
    r"equilibria $w = 0$, $a = \pm 1$ and there the eigenvalues $\pm \frac23 i$.",
    hypotheses=(),
    subject=game,
    claim=(
        ChangeIs(-w, (1 - a**2) / 3),
        ChangeIs(a, 2 * a * (-w) / 3),
        EquilibriaAre((right, left)),
        SpectrumIs(pair, right),
        SpectrumIs(pair, left),
    ),
    label="A5",
)
