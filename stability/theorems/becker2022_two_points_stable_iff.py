"""Two generated points at one true point are stable exactly for a mass surplus."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsStableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q, q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[2]: (p - 2 * q) / lam}.items())
a = mu * kappa * (p - 2 * q) / lam
pair = s**2 + (lam + a * q) * s + mu * kappa * q * p

theorem = Theorem(
    name="becker2022_two_points_stable_iff",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"Two generated points of mass $q$ at one true point of mass $p$: every eigenvalue is in the left "
    r"half plane if and only if $p > 2 q$.",
    hypotheses=(),
    subject=system,
    claim=FactorsStableIff(((pair, 1), (s + a * q, 1), (s + lam, 1)), s, p > 2 * q, at),
    label="K2",
)
