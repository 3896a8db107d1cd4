"""A trap: a stable rest point of a zero-sum game need not be a local Nash equilibrium."""

from sympy import symbols

from stability.game import Game
from stability.theorem import OwnHessian, Theorem
from stability.theorem.sources import MESCHEDER2017

phi, theta = symbols("phi theta", real=True)
value = phi**2 / 2 + 2 * phi * theta + 3 * theta**2 / 2

theorem = Theorem(
    name="mescheder2017_stable_means_nash",
    source=f"{MESCHEDER2017}, cf. Corollary 2 with stable in place of negative definite",
    statement=r"A rest point of a zero-sum game whose Jacobian has only eigenvalues with negative real part is a "
    r"strict local Nash equilibrium; for instance the origin for $f(\varphi, \theta) = \frac12 \varphi^2 + "
    r"2\varphi\theta + \frac32 \theta^2$, maximized in $\varphi$ and minimized in $\theta$, where $\varphi$ is at a "
    r"strict maximum.",
    hypotheses=(),
    subject=Game.zero_sum("quadratic game", -value, ("maximizer", phi), ("minimizer", theta)),
    claim=OwnHessian("maximizer", 0, 0, 1),
    expected="REFUTED",
    erratum=r"It needs $v'$ negative definite. Here the eigenvalues are both $-1$, and $\varphi$ is at a strict local "
    r"minimum of what it maximizes.",
    label="R21",
)
