"""The counterexample to consensus optimization is stable without it."""

from sympy import Integer

from stability.games import linear_field_game
from stability.theorem import SpectrumIs, StabilityIs, SymmetricPart, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

minus = Integer(-1)

theorem = Theorem(
    name="mescheder2017_consensus_three_players_flow",
    source=DERIVED,
    statement=r"The three-player game with $v' = \begin{pmatrix} -1 & 0 & 0 \\ 8 & -1 & 0 \\ 8 & -8 & -1 "
    r"\end{pmatrix}$ is exponentially stable, with the triple eigenvalue $-1$; its $v' + v'^T$ has eigenvalues of "
    r"both signs.",
    hypotheses=(),
    subject=linear_field_game([[-1, 0, 0], [8, -1, 0], [8, -8, -1]]),
    claim=(
        SpectrumIs((minus, minus, minus)),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
        SymmetricPart(1, 0, 2),
    ),
    label="R22",
)
