"""Semidefinite damping is not enough for a damped block matrix."""

from sympy import I, Rational, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

g1, g2, d1, d2 = symbols("g_1 g_2 d_1 d_2", real=True)
half = Rational(1, 2)

theorem = Theorem(
    name="block_matrix_definite_needed",
    source=f"{DERIVED}; Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), Theorem A.7 without its hypothesis",
    statement=r"For $B = I$ and the semidefinite $Q = \mathrm{diag}(1, 0)$ the matrix $\begin{pmatrix} 0 & -B^T \\ B & "
    r"-Q \end{pmatrix}$ keeps the eigenvalues $\pm i$ beside $-\frac12 \pm \frac{\sqrt3}{2} i$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g1, g2, d1, d2), (-d1, -d2, g1 - d1, g2), name="B = I, Q = diag(1, 0)"),
    claim=SpectrumIs((I, -I, -half + sqrt(3) * I / 2, -half - sqrt(3) * I / 2)),
    label="A2, R17",
)
