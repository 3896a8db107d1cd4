"""A range of radii that was read off too short a run."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_clipping_simgd_attractor_as_tabulated",
    source=f"{DERIVED}; a number as tabulated at first",
    statement=r"Simultaneous gradient descent with $h = \frac15$ and clip $1$ on the Wasserstein Dirac-GAN from $(1, "
    r"1)$ has on its attractor radii up to $1.27212$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(Integer(1), SimultaneousGD(Rational(1, 5)))),
    claim=AlongOrbit(start, sqrt(theta**2 + psi**2), 1000, 50000, greatest="1.27212"),
    expected="REFUTED",
    erratum=r"The run was too short: the radius exceeds $1.2724$ within 5000 iterations.",
    label="R08",
)
