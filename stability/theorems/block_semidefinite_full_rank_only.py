"""A trap: full column rank is not enough when the damping is semidefinite."""

from stability.theorem import SemidefiniteCriterion, Static, Theorem
from stability.theorem.sources import NAGARAJAN2017

theorem = Theorem(
    name="block_semidefinite_full_rank_only",
    source=f"{NAGARAJAN2017}, cf. the block lemma of the appendix with a weaker hypothesis",
    statement=r"Let $J = \begin{pmatrix} -Q & P \\ -P^T & 0 \end{pmatrix}$ with $Q$ symmetric and positive "
    r"semidefinite. Every eigenvalue of $J$ has negative real part if and only if $P$ has full column rank.",
    hypotheses=(),
    subject=Static("a block matrix with semidefinite damping"),
    claim=SemidefiniteCriterion(eigenvector=False),
    expected="REFUTED",
    erratum="No eigenvector of $P P^T$ may lie in the kernel of $Q$: there $J$ turns without damping.",
    label="A2",
)
