"""More generator than discriminator parameters always leave a zero eigenvalue."""

from sympy import sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

g1, g2, d, b1, b2 = symbols("g_1 g_2 d b_1 b_2", real=True)
q = symbols("q", positive=True)
root = sqrt(q**2 / 4 - b1**2 - b2**2)

theorem = Theorem(
    name="block_matrix_more_generators",
    source=f"{DERIVED}; Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), Theorem A.7 without its hypothesis",
    statement=r"With more columns than rows $B$ never has full column rank. For $B = (b_1, b_2)$ and $Q = (q)$ the "
    r"matrix $\begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ has the eigenvalue $0$ beside $-\frac{q}{2} \pm "
    r"\sqrt{\frac{q^2}{4} - b_1^2 - b_2^2}$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g1, g2, d), (-b1 * d, -b2 * d, b1 * g1 + b2 * g2 - q * d), name="B = (b1, b2)"),
    claim=SpectrumIs((q * 0, -q / 2 + root, -q / 2 - root)),
    label="A2, R17",
)
