"""Damping that also turns: stability survives."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import DERIVED

d1, d2, g1, g2 = symbols("d_1 d_2 g_1 g_2", real=True)
k = Symbol("k", real=True)
field = (-d1 - k * d2 + g1, k * d1 - d2 + g2, -d1, -d2)

theorem = Theorem(
    name="block_nonsymmetric_damping",
    source=f"{DERIVED}; Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. the block lemma without the symmetry of Q",
    statement=r"For $Q = \begin{pmatrix} 1 & k \\ -k & 1 \end{pmatrix}$, not symmetric but with $x^T Q x = |x|^2$, "
    r"and $P = 1$ every eigenvalue of $\begin{pmatrix} -Q & P \\ -P^T & 0 \end{pmatrix}$ has negative real part, for "
    r"every $k$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (d1, d2, g1, g2), field, name="Q = ((1, k), (-k, 1)), P = 1"),
    claim=LocationIs(4, 0, 0),
    label="A2",
)
