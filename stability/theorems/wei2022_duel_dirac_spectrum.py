"""The linearization of DuelGAN on one point does not see the duel."""

from sympy import I, Rational, sqrt, symbols

from stability.games import duel_dirac_gan
from stability.theorem import JacobianIs, SpectrumIs, Theorem
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
game = duel_dirac_gan(alpha, beta)
half, zero = Rational(1, 2), 0 * alpha
origin = tuple((s, zero) for s in game.state)

theorem = Theorem(
    name="wei2022_duel_dirac_spectrum",
    source=f"{DUELGAN2022}; the instance is derived here",
    statement=r"On the one-point instance (data $\delta_0$, $D_i(x) = \sigma(\psi_i x)$, the generator pays the sum of "
    r"both losses) the Jacobian at the origin has the eigenvalues $0, \pm i/\sqrt2$ for all weights $\alpha, \beta$ of "
    r"the duel: the duel vanishes to second order, and the linearization is not stabilised.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs(((zero, half, half), (-half, zero, zero), (-half, zero, zero)), origin),
        SpectrumIs((zero, I / sqrt(2), -I / sqrt(2)), origin),
    ),
    label="W1",
)
