"""Two generated points that balance the true mass: a zero eigenvalue."""

from sympy import symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, q = symbols("lambda kappa mu q", positive=True)
system = gradient_field(kernel_gan([0], [2 * q], [q, q], lam=lam, kappa=kappa, mu=mu, features=2))

theorem = Theorem(
    name="becker2022_two_points_balanced",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $p = 2 q$, hence $\Delta = 0$, one eigenvalue is 0 and the others are in the left half plane: "
    r"the linearization does not decide.",
    hypotheses=(),
    subject=system,
    claim=LocationIs(3, 1, 0),
    label="K2, K3",
)
