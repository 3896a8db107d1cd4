"""Eigenvalues of a damped block matrix, in every dimension."""

from sympy import symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import DampedBlockBounds, LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

g, d = symbols("g d", real=True)
p, q, low, high, coupling = symbols("p q lambda_min lambda_max beta", positive=True)

theorem = Theorem(
    name="mescheder2018_block_bounds",
    source=f"{MESCHEDER2018}, Theorem A.7; bounds: Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. the appendix",
    statement=r"Let $J = \begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ with $Q$ symmetric and positive definite, "
    r"$\lambda_{min} \le Q \le \lambda_{max}$, and $B$ of full column rank, $B^T B \ge \beta > 0$. Then every "
    r"eigenvalue has negative real part: at most $-\lambda_{min}/2$ if it is not real, and at most $-\lambda_{min} "
    r"\beta / (\lambda_{max} \lambda_{min} + \beta)$ if it is.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (g, d), (-p * d, p * g - q * d), name="the block matrix with blocks of size 1"),
    claim=(
        DampedBlockBounds(low, high, coupling, -low / 2, -low * coupling / (high * low + coupling)),
        LocationIs(2, 0, 0),
    ),
    label="A2, R17",
)
