"""Semidefinite damping that misses the direction in which the players see each other."""

from sympy import I, Integer, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

d1, d2, g = symbols("d_1 d_2 g", real=True)

theorem = Theorem(
    name="block_semidefinite_undamped_pair",
    source=f"{DERIVED}; Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. the block lemma without its hypothesis",
    statement=r"For $Q = \mathrm{diag}(1, 0)$ and $P = e_2$ the matrix $\begin{pmatrix} -Q & P \\ -P^T & 0 "
    r"\end{pmatrix}$ has the eigenvalues $-1$ and $\pm i$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (d1, d2, g), (-d1, g, -d2), name="Q = diag(1, 0), P = e_2"),
    claim=SpectrumIs((-Integer(1), I, -I)),
    label="A2",
)
