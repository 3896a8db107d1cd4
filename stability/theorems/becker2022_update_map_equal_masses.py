"""The alternating iteration with one point of mass 1 on each side: when it is stable."""

from sympy import And, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import FactorsStableIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, eta_d, eta_g = symbols("lambda kappa eta_d eta_g", positive=True)
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [1], [1], lam=lam, kappa=kappa, features=2)
)
z = Symbol("z")
pair = z**2 - (2 - eta_d * lam - eta_d * eta_g * kappa) * z + 1 - eta_d * lam

theorem = Theorem(
    name="becker2022_update_map_equal_masses",
    source=f"{BECKER2022}, cf. eq. (125); condition derived for this project",
    statement=r"For $p = q = 1$ all multipliers of the iteration at the true point are inside the unit circle if and "
    r"only if $\eta_d \lambda < 2$ and $\eta_d \eta_g/\sigma^2 < 2 (2 - \eta_d \lambda)$.",
    hypotheses=(),
    subject=system,
    claim=FactorsStableIff(
        ((pair, 1), (z - 1 + eta_d * lam, 1)),
        z,
        And(eta_d * lam < 2, eta_d * eta_g * kappa < 2 * (2 - eta_d * lam)),
    ),
    label="K6",
)
