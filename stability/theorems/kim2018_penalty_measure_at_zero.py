"""A penalty concentrated where the slope vanishes leaves a purely imaginary spectrum."""

from sympy import I, Integer, Rational, symbols

from stability.expectation import PointMass
from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import MeasurePenalty
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import KIM2018

rho = symbols("rho", positive=True)
game = MeasurePenalty(rho, PointMass(0))(uniform_gan(wasserstein))
a, w = game.state
pair = 2 * I * Rational(1, 3)

theorem = Theorem(
    name="kim2018_penalty_measure_at_zero",
    source=f"{KIM2018}, cf. Lemma 2",
    statement=r"With the penalty of the WGAN with $D(x) = w x^2$ evaluated at $x = 0$ only, the eigenvalues at both "
    r"equilibria $w = 0$, $a = \pm 1$ are $\pm \frac23 i$, whatever its strength.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((pair, -pair), ((a, Integer(1)), (w, Integer(0)))),
        SpectrumIs((pair, -pair), ((a, Integer(-1)), (w, Integer(0)))),
    ),
    label="R18",
)
