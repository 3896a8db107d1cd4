"""The threshold of a heavy generated point, as the general analysis sees it."""

from sympy import Integer, Rational, sqrt

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import BECKER2022
from stability.verdict import Stability

game = kernel_gan([0], [Rational(2, 5)], [Rational(1, 2)], lam=sqrt(5) / 5, kappa=4, features=3)
system = gradient_field(game)
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: -sqrt(5) / 10}.items())

theorem = Theorem(
    name="becker2022_hopf_analysis",
    source=f"{BECKER2022}, the flow of small steps; threshold derived for this project",
    statement=r"For $\kappa = 4$, $\mu = 1$, $p = 2/5$, $q = 1/2$ the equilibrium is asymptotically stable at the "
    r"threshold $\lambda_c = 1/\sqrt5$. The verdict of the analysis is open: it has no step for an imaginary pair "
    r"in four dimensions. The normal form of the bifurcation, a claim of its own, decides it.",
    hypotheses=(),
    subject=system,
    claim=StabilityIs(Stability.ASYMPTOTICALLY_STABLE, at=at),
    expected="UNDECIDED",
    label="K1",
)
