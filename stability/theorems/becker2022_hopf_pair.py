"""The imaginary pair at the threshold of a heavy generated point, for all parameters."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, p, q = symbols("lambda kappa p q", positive=True)
s = Symbol("s")
mu = lam**2 / (kappa * q * (q - p))
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())

theorem = Theorem(
    name="becker2022_hopf_pair",
    source=f"{BECKER2022}, the flow of small steps; threshold derived for this project",
    statement=r"For $q > p$ and $\lambda = \lambda_c = \sqrt{\mu \kappa q (q - p)}$, that is $\mu = \lambda^2/(\kappa "
    r"q (q - p))$, the eigenvalues are $-\lambda$ and the roots of $s^2 + \lambda^2 p/(q - p)$: an imaginary pair, of "
    r"the frequency $\lambda \sqrt{p/(q - p)} = \sqrt{\mu \kappa q p}$.",
    hypotheses=(q > p,),
    subject=system,
    claim=FactorsAre(((s**2 + lam**2 * p / (q - p), 1), (s + lam, 1)), s, at),
    label="K1",
)
