"""The cycle below the Hopf threshold: its amplitude along simulated flows."""

from sympy import Integer, Rational, Symbol

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import Amplitude, Theorem
from stability.theorem.sources import BECKER2022

lam = Symbol("lambda", positive=True)
game = kernel_gan([0], [Rational(2, 5)], [Rational(1, 2)], lam=lam, kappa=4, features=6)
system = gradient_field(game)
start = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[0]: Rational(1, 50)}.items())
rows = (("0.46", "0.000000"), ("0.44", "0.049486"), ("0.43", "0.075978"), ("0.4", "0.123501"), ("0.3", "0.204048"))

theorem = Theorem(
    name="becker2022_hopf_amplitudes",
    source=f"{BECKER2022}, the flow of small steps; simulated for this project",
    statement=r"$\kappa = 4$, $\mu = 1$, $p = 2/5$, $q = 1/2$, from $y = 1/50$ and $f = 0$, with six features: the "
    r"largest $|y|$ for times in $[1500, 1600]$. Above $\lambda_c = 1/\sqrt5 = 0.4472$ the flow converges; below, "
    r"it settles on a cycle; the amplitude divided by $\sqrt{\lambda_c - \lambda}$ is $0.58$, $0.58$, $0.57$, "
    r"$0.53$.",
    hypotheses=(),
    subject=system,
    claim=Amplitude(
        system.state[0],
        start,
        (Integer(1500), Integer(1600)),
        tuple((((lam, Rational(value)),), text) for value, text in rows),
    ),
    label="K1",
)
