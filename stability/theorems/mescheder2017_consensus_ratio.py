"""How far consensus optimization rotates: a bound on Im/Re of its eigenvalues, in every dimension."""

from sympy import And, Implies, Symbol

from stability.theorem import BlockIdentity, Holds, Static, Theorem, block_transpose
from stability.theorem.sources import MESCHEDER2017

A, At = (Symbol(name, commutative=False) for name in ("A", "A^T"))
pairs = ((A, At),)
gamma, n, mu, sigma = (Symbol(name, positive=True) for name in ("gamma", "n", "mu", "sigma"))
re, im = (Symbol(name, positive=True) for name in ("x", "y"))  # |Re lambda| and |Im lambda|
changed = A - gamma * At * A
transpose = block_transpose([[changed]], pairs)[0][0]
damping = mu + gamma * sigma**2

theorem = Theorem(
    name="mescheder2017_consensus_ratio",
    source=f"{MESCHEDER2017}, cf. Lemma 9",
    statement=r"Let $-\frac12 (A + A^T) \ge \mu$ and $|A x| \ge \sigma |x|$, and let $\lambda$ be an eigenvalue of "
    r"$M = A - \gamma A^T A$. Then $|\mathrm{Im}\,\lambda| / |\mathrm{Re}\,\lambda| \le n / (\mu + \gamma\sigma^2)$ "
    r"with $n = \| \frac12 (A - A^T) \|$, in every dimension: with a unit eigenvector $a$, $\mathrm{Re}\,\lambda = "
    r"\frac12 a^* (M + M^T) a \le -(\mu + \gamma\sigma^2)$, and $\mathrm{Im}\,\lambda = \frac1{2i} a^* (M - M^T) a$, "
    r"where $M - M^T = A - A^T$; with $x = |\mathrm{Re}\,\lambda|$ and $y = |\mathrm{Im}\,\lambda|$, $x \ge \mu + "
    r"\gamma\sigma^2$ and $y \le n$ give $y (\mu + \gamma\sigma^2) \le n x$.",
    hypotheses=(),
    subject=Static("a square matrix A of any size", (gamma > 0,)),
    claim=(
        BlockIdentity(changed + transpose, A + At - 2 * gamma * At * A, pairs),
        BlockIdentity(changed - transpose, A - At, pairs),
        Holds(Implies(And(re >= damping, im <= n), im * damping <= n * re)),
    ),
    label="R22",
)
