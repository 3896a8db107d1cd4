"""The slow eigenvalue of an overdamped regularized WGAN."""

from sympy import And, Eq, Implies, symbols

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import DERIVED

m = symbols("m", real=True)
beta, eta = symbols("beta eta", positive=True)
slow = And(Eq(m**2 - 2 * eta * beta * m + beta, 0), m <= eta * beta)

theorem = Theorem(
    name="nagarajan2017_penalized_wgan_slow_root",
    source=f"{DERIVED}; for Theorem 4.1 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For $\eta \sigma_k > 1$ the slower of the two real eigenvalues $-m$ with $m^2 - 2 \eta \sigma_k^2 m "
    r"+ \sigma_k^2 = 0$ satisfies $\frac{1}{2 \eta} < m \le \frac{1}{2 \eta} + \frac{1}{2 \eta^3 \sigma_k^2}$: it "
    r"tends to $-\frac{1}{2 \eta}$, so that strong penalties slow the convergence down.",
    hypotheses=(),
    subject=Static("the two eigenvalues that belong to one singular value, with beta its square"),
    claim=Holds(Implies(slow, And(m > 1 / (2 * eta), m <= 1 / (2 * eta) + 1 / (2 * eta**3 * beta)))),
    label="A9",
)
