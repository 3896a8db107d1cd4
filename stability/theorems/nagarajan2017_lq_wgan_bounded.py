"""Open: are the orbits of the linear-quadratic WGAN near its equilibrium bounded?"""

from sympy import Integer

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.theorem import NotDecided, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

game = quadratic_gaussian_gan(wasserstein)
place = tuple(zip(game.state, map(Integer, (1, 0, 0, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_bounded",
    source=f"{DERIVED}; for section 3.3 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement="For data $N(0, 1)$ the equilibrium of the linear-quadratic WGAN is Lyapunov stable: orbits that "
    "start nearby stay nearby.",
    hypotheses=(),
    subject=game,
    claim=(
        StabilityIs(Stability.STABLE, at=place),
        NotDecided(
            "orbits simulated up to t = 2000 show no drift, the quadratic normal form conserves a definite form, but "
            "no exact first integral of the whole flow is known, and an invariant volume does not bound orbits",
            "a second first integral with a strict minimum, normal forms of every order with a nondegeneracy condition "
            "(in four dimensions tori separate energy levels only if there is an energy), or an orbit proven to leave",
        ),
    ),
    expected="UNDECIDED",
    label="A8",
)
