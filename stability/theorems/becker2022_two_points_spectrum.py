"""Two generated points of any masses at one true point: the spectrum."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q1, q2 = symbols("lambda kappa mu p q1 q2", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q1, q2], lam=lam, kappa=kappa, mu=mu, features=3))
surplus = p - q1 - q2
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[2]: surplus / lam}.items())
a = mu * kappa * surplus / lam
first, second = s + a * q1, s + a * q2
cubic = (s + lam) * first * second + kappa * mu * (q1**2 * second + q2**2 * first)

theorem = Theorem(
    name="becker2022_two_points_spectrum",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"With the local mass surplus $\Delta = p - q_1 - q_2$ and $a = \mu \kappa \Delta/\lambda$ the "
    r"eigenvalues are $-\lambda$ and the roots of $(s + \lambda)(s + a q_1)(s + a q_2) + \kappa \mu (q_1^2 (s + a "
    r"q_2) + q_2^2 (s + a q_1))$.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((cubic, 1), (s + lam, 2)), s, at),
    label="K2",
)
