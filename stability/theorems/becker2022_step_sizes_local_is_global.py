"""Local stability of the iteration does not mean that the published run converges."""

from sympy import Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import StepSizeTable, Theorem
from stability.theorem.sources import BECKER2022

sigma, lam, eta_d, eta_g = symbols("sigma lambda eta_d eta_g", positive=True)
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [1], [1], lam=lam, kappa=1 / sigma**2, features=2)
)
tenth, hundredth = Rational(1, 10), Rational(1, 100)

theorem = Theorem(
    name="becker2022_step_sizes_local_is_global",
    source=f"{BECKER2022}, cf. eq. (125), with the grid of the authors' code; a conclusion easily drawn",
    statement=r"With $\sigma = \eta_d = \eta_g = 1/10$ and $\lambda = 1/10$ or $1/100$ the iteration is stable at "
    r"the true point, and the run from $1/10$, one kernel width away, converges.",
    hypotheses=(),
    subject=system,
    claim=StepSizeTable(
        (sigma, eta_d, eta_g, lam),
        (
            (tenth, tenth, tenth, tenth, "stable", "converges", "0.000000"),
            (tenth, tenth, tenth, hundredth, "stable", "converges", "0.000000"),
        ),
        first=tenth,
        steps=1000,
    ),
    expected="REFUTED",
    erratum=r"Both runs escape: $|y| = 94.25$ and $94.91$ after 999 steps. The basin of the stable point does not "
    r"contain this start.",
    label="K6",
)
