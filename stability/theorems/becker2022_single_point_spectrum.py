"""One true and one generated point: the spectrum, and exactly when the equilibrium is stable."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, StableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
pair = s**2 + (lam + mu * q * kappa * (p - q) / lam) * s + mu * kappa * q * p

theorem = Theorem(
    name="becker2022_single_point_spectrum",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"One true point of mass $p$ and one generated point of mass $q$ have the equilibrium $y = x$, $f = ((p "
    r"- q)/\lambda) K(\cdot, x)$, where the discriminator is not zero. Its eigenvalues are the roots of $s^2 + "
    r"(\lambda + \mu q \kappa (p - q)/\lambda) s + \mu \kappa q p$ and $-\lambda$; it is exponentially stable if and "
    r"only if $\lambda^2 + \mu \kappa q (p - q) > 0$.",
    hypotheses=(),
    subject=system,
    claim=(
        FactorsAre(((pair, 1), (s + lam, 1)), s, at),
        StableIff(lam**2 + mu * kappa * q * (p - q) > 0, at),
    ),
    label="K1",
)
