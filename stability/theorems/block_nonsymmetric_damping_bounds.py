"""A trap: the bounds of the block lemma need symmetric damping."""

from sympy import Integer, Rational, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import RealPartsAtMost, Theorem
from stability.theorem.sources import DERIVED

d1, d2, g1, g2 = symbols("d_1 d_2 g_1 g_2", real=True)
k = Integer(3)
field = (-d1 - k * d2 + g1, k * d1 - d2 + g2, -d1, -d2)

theorem = Theorem(
    name="block_nonsymmetric_damping_bounds",
    source=f"{DERIVED}; Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. the block lemma without symmetry",
    statement=r"For $x^T Q x \ge \lambda_{min} |x|^2$, $Q$ symmetric or not, every eigenvalue of $\begin{pmatrix} -Q "
    r"& P \\ -P^T & 0 \end{pmatrix}$ that is not real has real part at most $-\lambda_{min}/2$; for instance at most "
    r"$-\frac12$ for $Q = \begin{pmatrix} 1 & 3 \\ -3 & 1 \end{pmatrix}$ and $P = 1$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (d1, d2, g1, g2), field, name="Q = ((1, 3), (-3, 1)), P = 1"),
    claim=RealPartsAtMost(-Rational(1, 2), real=False),
    expected="REFUTED",
    erratum="$Q$ has to be symmetric: the matrix stays stable, but the bounds are lost.",
    label="A2",
)
