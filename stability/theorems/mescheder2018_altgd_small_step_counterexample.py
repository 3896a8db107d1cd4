"""A positive diagonal rescaling can destabilise a stable field."""

from sympy import I, Rational, sqrt

from stability.games import linear_field_game
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

turn = 3 * sqrt(3) * I / 2

theorem = Theorem(
    name="mescheder2018_altgd_small_step_counterexample",
    source=DERIVED,
    statement=r"The game with $v' = \begin{pmatrix} 1 & -3 \\ 3 & -2 \end{pmatrix}$ has the eigenvalues $-\frac12 "
    r"\pm \frac{3 \sqrt3}2 i$ and is exponentially stable.",
    hypotheses=(),
    subject=linear_field_game([[1, -3], [3, -2]]),
    claim=(
        SpectrumIs((Rational(-1, 2) + turn, Rational(-1, 2) - turn)),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R23",
)
