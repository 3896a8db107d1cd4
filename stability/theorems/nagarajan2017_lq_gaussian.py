"""Learning a Gaussian: the linear-quadratic GAN is locally stable for every mean and variance."""

from sympy import Function, Matrix, Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import quadratic_gaussian_gan
from stability.theorem import BlockJacobian, DampedForm, JacobianIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
game = quadratic_gaussian_gan(Function("f"), mu, sigma)
place = tuple(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))
second = mu**2 + sigma**2
third = mu**3 + 3 * mu * sigma**2
fourth = mu**4 + 6 * mu**2 * sigma**2 + 3 * sigma**4
k_dd = Matrix([[fourth, third], [third, second]])
k_dg = Matrix([[2 * sigma, 2 * mu], [0, 1]])
claimed = Matrix.vstack(
    Matrix.hstack(Matrix.zeros(2, 2), -c * k_dg.T),
    Matrix.hstack(c * k_dg, 2 * d * k_dd),
)

theorem = Theorem(
    name="nagarajan2017_lq_gaussian",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs",
    statement=r"For $D(x) = w_2 x^2 + w_1 x$, $G(z) = a z + b$, $z \sim N(0, 1)$ and data $N(\mu, \sigma^2)$, at $w = "
    r"0$, $(a, b) = (\sigma, \mu)$: $K_{DD} = \begin{pmatrix} m_4 & m_3 \\ m_3 & m_2 \end{pmatrix}$ with the moments "
    r"$m_k$ of the data, $K_{DG} = \begin{pmatrix} 2\sigma & 2\mu \\ 0 & 1 \end{pmatrix}$, $\det K_{DD} = \sigma^2 "
    r"(\mu^4 + 3\sigma^4) > 0$. For $f'(0) \ne 0$, $f''(0) < 0$ every eigenvalue has negative real part.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"), Fact("f", order=2, at=0, sign="negative")),
    subject=game,
    claim=(JacobianIs(claimed, place), BlockJacobian(at=place), DampedForm(at=place)),
    label="A7",
)
