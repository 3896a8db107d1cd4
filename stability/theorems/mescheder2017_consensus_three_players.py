"""With three players consensus optimization can destabilise an equilibrium."""

from sympy import Rational

from stability.games import linear_field_game
from stability.regularizers import ConsensusPenalty
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2017
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2017_consensus_three_players",
    source=f"{MESCHEDER2017}, cf. Lemma 7 and Corollary 8, without semidefiniteness",
    statement=r"If every eigenvalue of $v'$ has negative real part, consensus optimization keeps the equilibrium "
    r"stable; for instance for three players with $v' = \begin{pmatrix} -1 & 0 & 0 \\ 8 & -1 & 0 \\ 8 & -8 & -1 "
    r"\end{pmatrix}$ and $\gamma = \frac1{40}$.",
    hypotheses=(),
    subject=ConsensusPenalty(Rational(1, 40))(linear_field_game([[-1, 0, 0], [8, -1, 0], [8, -8, -1]])),
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE),
    expected="REFUTED",
    erratum=r"The lemma needs $v'$ to be negative semidefinite, as at the local Nash equilibria of zero-sum games; all "
    r"eigenvalues of this $v'$ are $-1$, but $v' + v'^T$ is indefinite. In the plane the statement is true.",
    label="R22",
)
