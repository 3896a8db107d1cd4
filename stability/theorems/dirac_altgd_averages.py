"""Averages of the iterates of alternating gradient descent converge although the iterates do not."""

from sympy import symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import ChangeIs, Conserved, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
a, b = symbols("a b", positive=True)

theorem = Theorem(
    name="dirac_altgd_averages",
    source=DERIVED,
    statement=r"Let $n_g$ generator and $n_d$ discriminator steps act on the Wasserstein Dirac-GAN, $a = n_g h_g$, $b "
    r"= n_d h_d$, $ab < 4$. The iterates stay on an ellipse and do not converge, but their averages do: $\psi/b - "
    r"\theta$ changes by $\theta$ and $-\theta/a$ by $\psi$ in every step, so that $\frac1k \sum_{j<k} (\theta_j, "
    r"\psi_j)$ is $1/k$ times a bounded difference.",
    hypotheses=(a * b < 4,),
    subject=System(
        Time.DISCRETE,
        (theta, psi),
        stages=((theta - a * psi, psi), (theta, psi + b * theta)),
        name="n_g generator and n_d discriminator steps at once",
    ),
    claim=(
        Conserved(b * theta**2 + a * psi**2 - a * b * theta * psi),
        ChangeIs(psi / b - theta, theta),
        ChangeIs(-theta / a, psi),
        StabilityIs(Stability.STABLE),
    ),
    label="R05",
)
