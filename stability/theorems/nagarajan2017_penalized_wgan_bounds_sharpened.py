"""A sharper bound for the real eigenvalues of a regularized WGAN, in every dimension."""

from sympy import symbols

from stability.theorem import Holds, PenalizedUndampedBounds, Static, Theorem
from stability.theorem.sources import DERIVED

low, high, eta = symbols("lambda_min lambda_max eta", positive=True)

theorem = Theorem(
    name="nagarajan2017_penalized_wgan_bounds_sharpened",
    source=f"{DERIVED}; it sharpens Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. Theorem 4.1",
    statement=r"For $J = \begin{pmatrix} 0 & P \\ -P^T & -2 \eta P^T P \end{pmatrix}$, $\eta > 0$, every real "
    r"eigenvalue other than $0$ is at most $-\frac{1}{2 \eta}$, whatever $P$ is; the published $-2 \eta \lambda_{min} "
    r"/ (4 \eta^2 \lambda_{max} + 1)$ is weaker.",
    hypotheses=(high >= low,),
    subject=Static("the block matrix of a regularized WGAN"),
    claim=(
        PenalizedUndampedBounds(low, high, eta, -eta * low, -1 / (2 * eta)),
        Holds(2 * eta * low / (4 * eta**2 * high + 1) < 1 / (2 * eta)),
    ),
    label="A9",
)
