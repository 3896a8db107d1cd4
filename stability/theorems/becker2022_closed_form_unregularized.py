"""The discriminator of the kernel iteration in closed form, without regularization."""

from sympy import Integer, Symbol

from stability.theorem import RecurrenceSolution, Static, Theorem
from stability.theorem.sources import BECKER2022

eta_d = Symbol("eta_d", positive=True)
age, count = (Symbol(name, integer=True, nonnegative=True) for name in ("s", "k"))

theorem = Theorem(
    name="becker2022_closed_form_unregularized",
    source=f"{BECKER2022}, cf. the closed form in the authors' code, which treats this case apart",
    statement=r"For $\lambda = 0$ every age has the weight $\eta_d$, and the true points have the weight $\eta_d k$ "
    r"after $k$ steps; the general formula would divide by 0.",
    hypotheses=(),
    subject=Static("the kernel iteration without regularization"),
    claim=RecurrenceSolution(Integer(1), eta_d, age, eta_d, count, eta_d * count),
    label="K0",
)
