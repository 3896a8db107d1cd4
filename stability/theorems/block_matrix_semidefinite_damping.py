"""A trap: a positive semidefinite Q does not make a damped block matrix stable."""

from sympy import symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

g1, g2, d1, d2 = symbols("g_1 g_2 d_1 d_2", real=True)

theorem = Theorem(
    name="block_matrix_semidefinite_damping",
    source=f"{MESCHEDER2018}, Theorem A.7 with a weaker hypothesis",
    statement=r"For $Q$ symmetric and positive semidefinite and $B$ of full column rank every eigenvalue of "
    r"$\begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ has negative real part; for instance for $B = I$ and $Q = "
    r"\mathrm{diag}(1, 0)$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g1, g2, d1, d2), (-d1, -d2, g1 - d1, g2), name="B = I, Q = diag(1, 0)"),
    claim=LocationIs(4, 0, 0),
    expected="REFUTED",
    erratum=r"$Q$ has to be positive definite (or no eigenvector of $B B^T$ may lie in its kernel): here $\pm i$ "
    r"survive.",
    label="A2, R17",
)
