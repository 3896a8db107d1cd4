"""Learning the mean of a Gaussian: absolute continuity supplies the damping."""

from sympy import Integer

from stability.algebra.conditions import Fact
from stability.games import dirac_gan, gaussian_mean_gan
from stability.regularizers import InstanceNoise
from stability.theorem import BlockJacobian, SameJacobian, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theorem = Theorem(
    name="gaussian_mean_as_instance_noise",
    source=f"{DERIVED}; an instance of Nagarajan, Kolter 2017 (arXiv 1706.04156), cf. Theorem 3.1",
    statement=r"The GAN with data $N(0, 1)$, generated law $N(\theta, 1)$ and $D(x) = \psi x$ has, without any "
    r"regularizer, the Jacobian of the Dirac-GAN with instance noise of variance $1$. Its damping is $2 f''(0) "
    r"\mathbb{E}[x^2]$, and for $f'(0) \ne 0$, $f''(0) < 0$ the equilibrium is exponentially stable.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"), Fact("f", order=2, at=0, sign="negative")),
    subject=gaussian_mean_gan(),
    claim=(
        SameJacobian(InstanceNoise(Integer(1))(dirac_gan())),
        BlockJacobian(),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R12",
)
