"""The alternating iteration with equal masses: complex multipliers have a modulus that no width changes."""

from sympy import symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import OscillatesIff, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, eta_d, eta_g = symbols("lambda kappa eta_d eta_g", positive=True)
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [1], [1], lam=lam, kappa=kappa, features=2)
)
slope = -(2 - eta_d * lam - eta_d * eta_g * kappa)

theorem = Theorem(
    name="becker2022_update_map_modulus",
    source=f"{BECKER2022}, cf. eq. (125); identity derived for this project",
    statement=r"For $p = q = 1$ the multipliers that are not real exist if and only if $(2 - \eta_d \lambda - "
    r"\eta_d \eta_g \kappa)^2 < 4 (1 - \eta_d \lambda)$, and then $|z|^2 = 1 - \eta_d \lambda$: independent of "
    r"$\sigma$ and of $\eta_g$.",
    hypotheses=(),
    subject=system,
    claim=OscillatesIff(slope, 1 - eta_d * lam, (1 - eta_d * lam,), slope**2 < 4 * (1 - eta_d * lam)),
    label="K6",
)
