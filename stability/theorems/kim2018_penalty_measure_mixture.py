"""Mixtures of penalties: only the total strength matters at an equilibrium."""

from sympy import Integer, Rational, symbols

from stability.games import quadratic_gaussian_gan
from stability.objectives import logistic
from stability.regularizers import MixedPenalty, R1Penalty
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import KIM2018

first, second, gamma = symbols("gamma_1 gamma_2 gamma", positive=True)
game = quadratic_gaussian_gan(logistic, Integer(2), Rational(1, 2))
a, b, w_2, w_1 = game.state
place = ((a, Rational(1, 2)), (b, Integer(2)), (w_2, Integer(0)), (w_1, Integer(0)))

theorem = Theorem(
    name="kim2018_penalty_measure_mixture",
    source=f"{KIM2018}, and Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), cf. Theorem 4.1",
    statement=r"At an equilibrium the penalty $\frac{\gamma_1}{2} \mathbb{E}_{p_D} |\nabla_x D|^2 + \frac{\gamma_2}{2} "
    r"\mathbb{E}_{p_\theta} |\nabla_x D|^2$ has the Jacobian of $R_1$ with strength $\gamma_1 + \gamma_2$; on the "
    r"linear-quadratic GAN with data $N(2, \frac14)$.",
    hypotheses=(),
    subject=MixedPenalty(first, second)(game),
    claim=SameJacobian(R1Penalty(gamma)(game), {gamma: first + second}, place, place),
    label="R18",
)
