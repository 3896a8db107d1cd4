"""Three generated points of equal mass at one true point: the spectrum factors."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q, q, q], lam=lam, kappa=kappa, mu=mu, features=2))
surplus = p - 3 * q
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[3]: surplus / lam}.items())
a = mu * kappa * surplus / lam
pair = s**2 + (lam + a * q) * s + mu * kappa * q * p

theorem = Theorem(
    name="becker2022_equal_masses_spectrum",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"Three generated points of mass $q$, $\Delta = p - 3 q$: the characteristic polynomial is $(s + "
    r"\lambda)(s + \mu q \kappa \Delta/\lambda)^2 (s^2 + (\lambda + \mu q \kappa \Delta/\lambda) s + \mu \kappa q "
    r"p)$.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair, 1), (s + a * q, 2), (s + lam, 1)), s, at),
    label="K2",
)
