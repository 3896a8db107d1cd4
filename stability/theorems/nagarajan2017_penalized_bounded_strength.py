"""A trap: the upper bound on the strength of the regularizer is not necessary."""

from stability.theorem import PenalizedBlock, Static, Theorem
from stability.theorem.sources import NAGARAJAN2017

theorem = Theorem(
    name="nagarajan2017_penalized_bounded_strength",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1 read as an equivalence",
    statement=r"Let $-J_{DD} = Q$ be symmetric and positive definite and $J_{DG} = P$ of full column rank. Every "
    r"eigenvalue of $\begin{pmatrix} -Q & P \\ -P^T (1 - 2 \eta Q) & -2 \eta P^T P \end{pmatrix}$ has negative real "
    r"part if and only if $\eta < 1 / (2 \lambda_{max}(Q))$.",
    hypotheses=(),
    subject=Static("the block matrix of the gradient-norm regularizer"),
    claim=PenalizedBlock(limited=True),
    expected="REFUTED",
    erratum=r"The bound is sufficient and not necessary: the matrix is stable for every $\eta \ge 0$. It only makes "
    r"$1 + 2 \eta J_{DD}$ positive definite.",
    label="A9, C1 (Nagarajan 2017)",
)
