"""Three generated points whose masses add up to the true mass: two zero eigenvalues."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, q1, q2, q3 = symbols("lambda kappa mu q1 q2 q3", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [q1 + q2 + q3], [q1, q2, q3], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple(dict.fromkeys(system.state, Integer(0)).items())
pair = s**2 + lam * s + kappa * mu * (q1**2 + q2**2 + q3**2)

theorem = Theorem(
    name="becker2022_three_points_balanced",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For three generated points of any masses with $\Delta = p - q_1 - q_2 - q_3 = 0$ the eigenvalues are "
    r"0, twice, $-\lambda$ and the roots of $s^2 + \lambda s + \kappa \mu (q_1^2 + q_2^2 + q_3^2)$: one zero less than "
    r"there are points, and the linearization does not decide.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair, 1), (s, 2), (s + lam, 1)), s, at),
    label="K2",
)
