"""Two generated points of unequal masses with a deficit: unstable however strong the regularization is."""

from sympy import Integer, Rational, Symbol

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

s = Symbol("s")
masses = [Rational(1, 5), Rational(3, 10)]
system = gradient_field(kernel_gan([0], [Rational(2, 5)], masses, lam=5, kappa=4, features=2))
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[2]: Rational(-1, 50)}.items())

theorem = Theorem(
    name="becker2022_unequal_masses_numbers",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project, numbers from exact algebra",
    statement=r"$\kappa = 4$, $\mu = 1$, $q = (1/5, 3/10)$, $p = 2/5$ and the large $\lambda = 5$: a small positive "
    r"eigenvalue remains, unlike for a single generated point.",
    hypotheses=(),
    subject=system,
    claim=(
        FactorsAre(((15625 * s**3 + 77500 * s**2 + 5006 * s - 120, 1), (s + 5, 1)), s, at),
        EigenvaluesAt(
            {},
            (
                ("0.0185969582934314512209071285162190928", "0"),
                ("-0.0843793207779849702936754584360771346", "0"),
                ("-4.89421763751544648092723167008014196", "0"),
                ("-5", "0"),
            ),
            at=at,
        ),
    ),
    label="K2",
)
