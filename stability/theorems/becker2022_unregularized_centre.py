"""Equal masses without regularization: an imaginary pair."""

from sympy import I, Integer, sqrt, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import BECKER2022

kappa, mu, q = symbols("kappa mu q", positive=True)
system = gradient_field(kernel_gan([0], [q], [q], lam=0, kappa=kappa, mu=mu, features=2))
at = tuple(dict.fromkeys(system.state, Integer(0)).items())
pair = I * q * sqrt(mu) * sqrt(kappa)

theorem = Theorem(
    name="becker2022_unregularized_centre",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $\lambda = 0$ and $p = q$ the equilibrium $y = x$, $f = 0$ has the eigenvalues $\pm i q "
    r"\sqrt{\mu \kappa}$ and 0: every $f$ with $\nabla f(x) = 0$ is an equilibrium too.",
    hypotheses=(),
    subject=system,
    claim=SpectrumIs((pair, -pair, Integer(0)), at),
    label="K1",
)
