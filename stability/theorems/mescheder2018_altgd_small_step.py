"""Alternating gradient descent with any numbers of steps converges for damped block matrices and small steps."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import BlockIdentity, DampedBlockBounds, LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

g, d = symbols("g d", real=True)
p, q, low, high, coupling = symbols("p q lambda_min lambda_max beta", positive=True)
a, b = symbols("a b", positive=True)
B, Bt, Q = (Symbol(name, commutative=False) for name in ("B", "B^T", "Q"))
# diag(1/a, 1/b) diag(a^2, b^2) J diag(a, b), block by block
similar = ((B * 0, a**-1 * (-(a**2) * Bt) * b), (b**-1 * b**2 * B * a, b**-1 * (-(b**2) * Q) * b))
block_form = ((B * 0, -(a * b * Bt)), (a * b * B, -(b**2 * Q)))

theorem = Theorem(
    name="mescheder2018_altgd_small_step",
    source=f"{MESCHEDER2018}, cf. Lemma A.5 and Lemma A.6, with one more hypothesis",
    statement=r"Let $J = \begin{pmatrix} 0 & -B^T \\ B & -Q \end{pmatrix}$ with $Q > 0$ symmetric and $B$ of full "
    r"column rank, and $n_g = a^2$, $n_d = b^2$. Then $\mathrm{diag}(n_g, n_d)\, J$ is similar to $\begin{pmatrix} 0 "
    r"& -a b B^T \\ a b B & -b^2 Q \end{pmatrix}$, which has the same form: all its eigenvalues have negative real "
    r"part, and alternating gradient descent with $n_g$ and $n_d$ steps converges locally for small $h$, for all "
    r"block sizes and step counts.",
    hypotheses=(),
    subject=System(
        Time.CONTINUOUS,
        (g, d),
        (-(a**2) * p * d, b**2 * (p * g - q * d)),
        name="the rescaled block matrix with blocks of size 1",
    ),
    claim=(
        BlockIdentity(similar, block_form, ((B, Bt), (Q, Q))),
        DampedBlockBounds(low, high, coupling, -low / 2, -low * coupling / (high * low + coupling)),
        LocationIs(2, 0, 0),
    ),
    label="R23",
)
