"""A stable rest point of a zero-sum game at which a player sits at a minimum of what it maximizes."""

from sympy import symbols

from stability.game import Game
from stability.theorem import OwnHessian, StabilityIs, SymmetricPart, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

phi, theta = symbols("phi theta", real=True)
value = phi**2 / 2 + 2 * phi * theta + 3 * theta**2 / 2

theorem = Theorem(
    name="mescheder2017_stable_point_not_nash",
    source=f"{DERIVED}; compare Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), cf. Corollary 2",
    statement=r"For $f(\varphi, \theta) = \frac12 \varphi^2 + 2\varphi\theta + \frac32 \theta^2$, maximized in "
    r"$\varphi$ and minimized in $\theta$, the origin is exponentially stable although $\varphi$ is at a strict local "
    r"\emph{minimum} of what it maximizes: it is no local Nash equilibrium, and $v' + v'^T$ is indefinite.",
    hypotheses=(),
    subject=Game.zero_sum("quadratic game", -value, ("maximizer", phi), ("minimizer", theta)),
    claim=(
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
        OwnHessian("maximizer", 1, 0, 0),
        OwnHessian("minimizer", 0, 0, 1),
        SymmetricPart(1, 0, 1),
    ),
    label="R21",
)
