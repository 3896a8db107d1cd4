"""Determinants of the second moment matrix of the linear-quadratic GAN."""

from sympy import Integer, Rational, Symbol

from stability.expectation import Normal, expectation
from stability.games import quadratic_gaussian_gan
from stability.theorem import NumberIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

mu, sigma, x = Symbol("mu", real=True), Symbol("sigma", positive=True), Symbol("x", real=True)
second, third, fourth = (expectation(x**k, x, Normal(mu, sigma**2)) for k in (2, 3, 4))
determinant = fourth * second - third**2

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_determinants",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs; numbers from exact algebra",
    statement=r"$\det K_{DD} = m_4 m_2 - m_3^2$ is $3$, $19$, $196$ and $\frac{3}{64}$ for data $N(\mu, \sigma^2)$ "
    r"with $(\mu, \sigma) = (0, 1)$, $(2, 1)$, $(1, 2)$ and $(0, \frac12)$.",
    hypotheses=(),
    subject=quadratic_gaussian_gan(),
    claim=(
        NumberIs(determinant, "3.0000000000", {mu: Integer(0), sigma: Integer(1)}),
        NumberIs(determinant, "19.000000000", {mu: Integer(2), sigma: Integer(1)}),
        NumberIs(determinant, "196.00000000", {mu: Integer(1), sigma: Integer(2)}),
        NumberIs(determinant, "0.0468750000", {mu: Integer(0), sigma: Rational(1, 2)}),
    ),
    label="A7",
)
