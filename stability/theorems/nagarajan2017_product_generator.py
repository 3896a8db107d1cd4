"""An over-parametrized generator: convergence to a curve of equilibria."""

from sympy import Rational, Symbol, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import ConvergesToSet, SpectrumIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic, factors=2)
a, c, w = game.state
t = Symbol("t", positive=True)
curve = ((a, t), (c, 1 / t), (w, t * 0))
root = sqrt(Rational(1, 400) - (t**2 + t**-2) / 9)

theorem = Theorem(
    name="nagarajan2017_product_generator",
    source=f"{NAGARAJAN2017}, cf. the theorem on equilibrium manifolds, on an example",
    statement=r"For $D(x) = w x^2$, $G(z) = a c z$ and uniform laws on $[-1, 1]$, the logistic GAN converges locally "
    r"to the curve $w = 0$, $a c = 1$ of equilibria. There the characteristic polynomial is $\lambda (\lambda^2 + "
    r"\frac{\lambda}{10} + \frac{a^2 + c^2}{9})$, its zero being the direction of the curve.",
    hypotheses=(),
    subject=game,
    claim=(
        ConvergesToSet(curve, (t,)),
        SpectrumIs((t * 0, -Rational(1, 20) + root, -Rational(1, 20) - root), curve),
    ),
    label="A4",
)
