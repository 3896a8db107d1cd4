"""A gradient penalty under a measure of its own stabilises if the measure has a second moment."""

from sympy import Integer, Rational, sqrt, symbols

from stability.expectation import Normal
from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import MeasurePenalty
from stability.theorem import JacobianIs, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import KIM2018
from stability.verdict import Stability

rho, m = symbols("rho m", positive=True)
game = MeasurePenalty(rho, Normal(0, m))(uniform_gan(wasserstein))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
third = Rational(2, 3)
root = sqrt(4 * rho**2 * m**2 - Rational(4, 9))

theorem = Theorem(
    name="kim2018_penalty_measure",
    source=f"{KIM2018}, cf. Lemma 2",
    statement=r"The WGAN with $D(x) = w x^2$, data $U(-1, 1)$, generated points $a z$, $z \sim U(-1, 1)$, and the "
    r"penalty $\frac{\rho}{2} \mathbb{E}_\mu |\nabla_x D|^2$ with $m = \mathbb{E}_\mu[x^2] > 0$ has at $w = 0$, $a = "
    r"1$ the eigenvalues $-2\rho m \pm \sqrt{4 \rho^2 m^2 - \frac49}$ and is exponentially stable; "
    r"checked for $\mu = N(0, m)$ with every $m$ and $\rho$.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs([[0, -third], [third, -4 * rho * m]], place),
        SpectrumIs((-2 * rho * m + root, -2 * rho * m - root), place),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="R18",
)
