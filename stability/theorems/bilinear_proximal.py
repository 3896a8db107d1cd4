"""The implicit step converges on the bilinear game for every step."""

from sympy import I, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import Identity, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
mu = Symbol("mu", positive=True)

theorem = Theorem(
    name="bilinear_proximal",
    source=DERIVED,
    statement=r"The implicit step $x^+ = x + h v(x^+)$ on the bilinear game is $x^+ = (1 + \mu^2)^{-1} (\theta - "
    r"\mu\psi, \psi + \mu\theta)$, $\mu = h c$, and converges for every step, with the eigenvalues $(1 \pm i\mu)/(1 + "
    r"\mu^2)$ of modulus $(1 + \mu^2)^{-1/2}$. Competitive gradient descent, $\theta^+ = \theta - \mu (1 + \mu^2)^{-1} "
    r"(\psi + \mu\theta)$ and the like for $\psi$, coincides with it.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (theta, psi),
        ((theta - mu * psi) / (1 + mu**2), (psi + mu * theta) / (1 + mu**2)),
        name="bilinear game, implicit step",
    ),
    claim=(
        SpectrumIs(((1 + I * mu) / (1 + mu**2), (1 - I * mu) / (1 + mu**2))),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
        Identity(theta - mu * (psi + mu * theta) / (1 + mu**2), (theta - mu * psi) / (1 + mu**2)),
        Identity(psi + mu * (theta - mu * psi) / (1 + mu**2), (psi + mu * theta) / (1 + mu**2)),
    ),
    label="X06",
)
