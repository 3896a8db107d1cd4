"""The discriminator of the kernel iteration in closed form."""

from sympy import Symbol, symbols

from stability.theorem import RecurrenceSolution, Static, Theorem
from stability.theorem.sources import BECKER2022

lam, eta_d = symbols("lambda eta_d", positive=True)
age, count = (Symbol(name, integer=True, nonnegative=True) for name in ("s", "k"))
factor = 1 - eta_d * lam

theorem = Theorem(
    name="becker2022_closed_form",
    source=f"{BECKER2022}, cf. eq. (125) and the closed form in the authors' code",
    statement=r"The discriminator $f_{k+1} = (1 - \eta_d \lambda) f_k + \eta_d (\sum_i p_i K(\cdot, x_i) - \sum_j "
    r"q_j K(\cdot, y_j^k))$, $f_0 = 0$, weighs the generated points of $s$ steps ago with $\eta_d (1 - \eta_d "
    r"\lambda)^s$, and the true points with $(1 - (1 - \eta_d \lambda)^k)/\lambda$.",
    hypotheses=(eta_d * lam < 1,),
    subject=Static("the kernel iteration"),
    claim=RecurrenceSolution(factor, eta_d, age, eta_d * factor**age, count, (1 - factor**count) / lam),
    label="K0",
)
