"""A single generated point on one of two true points: stable for strong regularization."""

from sympy import Integer, Rational, Symbol, symbols

from stability.games import isolated_points_gan
from stability.system import gradient_field
from stability.theorem import FactorsStableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu = symbols("lambda kappa mu", positive=True)
s = Symbol("s")
half = Rational(1, 2)
game = isolated_points_gan([half, half], [[1], []], lam=lam, kappa=kappa, mu=mu, features=2)
system = gradient_field(game)
heights = {system.state[1]: -half / lam, system.state[3]: half / lam}
at = tuple({**dict.fromkeys(system.state, Integer(0)), **heights}.items())
pair = s**2 + (lam - mu * kappa / (2 * lam)) * s + mu * kappa / 2

theorem = Theorem(
    name="becker2022_full_collapse_single",
    source=f"{BECKER2022}, the isolated points model; spectrum derived for this project",
    statement=r"Two true points of mass $1/2$, the only generated point, of mass 1, on one of them: exponentially "
    r"stable if and only if $\lambda^2 \sigma^2 > \mu/2$, that is $2 \lambda^2 > \mu \kappa$.",
    hypotheses=(),
    subject=system,
    claim=FactorsStableIff(((pair, 1), (s + lam, 3)), s, 2 * lam**2 > mu * kappa, at),
    label="K4",
)
