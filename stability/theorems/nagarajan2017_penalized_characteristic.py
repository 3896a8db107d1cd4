"""The characteristic polynomial of the regularized Jacobian for a generator with one parameter."""

from sympy import Mul, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import DERIVED

s, eta = Symbol("s"), Symbol("eta", nonnegative=True)
d, q = symbols("d_1:4", real=True), symbols("q_1:4", positive=True)
p, g = symbols("p_1:4", real=True), Symbol("g", real=True)
field = [-q[i] * d[i] + p[i] * g for i in range(3)]
pull = sum(-p[i] * (1 - 2 * eta * q[i]) * d[i] - 2 * eta * p[i] ** 2 * g for i in range(3))
others = [Mul(*(s + q[j] for j in range(3) if j != i)) for i in range(3)]
polynomial = s * Mul(*(s + rate for rate in q)) + (1 + 2 * eta * s) * sum(p[i] ** 2 * others[i] for i in range(3))

theorem = Theorem(
    name="nagarajan2017_penalized_characteristic",
    source=f"{DERIVED}; for Theorem 4.1 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For $Q = \mathrm{diag}(q_1, q_2, q_3)$ and $P = (p_1, p_2, p_3)^T$ the regularized Jacobian has the "
    r"characteristic polynomial $s \prod_i (s + q_i) + (1 + 2 \eta s) \sum_i p_i^2 \prod_{j \ne i} (s + q_j)$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (*d, g), (*field, pull), name="Q = diag(q), P = p"),
    claim=FactorsAre(((polynomial, 1),), s),
    label="A9, C1 (Nagarajan 2017)",
)
