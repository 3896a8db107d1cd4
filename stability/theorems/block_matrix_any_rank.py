"""A trap: definite damping alone does not make a damped block matrix stable."""

from sympy import symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

g1, g2, d = symbols("g_1 g_2 d", real=True)

theorem = Theorem(
    name="block_matrix_any_rank",
    source=f"{MESCHEDER2018}, Theorem A.7 without the hypothesis on the rank",
    statement=r"For $Q$ symmetric and positive definite every eigenvalue of $\begin{pmatrix} 0 & -B^T \\ B & -Q "
    r"\end{pmatrix}$ has negative real part, whatever the rank of $B$; for instance for $B = (1, 1)$ and $Q = (1)$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g1, g2, d), (-d, -d, g1 + g2 - d), name="B = (1, 1), Q = (1)"),
    claim=LocationIs(3, 0, 0),
    expected="REFUTED",
    erratum=r"$B$ has to have full column rank: a null vector of $B$ is a null vector of the whole matrix.",
    label="A2, R17",
)
