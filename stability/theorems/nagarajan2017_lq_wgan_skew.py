"""The linear-quadratic WGAN has a skew-symmetric Jacobian, for every mean and variance."""

from sympy import Matrix, Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import FactorsAre, JacobianIs, SymmetricPart, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
s = Symbol("s")
game = quadratic_gaussian_gan(wasserstein, mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))
coupling = Matrix([[2 * sigma, 2 * mu], [0, 1]])
gram = coupling.T * coupling
empty = Matrix.zeros(2, 2)
skew = Matrix.vstack(Matrix.hstack(empty, -coupling.T), Matrix.hstack(coupling, empty))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_skew",
    source=f"{NAGARAJAN2017}, cf. section 3.3 and the appendix on linear-quadratic GANs",
    statement=r"The linear-quadratic WGAN with data $N(\mu, \sigma^2)$ has at $w = 0$, $(a, b) = (\sigma, \mu)$ the "
    r"Jacobian $\begin{pmatrix} 0 & -K^T \\ K & 0 \end{pmatrix}$ with $K = \begin{pmatrix} 2\sigma & 2\mu \\ 0 & 1 "
    r"\end{pmatrix}$, so that $J + J^T = 0$ and the characteristic polynomial is $s^4 + \mathrm{tr}(K^T K) s^2 + "
    r"\det(K)^2$: every eigenvalue is imaginary.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs(skew, place),
        SymmetricPart(0, 4, 0, place),
        FactorsAre(((s**4 + gram.trace() * s**2 + coupling.det() ** 2, 1),), s, place),
    ),
    label="A8",
)
