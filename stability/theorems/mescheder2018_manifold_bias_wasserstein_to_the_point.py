"""A trap: a zero eigenvalue that the manifold of the theorem does not explain."""

from sympy import Integer, Symbol

from stability.games import biased_dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import R1Penalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import MESCHEDER2018

game = R1Penalty(Symbol("gamma", positive=True))(biased_dirac_gan(wasserstein))

theorem = Theorem(
    name="mescheder2018_manifold_bias_wasserstein_to_the_point",
    source=f"{MESCHEDER2018}, Theorem 4.1 without the hypothesis f''(0) < 0",
    statement=r"With $R_1$ training converges locally to $M_G \times M_D$ for every objective with $f'(0) \ne 0$; for "
    r"instance the Dirac-WGAN with $D(x) = \psi x + b$, where $M_G \times M_D = \{0\}$.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(tuple((s, Integer(0)) for s in game.state)),
    expected="REFUTED",
    erratum=r"It needs $f''(0) < 0$. With the Wasserstein objective the bias is neutral: its eigenvalue $0$ is not "
    r"tangent to $M_D = \{0\}$, and training converges to some bias $b \ne 0$.",
    label="R18",
)
