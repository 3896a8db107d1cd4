"""One true and one generated point in three dimensions: the planar pair once for each dimension."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
game = kernel_gan([(0, 0, 0)], [p], [q], lam=lam, kappa=kappa, mu=mu, dimension=3, features=2)
system = gradient_field(game)
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[3]: (p - q) / lam}.items())
pair = s**2 + (lam + mu * q * kappa * (p - q) / lam) * s + mu * kappa * q * p

theorem = Theorem(
    name="becker2022_single_point_in_space",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"In $\mathbb R^3$ the characteristic polynomial is the one of the line, $s^2 + (\lambda + \mu q "
    r"\kappa (p - q)/\lambda) s + \mu \kappa q p$, to the third power, times powers of $s + \lambda$.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair, 3), (s + lam, 1)), s, at),
    label="K0, K1",
)
