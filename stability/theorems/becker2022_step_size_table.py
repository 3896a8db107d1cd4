"""The published grid of step sizes: the exact local verdict of each row beside the outcome of the run."""

from itertools import product

from sympy import Integer, Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import StepSizeTable, Theorem
from stability.theorem.sources import BECKER2022

sigma, lam, eta_d, eta_g = symbols("sigma lambda eta_d eta_g", positive=True)
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [1], [1], lam=lam, kappa=1 / sigma**2, features=2)
)
one, tenth, hundredth = Integer(1), Rational(1, 10), Rational(1, 100)
grid = product(
    (tenth, one, Integer(10)),
    ((one, tenth), (tenth, tenth), (tenth, hundredth), (hundredth, hundredth)),
    (one, tenth, hundredth),
)
#: Local verdict, outcome of the run and its last iterate, for the rows of the grid.
found = (
    ("unstable", "saturates", "-0.484587"),
    ("unstable", "saturates", "1.396333"),
    ("unstable", "saturates", "2.358281"),
    ("stable", "converges", "0.000000"),
    ("stable", "escapes", "94.349039"),
    ("stable", "escapes", "-95.001560"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "-0.000018"),
    ("stable", "converges", "0.000000"),
    ("stable", "converges", "0.000448"),
    ("stable", "contracts", "0.001784"),
    ("stable", "converges", "0.000002"),
    ("stable", "contracts", "0.000619"),
    ("stable", "contracts", "0.028048"),
    ("stable", "converges", "-0.000222"),
    ("stable", "contracts", "-0.048092"),
    ("stable", "contracts", "-0.068117"),
    ("stable", "contracts", "0.036770"),
    ("stable", "converges", "0.000002"),
    ("stable", "contracts", "0.000642"),
    ("stable", "contracts", "0.036772"),
    ("stable", "converges", "-0.000224"),
    ("stable", "contracts", "-0.052620"),
    ("stable", "contracts", "0.090557"),
    ("stable", "contracts", "0.037088"),
    ("stable", "contracts", "-0.060446"),
    ("stable", "contracts", "0.091315"),
    ("stable", "contracts", "0.065933"),
    ("stable", "contracts", "0.055458"),
)

theorem = Theorem(
    name="becker2022_step_size_table",
    source=f"{BECKER2022}, cf. eq. (125), with the grid of the authors' code",
    statement=r"One true point at 0, one generated point from $1/10$ with $f_0 = 0$, 1000 iterations, $\sigma \in "
    r"\{1/10, 1, 10\}$, $(\eta_d, \eta_g)$ one of $(1, 1/10)$, $(1/10, 1/10)$, $(1/10, 1/100)$, $(1/100, 1/100)$, "
    r"and $\lambda \in \{1, 1/10, 1/100\}$. Exactly the three rows with $\sigma = 1/10$, $\eta_d = 1$ are unstable "
    r"at the true point; they stay bounded, because the kernel's slope vanishes far away. Two rows that are locally "
    r"stable escape from this start: local is not global.",
    hypotheses=(),
    subject=system,
    claim=StepSizeTable(
        (sigma, eta_d, eta_g, lam),
        tuple((width, d, g, weight, *row) for (width, (d, g), weight), row in zip(grid, found, strict=True)),
        first=tenth,
        steps=1000,
    ),
    label="K6",
)
