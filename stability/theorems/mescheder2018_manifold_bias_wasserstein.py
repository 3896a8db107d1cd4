"""With the Wasserstein objective a bias is neutral: convergence to a larger set."""

from sympy import Integer, Symbol, sqrt

from stability.games import biased_dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import R1Penalty
from stability.theorem import ConvergesToSet, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

gamma = Symbol("gamma", positive=True)
s = Symbol("s", real=True)
game = R1Penalty(gamma)(biased_dirac_gan(wasserstein))
theta, psi, b = game.state
root = sqrt(gamma**2 / 4 - 1)

theorem = Theorem(
    name="mescheder2018_manifold_bias_wasserstein",
    source=f"{DERIVED}; Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), Theorem 4.1 without f''(0) < 0",
    statement=r"The Dirac-WGAN with $D(x) = \psi x + b$ and the penalty $R_1$ has at its equilibria the characteristic "
    r"polynomial $\lambda (\lambda^2 + \gamma\lambda + 1)$. It converges locally to the line $\theta = \psi = 0$ of "
    r"equilibria with any bias $b$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((gamma * 0, -gamma / 2 + root, -gamma / 2 - root)),
        ConvergesToSet(((theta, Integer(0)), (psi, Integer(0)), (b, s)), (s,)),
    ),
    label="R18",
)
