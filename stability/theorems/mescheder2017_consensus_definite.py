"""Consensus optimization makes a semidefinite and invertible Jacobian definite, in every dimension."""

from sympy import And, Implies, Symbol, symbols

from stability.theorem import BlockIdentity, Holds, Static, Theorem, block_transpose
from stability.theorem.sources import MESCHEDER2017

A, At = (Symbol(name, commutative=False) for name in ("A", "A^T"))
pairs = ((A, At),)
gamma = Symbol("gamma", positive=True)
s, n = symbols("s n", real=True)
changed = A - gamma * At * A
transpose = block_transpose([[changed]], pairs)[0][0]

theorem = Theorem(
    name="mescheder2017_consensus_definite",
    source=f"{MESCHEDER2017}, cf. Lemma 7",
    statement=r"If $A$ is negative semidefinite and invertible, then $M = A - \gamma A^T A$ is negative definite for "
    r"every $\gamma > 0$, in every dimension: $M + M^T = A + A^T - 2 \gamma A^T A$, so that $x^T (M + M^T) x = s - "
    r"2\gamma n$ with $s = x^T (A + A^T) x \le 0$ and $n = |A x|^2 > 0$ for $x \ne 0$.",
    hypotheses=(),
    subject=Static("a square matrix A of any size", (gamma > 0,)),
    claim=(
        BlockIdentity(changed + transpose, A + At - 2 * gamma * At * A, pairs),
        Holds(Implies(And(s <= 0, n > 0), s - 2 * gamma * n < 0)),
    ),
    label="R22",
)
