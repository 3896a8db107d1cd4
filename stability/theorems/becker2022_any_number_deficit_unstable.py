"""A local mass deficit makes two or more generated points unstable."""

from sympy import Integer, sqrt, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import Arrow, ArrowUnstable, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q, q1, q2, q3 = symbols("lambda kappa mu p q q1 q2 q3", positive=True)
system = gradient_field(kernel_gan([0], [p], [q1, q2, q3], lam=lam, kappa=kappa, mu=mu, features=2))
y1, y2, y3, height, slope = system.state
surplus = p - q1 - q2 - q3
at = tuple({**dict.fromkeys(system.state, Integer(0)), height: surplus / lam}.items())
arrow = Arrow(
    mass=q,
    head=lam,
    top=-q * sqrt(kappa),
    side=mu * q * sqrt(kappa),
    rate=mu * kappa * surplus / lam * q,
    hub=slope,
    followers=((y1, q1), (y2, q2), (y3, q3)),
)

theorem = Theorem(
    name="becker2022_any_number_deficit_unstable",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $N \ge 2$ generated points at one true point, $\Delta < 0$ makes the equilibrium unstable, for "
    r"all $\lambda$, $\mu$, $\kappa$ and masses: there is a positive eigenvalue. Strong regularization helps a "
    r"single point, never two.",
    hypotheses=(surplus < 0,),
    subject=system,
    claim=ArrowUnstable(arrow, at),
    label="K2",
)
