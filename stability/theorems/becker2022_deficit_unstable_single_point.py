"""A generated point that is too heavy need not be unstable."""

from sympy import Integer, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())

theorem = Theorem(
    name="becker2022_deficit_unstable_single_point",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"One true and one generated point: the equilibrium is stable if and only if $p \ge q$; a negative local "
    r"mass surplus $\Delta = p - q$ makes it unstable.",
    hypotheses=(),
    subject=system,
    claim=StableIff(p >= q, at),
    expected="REFUTED",
    erratum=r"Strong regularization stabilises a single point that is too heavy: for $q > p$ it is stable where "
    r"$\lambda^2 > \mu \kappa q (q - p)$. From two generated points on, $\Delta < 0$ does mean unstable.",
    label="K1",
)
