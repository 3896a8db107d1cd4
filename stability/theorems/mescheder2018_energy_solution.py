"""A discriminator that is zero at the data but not near it changes the spectrum."""

from sympy import Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import energy_dirac_gan
from stability.theorem import JacobianIs, StabilityIs, StableIff, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

c = Jet("f", 1, 0)
kappa = Symbol("kappa", real=True)

theorem = Theorem(
    name="mescheder2018_energy_solution",
    source=f"{MESCHEDER2018}, cf. the appendix on energy solutions",
    statement=r"For the Dirac-GAN with $D(x) = \psi x + \kappa x^2$ and $f'(0) > 0$ the Jacobian at the equilibrium is "
    r"$\begin{pmatrix} -2\kappa f'(0) & -f'(0) \\ f'(0) & 0 \end{pmatrix}$: a curvature $\kappa > 0$ stabilises "
    r"unregularized training, $\kappa < 0$ destabilises it.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=energy_dirac_gan(),
    claim=(
        JacobianIs([[-2 * kappa * c, -c], [c, 0]]),
        StableIff(kappa > 0),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, kappa > 0),
        StabilityIs(Stability.UNSTABLE, kappa < 0),
    ),
    label="R16",
)
