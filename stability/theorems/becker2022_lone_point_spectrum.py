"""A generated point without a true point: translation, and when the rest state is unstable."""

from sympy import Integer, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, LocationIs, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, q = symbols("lambda kappa mu q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([], [], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: -q / lam}.items())
drift = s + lam - mu * kappa * q**2 / lam

theorem = Theorem(
    name="becker2022_lone_point_spectrum",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"A generated point of mass $q$ without a true point has the eigenvalues 0 (translation), $-\lambda$ and "
    r"$\mu \kappa q^2/\lambda - \lambda$: the last one is positive if and only if $\lambda^2 \sigma^2 < \mu q^2$, and "
    r"the rest state then unstable.",
    hypotheses=(),
    subject=system,
    claim=(
        FactorsAre(((s, 1), (drift, 1), (s + lam, 1)), s, at),
        LocationIs(2, 1, 0, lam**2 > mu * kappa * q**2, at),
        LocationIs(1, 1, 1, lam**2 < mu * kappa * q**2, at),
    ),
    label="K5",
)
