"""Global convergence for wide generators, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import BALAJI2021

theorem = Theorem(
    name="balaji2021_width",
    source=f"{BALAJI2021}, cf. Theorem 2.1",
    statement=r"For a generator with one hidden layer, wide enough relative to the dimension, gradient descent-ascent "
    r"against a linear discriminator with a squared penalty converges from random weights to a global saddle point, at "
    r"a geometric rate.",
    hypotheses=(),
    subject=Static("wide generators with random weights"),
    claim=NotDecided(
        "the statement is about random initial weights and a width polynomial in the dimension, with constants that "
        "were not re-read; only its core, the linear system with a frozen Jacobian, is proven here",
        "the constants of the paper and a proof that the Jacobian stays well conditioned along the whole path",
    ),
    expected="UNDECIDED",
    label="W2",
)
