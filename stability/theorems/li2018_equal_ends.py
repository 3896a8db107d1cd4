"""Two ends of the same type that start equal stay equal."""

from sympy import Symbol

from stability.games import two_gaussians_gan
from stability.theorem import InvariantSet, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
mu1, mu2, l1, l2, r1, r2 = game.state

theorem = Theorem(
    name="li2018_equal_ends",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"In the first-order flow two left ends that start equal, $\ell_1 = \ell_2$, stay equal for ever, and "
    r"likewise two right ends, for every target: two intervals that start equal act as one.",
    hypotheses=(),
    subject=game,
    claim=(InvariantSet(((l2, l1),)), InvariantSet(((r2, r1),))),
    label="B5",
)
