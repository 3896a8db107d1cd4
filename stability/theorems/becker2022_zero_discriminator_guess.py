"""Taking the discriminator for zero at the equilibrium gives the wrong spectrum."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())

theorem = Theorem(
    name="becker2022_zero_discriminator_guess",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"One true and one generated point: the eigenvalues are those of $s^2 + \lambda s + \mu \kappa q^2$, "
    r"as they would be for a discriminator that vanishes at the equilibrium.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((s**2 + lam * s + mu * kappa * q**2, 1), (s + lam, 1)), s, at),
    expected="REFUTED",
    erratum=r"For $p \ne q$ the discriminator at the equilibrium is $((p - q)/\lambda) K(\cdot, x)$; its second "
    r"derivative $-\kappa (p - q)/\lambda$ enters the Jacobian.",
    label="K1",
)
