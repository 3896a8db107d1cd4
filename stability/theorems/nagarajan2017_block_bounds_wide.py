"""The published bounds on the eigenvalues, for the linear-quadratic GAN at data N(1, 4)."""

from typing import Any

from sympy import Integer, Matrix, sqrt

from stability.games import quadratic_gaussian_gan
from stability.linearization import linearize
from stability.objectives import logistic
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, RealPartsAtMost, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = quadratic_gaussian_gan(logistic, Integer(1), Integer(2))
place = tuple(zip(game.state, map(Integer, (2, 1, 0, 0)), strict=True))
jacobian = Matrix(linearize(gradient_field(game), dict(place)).jacobian)
q, p = -jacobian[2:, 2:], jacobian[2:, :2]


def extreme(matrix: Any, sign: int) -> Any:
    """The smallest (sign -1) or largest (sign 1) eigenvalue of a symmetric matrix of size 2."""
    half = matrix.trace() / 2
    return half + sign * sqrt(half**2 - matrix.det())


values = tuple(
    (decimal, "0") for decimal in ("-0.0983847336535", "-0.2491739821220", "-1.0858447666592", "-37.566596517565")
)
low, high, coupling = extreme(q, -1), extreme(q, 1), extreme(p.T * p, -1)

theorem = Theorem(
    name="nagarajan2017_block_bounds_wide",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and its block lemma; the sharper bound derived here",
    statement=r"For data $N(1, 4)$ the eigenvalues of the logistic linear-quadratic GAN obey the bounds of the block "
    r"lemma: with $Q = -J_{DD}$ and $P = J_{DG}$ real ones are at most $-\lambda_{min}(Q) \lambda_{min}(P^T P) / "
    r"(\lambda_{max}(Q) \lambda_{min}(Q) + \lambda_{min}(P^T P))$, and here all of them are real.",
    hypotheses=(),
    subject=game,
    claim=(
        RealPartsAtMost(-low * coupling / (high * low + coupling), at=place),
        EigenvaluesAt({}, values, at=place),
    ),
    label="A2",
)
