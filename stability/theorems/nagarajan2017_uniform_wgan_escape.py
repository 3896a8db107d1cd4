"""The line between the two equilibria of the uniform WGAN is invariant, and everything on it escapes."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import InvariantSet, QuantityAlong, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_escape",
    source=f"{DERIVED}; a trap that pictures of $a > 0$ hide",
    statement=r"On the invariant line $a = 0$ the uniform WGAN has $w' = \frac13$ for ever (the sign of the paper): "
    r"from $w = 0$ it is at $w = 100$ after the time $300$.",
    hypotheses=(),
    subject=game,
    claim=(InvariantSet(((a, 0 * a),)), QuantityAlong(((a, Integer(0)), (w, Integer(0))), -w, {300: "100.00000"})),
    label="A5",
)
