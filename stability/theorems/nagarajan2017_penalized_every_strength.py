"""The regularized Jacobian is Hurwitz for every strength, in every dimension."""

from stability.theorem import PenalizedBlock, Static, Theorem
from stability.theorem.sources import DERIVED

theorem = Theorem(
    name="nagarajan2017_penalized_every_strength",
    source=f"{DERIVED}; it corrects Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. Theorem 4.1",
    statement=r"Let $-J_{DD} = Q$ be symmetric and positive definite and $J_{DG} = P$ of full column rank. Every "
    r"eigenvalue of $\begin{pmatrix} -Q & P \\ -P^T (1 - 2 \eta Q) & -2 \eta P^T P \end{pmatrix}$ has negative real "
    r"part, for every $\eta \ge 0$.",
    hypotheses=(),
    subject=Static("the block matrix of the gradient-norm regularizer"),
    claim=PenalizedBlock(),
    label="A9, C1 (Nagarajan 2017)",
)
