"""The published bounds on the eigenvalues of a regularized WGAN, in every dimension."""

from sympy import symbols

from stability.theorem import PenalizedUndampedBounds, Static, Theorem
from stability.theorem.sources import NAGARAJAN2017

low, high, eta = symbols("lambda_min lambda_max eta", positive=True)

theorem = Theorem(
    name="nagarajan2017_penalized_wgan_bounds",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"For the WGAN with the regularizer $\eta |\nabla_D V|^2$, $J = \begin{pmatrix} 0 & P \\ -P^T & -2 "
    r"\eta P^T P \end{pmatrix}$ with $\lambda_{min}$ and $\lambda_{max}$ the smallest and largest positive eigenvalue "
    r"of $P^T P$ ($P = f'(0) K_{DG}$): an eigenvalue other than $0$ that is not real has real part at most $-\eta "
    r"\lambda_{min}$, and a real one is at most $-2 \eta \lambda_{min} / (4 \eta^2 \lambda_{max} + 1)$.",
    hypotheses=(),
    subject=Static("the block matrix of a regularized WGAN"),
    claim=PenalizedUndampedBounds(low, high, eta, -eta * low, -2 * eta * low / (4 * eta**2 * high + 1)),
    label="A9",
)
