"""A conserved quantity tells which equilibrium of the curve is reached."""

from sympy import Integer, Rational, Symbol, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import FlowReaches, NumberIs, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(logistic, factors=2)
a, c, w = game.state
level = Symbol("K", real=True)
limit = sqrt((level + sqrt(level**2 + 4)) / 2)
start = ((a, Integer(2)), (c, Rational(1, 4)), (w, Integer(0)))
here = {level: (a**2 - c**2).subs(start)}

theorem = Theorem(
    name="nagarajan2017_product_generator_limit",
    source=f"{DERIVED}; on an example for Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"The flow of the logistic GAN with $D(x) = w x^2$ and $G(z) = a c z$ conserves $a^2 - c^2 = K$, so that "
    r"a start that converges to the curve $a c = 1$ has the limit $a_\infty^2 = (K + \sqrt{K^2 + 4})/2$, $c_\infty = "
    r"1/a_\infty$. From $(a, c, w) = (2, \frac14, 0)$: $K = \frac{63}{16}$.",
    hypotheses=(),
    subject=game,
    claim=(
        NumberIs(limit, "2.0437493372148623487944033533073126905", here),
        NumberIs(1 / limit, "0.4892967947638622482496068632459688238", here),
        FlowReaches(start, 400, ("2.04374934", "0.489296795", None)),
    ),
    label="A4",
)
