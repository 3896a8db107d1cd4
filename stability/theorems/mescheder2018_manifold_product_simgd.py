"""Simultaneous gradient descent converges to a manifold of equilibria."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import SimultaneousGD
from stability.games import product_point_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import MESCHEDER2018

a, s = Symbol("a", positive=True), Symbol("s", real=True)
game = R1Penalty(Integer(1))(product_point_gan(logistic))
theta_1, theta_2, psi_1, psi_2 = game.state
manifold = ((theta_1, a), (theta_2, 1 / a), (psi_1, s), (psi_2, -s))

theorem = Theorem(
    name="mescheder2018_manifold_product_simgd",
    source=f"{MESCHEDER2018}, Theorem 4.1, on an example",
    statement=r"Simultaneous gradient descent with $h = \frac15$ on the logistic GAN with the generated point "
    r"$\theta_1 \theta_2$, data $\delta_1$, $D(x) = (\psi_1 + \psi_2)(x - 1)$ and the penalty $R_1$ with $\gamma = 1$ "
    r"converges from every start near $(\theta, \psi) = (1, 1, 0, 0)$ to a point of $M_G \times M_D = \{\theta_1 "
    r"\theta_2 = 1\} \times \{\psi_1 + \psi_2 = 0\}$, at a linear rate.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Rational(1, 5))),
    claim=ConvergesToSet(manifold, (a, s), ((a, Integer(1)), (s, Integer(0)))),
    label="R18",
)
