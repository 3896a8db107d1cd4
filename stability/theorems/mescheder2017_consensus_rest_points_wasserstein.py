"""Consensus optimization of the Dirac-WGAN rests at the equilibrium only."""

from sympy import Symbol

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import ConsensusPenalty
from stability.theorem import EquilibriaAre, RestPointsOf, Theorem
from stability.theorem.sources import MESCHEDER2017

game = dirac_gan(wasserstein)
gamma = Symbol("gamma", positive=True)
theta, psi = game.state

theorem = Theorem(
    name="mescheder2017_consensus_rest_points_wasserstein",
    source=f"{MESCHEDER2017}, cf. Lemma 6",
    statement=r"Where $I - \gamma v'^T$ is invertible, consensus optimization rests only at equilibria of the game. "
    r"For the Dirac-WGAN $\det(I - \gamma v'^T) = 1 + \gamma^2$, and the origin is the only rest point.",
    hypotheses=(),
    subject=ConsensusPenalty(gamma)(game),
    claim=(EquilibriaAre((((theta, theta * 0), (psi, psi * 0)),)), RestPointsOf(game)),
    label="R22",
)
