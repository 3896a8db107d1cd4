"""One true and one generated point: eigenvalues of two instances, one of them unstable."""

from sympy import Integer, Rational, Symbol, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
s = Symbol("s")
system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
numbers = (lam, kappa, mu, p, q)
equal = dict(zip(numbers, (Rational(1, 10), Integer(1), Rational(1, 10), Integer(1), Integer(1)), strict=True))
heavy = dict(zip(numbers, (Rational(1, 5), Integer(4), Integer(1), Rational(2, 5), Rational(1, 2)), strict=True))
level = tuple({**dict(at), system.state[1]: Integer(0)}.items())
sunk = tuple({**dict(at), system.state[1]: Rational(-1, 2)}.items())

theorem = Theorem(
    name="becker2022_single_point_numbers",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project, numbers from exact algebra",
    statement=r"Equal masses $p = q = 1$ with $\lambda = \mu = 1/10$, $\kappa = 1$ oscillate and converge; $p = "
    r"2/5$, $q = 1/2$ with $\lambda = 1/5$, $\kappa = 4$, $\mu = 1$ is unstable, with the eigenvalues $\frac25 \pm "
    r"\frac45 i$.",
    hypotheses=(),
    subject=system,
    claim=(
        EigenvaluesAt(equal, (("-0.05", "0.312249899919919910292344656046989723"), ("-0.1", "0")), at=level),
        EigenvaluesAt(heavy, (("0.4", "0.8"), ("-0.2", "0")), at=sunk),
        FactorsAre(((5 * s**2 - 4 * s + 4, 1), (5 * s + 1, 1)), s, at, heavy),
    ),
    label="K1",
)
