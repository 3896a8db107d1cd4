"""Without full column rank a damped block matrix keeps a zero eigenvalue."""

from sympy import I, Rational, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import EigenvaluesAt, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

g1, g2, d = symbols("g_1 g_2 d", real=True)
half = Rational(1, 2)

theorem = Theorem(
    name="block_matrix_full_rank_needed",
    source=f"{DERIVED}; Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), Theorem A.7 without its hypothesis",
    statement=r"For $B = (1, 1)$ and $Q = (1)$ the matrix $\begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ has the "
    r"eigenvalues $0$ and $-\frac12 \pm \frac{\sqrt7}{2} i$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g1, g2, d), (-d, -d, g1 + g2 - d), name="B = (1, 1), Q = (1)"),
    claim=(
        SpectrumIs((half * 0, -half + sqrt(7) * I / 2, -half - sqrt(7) * I / 2)),
        EigenvaluesAt({}, (("0", "0"), ("-0.5", "1.32287565553229529525080787681963021"))),
    ),
    label="A2, R17",
)
