"""With a single interval a spurious equilibrium need not be a saddle."""

from sympy import Integer, Rational

from stability.games import two_gaussians_gan
from stability.theorem import EigenvaluesAt, LocationIs, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)
game = two_gaussians_gan((-1, 1), intervals=1)
place = tuple(zip(game.state, (Integer(0), Integer(2), half, half), strict=True))

theorem = Theorem(
    name="li2018_spurious_single_interval",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived, with one interval",
    statement=r"For $\mu^* = (-1, 1)$, $\mu = (0, 2)$ and one interval, empty at $x_0 = \frac12$, all eigenvalues "
    r"are imaginary although $F'(x_0) \ne 0$ for $F = p^* - p_\mu$: a spurious equilibrium that is no saddle.",
    hypotheses=(),
    subject=game,
    claim=(
        LocationIs(0, 4, 0, at=place),
        EigenvaluesAt({}, (("0", "0.184479197026639483330203080153461351"), ("0", "0")), at=place),
    ),
    label="B6",
)
