"""The features beyond the second one add only eigenvalues -lambda."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=5))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
pair = s**2 + (lam + mu * q * kappa * (p - q) / lam) * s + mu * kappa * q * p

theorem = Theorem(
    name="becker2022_feature_count",
    source=f"{BECKER2022}, the flow of small steps; reduction to features derived for this project",
    statement=r"With the features $\psi_n(x) = e^{-\kappa x^2/2} \kappa^{n/2} x^n/\sqrt{n!}$, $n < 5$, in place of "
    r"the whole space of the kernel, the equilibrium at the true point has the same two eigenvalues as with $n < "
    r"2$; each further feature adds $-\lambda$. It is exact because $\psi_n'(0) = 0$ for $n \ne 1$ and $\psi_n(0) = "
    r"0$ for $n \ge 1$.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair, 1), (s + lam, 4)), s, at),
    label="K0",
)
