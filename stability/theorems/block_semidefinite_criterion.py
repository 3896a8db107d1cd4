"""When a block matrix with semidefinite damping is Hurwitz, in every dimension."""

from stability.theorem import SemidefiniteCriterion, Static, Theorem
from stability.theorem.sources import DERIVED

theorem = Theorem(
    name="block_semidefinite_criterion",
    source=f"{DERIVED}; it sharpens Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. the appendix",
    statement=r"Let $J = \begin{pmatrix} -Q & P \\ -P^T & 0 \end{pmatrix}$ with $Q$ symmetric and positive "
    r"semidefinite. Every eigenvalue of $J$ has negative real part if and only if $P$ has full column rank and no "
    r"eigenvector of $P P^T$ lies in the kernel of $Q$.",
    hypotheses=(),
    subject=Static("a block matrix with semidefinite damping"),
    claim=SemidefiniteCriterion(),
    label="A2",
)
