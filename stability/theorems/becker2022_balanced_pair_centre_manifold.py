"""Two generated points that balance the true mass converge, with an algebraic rate."""

from sympy import symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import CentreCubic, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, q = symbols("lambda kappa mu q", positive=True)
system = gradient_field(kernel_gan([0], [2 * q], [q, q], lam=lam, kappa=kappa, mu=mu, features=4))

theorem = Theorem(
    name="becker2022_balanced_pair_centre_manifold",
    source=f"{BECKER2022}, the flow of small steps; centre manifold derived for this project",
    statement=r"For $p = 2 q$ the difference mode $w = (y_1 - y_2)/2$ follows $w' = -\frac{3 \mu q^2 "
    r"\kappa^2}{\lambda} w^3$ to leading order on the centre manifold: the equilibrium is asymptotically stable, "
    r"and $w$ decreases like $(6 \mu q^2 \kappa^2 t/\lambda)^{-1/2}$, not exponentially.",
    hypotheses=(),
    subject=system,
    claim=CentreCubic((1, -1, 0, 0, 0, 0), -3 * mu * q**2 * kappa**2 / lam),
    label="K3",
)
