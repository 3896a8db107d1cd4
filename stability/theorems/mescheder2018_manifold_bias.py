"""A bias of the discriminator is damped by the objective, not by the gradient penalty."""

from sympy import Integer, Rational, Symbol, sqrt

from stability.games import biased_dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import ConvergesToSet, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

gamma = Symbol("gamma", positive=True)
game = R1Penalty(gamma)(biased_dirac_gan(logistic))
root = sqrt(gamma**2 - 1) / 2
origin = tuple((s, Integer(0)) for s in game.state)

theorem = Theorem(
    name="mescheder2018_manifold_bias",
    source=f"{MESCHEDER2018}, Theorem 4.1, on an example",
    statement=r"The logistic Dirac-GAN with $D(x) = \psi x + b$ and the penalty $R_1$ has at the equilibrium the "
    r"characteristic polynomial $(\lambda + \frac12)(\lambda^2 + \gamma\lambda + \frac14)$: the bias is damped by "
    r"$f''(0) < 0$ alone. It converges locally to $M_G \times M_D = \{0\}$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((-Rational(1, 2), -gamma / 2 + root, -gamma / 2 - root)),
        ConvergesToSet(origin),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="R18",
)
