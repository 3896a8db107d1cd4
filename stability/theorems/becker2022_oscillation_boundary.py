"""Equal masses: when the approach to the equilibrium oscillates."""

from sympy import Integer, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import OscillatesIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p = symbols("lambda kappa mu p", positive=True)
system = gradient_field(kernel_gan([0], [p], [p], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple(dict.fromkeys(system.state, Integer(0)).items())

theorem = Theorem(
    name="becker2022_oscillation_boundary",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $p = q$ the eigenvalues that are not $-\lambda$ are not real if and only if $\lambda^2 < 4 \mu "
    r"\kappa p^2$; for $p = 1$ that is $\sigma < 2 \sqrt\mu/\lambda$.",
    hypotheses=(),
    subject=system,
    claim=OscillatesIff(lam, mu * kappa * p**2, (-lam,), lam**2 < 4 * mu * kappa * p**2, at),
    label="K1",
)
