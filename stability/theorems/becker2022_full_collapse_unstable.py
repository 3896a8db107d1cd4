"""Two generated points on one of two true points: unstable, whatever the regularization."""

from sympy import Integer, Rational, Symbol, false, symbols

from stability.games import isolated_points_gan
from stability.system import gradient_field
from stability.theorem import FactorsStableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu = symbols("lambda kappa mu", positive=True)
s = Symbol("s")
half = Rational(1, 2)
game = isolated_points_gan([half, half], [[half, half], []], lam=lam, kappa=kappa, mu=mu, features=2)
system = gradient_field(game)
heights = {system.state[2]: -half / lam, system.state[4]: half / lam}
at = tuple({**dict.fromkeys(system.state, Integer(0)), **heights}.items())
a = -mu * kappa / (2 * lam)
pair = s**2 + (lam + a / 2) * s + mu * kappa / 4

theorem = Theorem(
    name="becker2022_full_collapse_unstable",
    source=f"{BECKER2022}, the isolated points model; spectrum derived for this project",
    statement=r"Two true points of mass $1/2$, both generated points of mass $1/2$ on one of them: $\Delta = -1/2$ "
    r"there, and the eigenvalue $\mu \kappa/(4 \lambda)$ is positive for all parameters. Exact collapse of the two "
    r"points is never stable.",
    hypotheses=(),
    subject=system,
    claim=FactorsStableIff(((pair, 1), (s + a / 2, 1), (s + lam, 3)), s, false, at),
    label="K4",
)
