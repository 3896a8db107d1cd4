"""A sharper bound for the real eigenvalues of a damped block matrix, in every dimension."""

from sympy import Min, Or, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import DampedBlockBounds, Holds, Theorem
from stability.theorem.sources import DERIVED

g, d = symbols("g d", real=True)
p, q, low, high, coupling = symbols("p q lambda_min lambda_max beta", positive=True)
printed = low * coupling / (high * low + coupling)

theorem = Theorem(
    name="block_bounds_sharpened",
    source=f"{DERIVED}; it sharpens Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. Theorem 3.1",
    statement=r"For $J = \begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ with $Q$ symmetric, $0 < \lambda_{min} \le "
    r"Q \le \lambda_{max}$, and $B^T B \ge \beta > 0$, every real eigenvalue is at most $-\min(\lambda_{min}, \beta / "
    r"\lambda_{max})$. The published $-\lambda_{min} \beta / (\lambda_{max} \lambda_{min} + \beta)$ is weaker, by a "
    r"factor of at most $2$.",
    hypotheses=(high >= low,),
    subject=System(Time.CONTINUOUS, (g, d), (-p * d, p * g - q * d), name="the block matrix with blocks of size 1"),
    claim=(
        DampedBlockBounds(low, high, coupling, -low / 2, -Min(low, coupling / high)),
        Holds(printed < low),
        Holds(printed < coupling / high),
        Holds(Or(2 * printed >= low, 2 * printed >= coupling / high)),
    ),
    label="A2, R17, C2 (Nagarajan 2017)",
)
