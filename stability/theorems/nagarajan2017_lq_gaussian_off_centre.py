"""The spectrum of the linear-quadratic GAN at data N(2, 1), and the bounds for it."""

from typing import Any

from sympy import Integer, Matrix, Symbol, sqrt

from stability.games import quadratic_gaussian_gan
from stability.linearization import linearize
from stability.objectives import logistic
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, FactorsAre, NumberIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

s = Symbol("s")
game = quadratic_gaussian_gan(logistic, Integer(2), Integer(1))
place = tuple(zip(game.state, map(Integer, (1, 2, 0, 0)), strict=True))
values = (
    ("-0.076997594643406526206880161687433473", "0"),
    ("-0.17004490116227405927434444792657896", "0.32979236547495053098020128357844117"),
    ("-23.582912603032045355244430942459409", "0"),
)
jacobian = Matrix(linearize(gradient_field(game), dict(place)).jacobian)
q, b = -jacobian[2:, 2:], jacobian[2:, :2]
gram = b.T * b


def extreme(matrix: Any, sign: int) -> Any:
    """The smallest (sign -1) or largest (sign 1) eigenvalue of a symmetric matrix of size 2."""
    half = matrix.trace() / 2
    return half + sign * sqrt(half**2 - matrix.det())


low, high, coupling = extreme(q, -1), extreme(q, 1), extreme(gram, -1)

theorem = Theorem(
    name="nagarajan2017_lq_gaussian_off_centre",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs and Theorem 3.1; numbers from exact algebra",
    statement=r"For data $N(2, 1)$ the logistic linear-quadratic GAN has the characteristic polynomial $s^4 + 24 s^3 + "
    r"10 s^2 + \frac{31}{8} s + \frac14$. Its eigenvalues lie well below the bounds of the block theorem, "
    r"$-0.00199\ldots$ for real and $-0.0997\ldots$ for other ones.",
    hypotheses=(),
    subject=game,
    claim=(
        FactorsAre(((8 * s**4 + 192 * s**3 + 80 * s**2 + 31 * s + 2, 1),), s, place),
        EigenvaluesAt({}, values, at=place),
        NumberIs(-low * coupling / (high * low + coupling), "-0.0019990236091608091533366465668021755"),
        NumberIs(-low / 2, "-0.099788139397026702729584425229533787"),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A7",
)
