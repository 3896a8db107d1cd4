"""Forgetting the factor q in the generator's step gives the wrong spectrum."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
pair = s**2 + (lam + mu * kappa * (p - q) / lam) * s + mu * kappa * p

theorem = Theorem(
    name="becker2022_generator_step_without_mass",
    source=f"{BECKER2022}, cf. eq. (125b); a slip recorded because it is easily made",
    statement=r"One true and one generated point: the eigenvalues are those of $s^2 + (\lambda + \mu \kappa (p - "
    r"q)/\lambda) s + \mu \kappa p$.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair, 1), (s + lam, 1)), s, at),
    expected="REFUTED",
    erratum=r"The generated mass is missing: the gradient of the generator's loss carries $q_j$, so that $\mu$ is "
    r"to be replaced by $\mu q$ (and the determinant is $\mu \kappa q p$).",
    label="K0",
)
