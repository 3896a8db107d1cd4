"""The Hopf bifurcation of a heavy generated point is supercritical, for all parameters."""

from sympy import Integer, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import HopfCubic, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, q, rho = symbols("lambda kappa q rho", positive=True)
p = q * rho**2 / (1 + rho**2)
mu = lam**2 * (1 + rho**2) / (kappa * q**2)
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=4))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
cubic = -3 * kappa * lam * rho**2 * (8 * rho**2 + 5) / (16 * (4 * rho**2 + 1))

theorem = Theorem(
    name="becker2022_hopf_supercritical",
    source=f"{BECKER2022}, the flow of small steps; normal form derived for this project",
    statement=r"Write $\rho = \omega/\lambda$ for the frequency at the threshold, so that $p = q \rho^2/(1 + "
    r"\rho^2)$ and $\mu = \lambda^2 (1 + \rho^2)/(\kappa q^2)$ are the parameters of every threshold. There the "
    r"amplitude $a$ of the generated point follows $a' = -\frac{3 \kappa \lambda \rho^2 (8 \rho^2 + 5)}{16 (4 "
    r"\rho^2 + 1)} a^3$ to leading order: the equilibrium is asymptotically stable at the threshold, and a small "
    r"stable cycle appears below it. Features of degree 3 and more do not enter.",
    hypotheses=(),
    subject=system,
    claim=HopfCubic(rho * lam, cubic, at),
    label="K1",
)
