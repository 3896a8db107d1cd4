"""The critical strength on a manifold of equilibria depends on the place."""

from sympy import Integer, Symbol, sqrt

from stability.games import product_point_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import Holds, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

a = Symbol("a", positive=True)
game = R1Penalty(Integer(1))(product_point_gan(logistic))
theta_1, theta_2, psi_1, psi_2 = game.state
place = ((theta_1, Integer(1)), (theta_2, Integer(1)), (psi_1, Integer(0)), (psi_2, Integer(0)))
critical = sqrt((a**2 + a**-2) / 2)

theorem = Theorem(
    name="mescheder2018_manifold_product_critical",
    source=DERIVED,
    statement=r"On the over-parametrized logistic example the two non-zero eigenvalues at $\theta^* = (a, 1/a)$, the "
    r"roots of $\lambda^2 + 2\gamma\lambda + \frac12 (a^2 + a^{-2})$, meet at $\gamma^2 = \frac12 (a^2 + a^{-2})$. At "
    r"$a = 1$ that is $\gamma = 1$, with the double eigenvalue $-1$; elsewhere the critical strength is larger.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((Integer(0), Integer(0), Integer(-1), Integer(-1)), place),
        Holds(critical >= 1),
    ),
    label="R18",
)
