"""The local law of f-GANs: only the curvature of the divergence at 1 matters."""

from sympy import Function, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.expectation import Normal, expectation
from stability.game import Game
from stability.theorem import JacobianIs, StabilityIs, Theorem
from stability.theorem.sources import FGAN
from stability.verdict import Stability

theta, psi, x, t = symbols("theta psi x t", real=True)
conjugate = Function("g")
slope, curvature = Jet("g", 1, t), Jet("g", 2, t)
value = expectation(psi * x + t, x, Normal(0, 1)) - expectation(conjugate(psi * x + t), x, Normal(theta, 1))

theorem = Theorem(
    name="fgan_local_law",
    source=f"{FGAN}, section 2 for the game; the law is derived here",
    statement=r"For $V = \mathbb{E}_p T - \mathbb{E}_{q_\theta} g(T)$ with the conjugate $g = f^*$ of a divergence, "
    r"$T(x) = \psi x + t$, data $N(0, 1)$ and generated law $N(\theta, 1)$, the Jacobian at $\theta = \psi = 0$ is "
    r"$\begin{pmatrix} 0 & g'(t) \\ -g'(t) & -g''(t) \end{pmatrix}$. At the optimal level $t = f'(1)$, where $g'(t) = "
    r"1$ and $g''(t) = 1/f''(1)$, the characteristic polynomial is $s^2 + s/f''(1) + 1$. (For $g$ smooth on the whole "
    r"line.)",
    hypotheses=(Fact("g", order=1, at=None, sign="positive"), Fact("g", order=2, at=None, sign="positive")),
    subject=Game.zero_sum("f-GAN", value, ("generator", theta), ("discriminator", psi)),
    claim=(
        JacobianIs([[0, slope], [-slope, -curvature]]),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="C16",
)
