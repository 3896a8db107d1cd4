"""Equal masses without regularization: what the linearization leaves open."""

from sympy import Integer, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import BECKER2022
from stability.verdict import Stability

kappa, q = symbols("kappa q", positive=True)
system = gradient_field(kernel_gan([0], [q], [q], lam=0, kappa=kappa, features=2))
at = tuple(dict.fromkeys(system.state, Integer(0)).items())

theorem = Theorem(
    name="becker2022_unregularized_stability",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $\lambda = 0$, $p = q$ and two features the equilibrium $y = x$, $f = 0$ is Lyapunov stable.",
    hypotheses=(),
    subject=system,
    claim=StabilityIs(Stability.STABLE, at=at),
    expected="UNDECIDED",
    label="K1",
)
