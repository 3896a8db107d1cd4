"""The alternating iteration at one true and one generated point: its spectrum, and exactly when it is stable."""

from sympy import And, Integer, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import FactorsAre, FactorsStableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, p, q, eta_d, eta_g = symbols("lambda kappa p q eta_d eta_g", positive=True)
z = Symbol("z")
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [p], [q], lam=lam, kappa=kappa, features=2)
)
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: (p - q) / lam}.items())
A = 1 - eta_d * lam
c = eta_g * q * kappa * (p - q) / lam
push = eta_d * eta_g * kappa * q**2
pair = z**2 - (A + 1 - c - push) * z + A * (1 - c)
condition = And(eta_d * lam < 2, A * (1 - c) < 1, (1 + A) * (2 - c) > push)

theorem = Theorem(
    name="becker2022_update_map_spectrum",
    source=f"{BECKER2022}, cf. eq. (125); spectrum derived for this project",
    statement=r"With $A = 1 - \eta_d \lambda$ and $c = \eta_g q \kappa (p - q)/\lambda$ the multipliers of the "
    r"iteration are $A$ and the roots of $z^2 - (A + 1 - c - \eta_d \eta_g \kappa q^2) z + A (1 - c)$. All are "
    r"inside the unit circle if and only if $\eta_d \lambda < 2$, $A (1 - c) < 1$ and $(1 + A)(2 - c) > \eta_d "
    r"\eta_g \kappa q^2$; the value of the quadratic at 1 is $\eta_d \eta_g \kappa q p$, always positive.",
    hypotheses=(),
    subject=system,
    claim=(
        FactorsAre(((pair, 1), (z - A, 1)), z, at),
        FactorsStableIff(((pair, 1), (z - A, 1)), z, condition, at),
    ),
    label="K6",
)
