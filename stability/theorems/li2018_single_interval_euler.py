"""Simultaneous gradient descent near the attracting line of equilibria: the limit on the step."""

from sympy import Equivalent, Integer, Symbol, exp, pi, sqrt

from stability.dynamics import SimultaneousGD
from stability.games import gaussian_interval_gan
from stability.theorem import FactorsAre, Holds, NumberIs, Theorem
from stability.theorem.sources import LI2018

c, eta = Symbol("c", positive=True), Symbol("eta", positive=True)
z = Symbol("z")
game = gaussian_interval_gan()
mu, left, right = game.state
line = ((mu, c * 0), (left, -c), (right, c))
k = c * exp(-(c**2) / 2) / sqrt(2 * pi)
kappa = Symbol("k", positive=True)
limit = sqrt(2 * pi) * exp(Integer(1) / 2)

theorem = Theorem(
    name="li2018_single_interval_euler",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"For one Gaussian and $[\ell, r] = [-c, c]$ simultaneous gradient steps of size $\eta$ have the "
    r"multipliers $1$ (along the line of equilibria) and $1 - \eta k (1 \pm i)$, $k = c \varphi(c)$, of squared "
    r"modulus $1 - 2 \eta k + 2 \eta^2 k^2$: both are inside the unit circle if and only if $\eta < 1/k$, "
    r"and then the line attracts. At $c = 1$ the limit is $4.1327\ldots$",
    hypotheses=(),
    subject=(game, SimultaneousGD(eta)),
    claim=(
        FactorsAre(((z - 1, 1), ((z - 1) ** 2 + 2 * eta * k * (z - 1) + 2 * eta**2 * k**2, 1)), z, at=line),
        Holds(Equivalent((1 - eta * kappa) ** 2 + (eta * kappa) ** 2 < 1, eta * kappa < 1)),
        NumberIs(limit, "4.13273135412249293846939188429985"),
    ),
    label="B6",
)
