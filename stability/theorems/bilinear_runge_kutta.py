"""What Runge-Kutta methods of order 1 to 5 do on the imaginary axis."""

from math import factorial

from sympy import And, I, Implies, Ne, Symbol, im, re

from stability.theorem import Holds, Identity, Static, Theorem
from stability.theorem.sources import DERIVED

mu = Symbol("mu", real=True)


def excess(order: int) -> object:
    """|R(i mu)|^2 - 1 for the exponential series cut off at this order."""
    value = sum((I * mu) ** k / factorial(k) for k in range(order + 1)).expand()
    return (re(value) ** 2 + im(value) ** 2 - 1).expand()


changes = (
    mu**2,
    mu**4 / 4,
    mu**4 * (mu**2 - 3) / 36,
    mu**6 * (mu**2 - 8) / 576,
    mu**6 * (mu**4 - 15 * mu**2 + 40) / 14400,
)

theorem = Theorem(
    name="bilinear_runge_kutta",
    source=DERIVED,
    statement=r"On the flow of the bilinear game, $\mu = h c$, a Runge--Kutta method whose stability function $R$ is "
    r"the exponential series up to $z^p$ multiplies the squared distance by $|R(i\mu)|^2$ per step, and $|R|^2 - 1$ "
    r"is $\mu^2$, $\mu^4/4$, $\mu^4 (\mu^2 - 3)/36$, $\mu^6 (\mu^2 - 8)/576$, $\mu^6 (\mu^4 - 15 \mu^2 + 40)/14400$ "
    r"for $p = 1, \ldots, 5$: for $p = 1$, $2$ and $5$ small steps move away, for $p = 3$ the method converges for "
    r"$\mu < \sqrt3$ and for $p = 4$ for $\mu < 2\sqrt2$.",
    hypotheses=(),
    subject=Static("the exponential series up to order p on the imaginary axis"),
    claim=(
        *(Identity(excess(p), claimed) for p, claimed in enumerate(changes, 1)),
        Holds(Implies(Ne(mu, 0), And(changes[0] > 0, changes[1] > 0))),
        Holds(Implies(And(Ne(mu, 0), mu**2 < 3), changes[2] < 0)),
        Holds(Implies(And(Ne(mu, 0), mu**2 < 8), changes[3] < 0)),
        Holds(Implies(And(Ne(mu, 0), mu**2 < 3), changes[4] > 0)),
    ),
    label="X07",
)
