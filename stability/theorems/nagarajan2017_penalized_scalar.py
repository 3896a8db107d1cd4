"""Trace and determinant of the regularized Jacobian with one parameter on each side."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import FactorsAre, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

s, eta = Symbol("s"), Symbol("eta", nonnegative=True)
d, g = symbols("d g", real=True)
q, p = symbols("q p", positive=True)
field = (-q * d + p * g, -p * (1 - 2 * eta * q) * d - 2 * eta * p**2 * g)

theorem = Theorem(
    name="nagarajan2017_penalized_scalar",
    source=f"{DERIVED}; for Theorem 4.1 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For $J_{DD} = -q < 0$ and $J_{DG} = p > 0$ the regularized Jacobian has the trace $-q - 2 \eta p^2$ "
    r"and the determinant $p^2$, which does not depend on $\eta$: it is exponentially stable for every $\eta \ge 0$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (d, g), field, name="J_DD = -q, J_DG = p"),
    claim=(FactorsAre(((s**2 + (q + 2 * eta * p**2) * s + p**2, 1),), s), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    label="A9, C1 (Nagarajan 2017)",
)
