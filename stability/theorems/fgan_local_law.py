"""The local law of f-GANs: only the curvature of the divergence at 1 matters."""

from sympy import Function, Symbol, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.expectation import Normal, expectation
from stability.game import Game
from stability.theorem import FactorsAre, JacobianIs, StabilityIs, Theorem
from stability.theorem.sources import FGAN
from stability.verdict import Stability

theta, psi, x, t = symbols("theta psi x t", real=True)
s = Symbol("s")
conjugate = Function("g")
slope, curvature = Jet("g", 1, t), Jet("g", 2, t)
value = expectation(psi * x + t, x, Normal(0, 1)) - expectation(conjugate(psi * x + t), x, Normal(theta, 1))

theorem = Theorem(
    name="fgan_local_law",
    source=f"{FGAN}, section 2 for the game; the law is derived here",
    statement=r"For $V = \mathbb{E}_p T - \mathbb{E}_{q_\theta} g(T)$ with the conjugate $g = f^*$ of a divergence, "
    r"$T(x) = \psi x + t$, data $N(0, 1)$ and generated law $N(\theta, 1)$, the Jacobian at $\theta = \psi = 0$ is "
    r"$\begin{pmatrix} 0 & g'(t) \\ -g'(t) & -g''(t) \end{pmatrix}$, its characteristic polynomial $s^2 + g''(t) s + "
    r"g'(t)^2$, and the equilibrium is exponentially stable. At the optimal level $t = f'(1)$, where $g'(t) = 1$ and "
    r"$g''(t) = 1/f''(1)$ by duality, this is $s^2 + s/f''(1) + 1$. (For $g$ smooth on the whole line.)",
    hypotheses=(Fact("g", order=1, at=None, sign="positive"), Fact("g", order=2, at=None, sign="positive")),
    subject=Game.zero_sum("f-GAN", value, ("generator", theta), ("discriminator", psi)),
    claim=(
        JacobianIs([[0, slope], [-slope, -curvature]]),
        FactorsAre(((s**2 + curvature * s + slope**2, 1),), s),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="C16",
)
