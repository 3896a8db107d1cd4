"""The first version's abstract on a simplified gradient penalty."""

from sympy import Integer, Rational, symbols

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.regularizers import MixedPenalty, R1Penalty, R2Penalty
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

gamma = symbols("gamma", positive=True)
game = quadratic_gaussian_gan(logistic, Integer(2), Rational(1, 2))
a, b, w_2, w_1 = game.state
place = ((a, Rational(1, 2)), (b, Integer(2)), (w_2, Integer(0)), (w_1, Integer(0)))

theorem = Theorem(
    name="mescheder2018_abstract_v1_simplified_penalty",
    source=f"{MESCHEDER2018}, abstract of the first version, 1801.04406v1",
    statement=r"The ``simplified gradient penalty with the same effects on local convergence as more complicated "
    r"penalties'': on the linear-quadratic GAN with data $N(2, \frac14)$ the penalty on data alone, $R_1$, has at the "
    r"equilibrium the Jacobian of the penalty on generated points alone, $R_2$, and of their mean, at the same "
    r"strength.",
    hypotheses=(),
    subject=R1Penalty(gamma)(game),
    claim=(
        SameJacobian(R2Penalty(gamma)(game), at=place, other_at=place),
        SameJacobian(MixedPenalty(gamma / 2, gamma / 2)(game), at=place, other_at=place),
    ),
    label="R24",
)
