"""The algebraic rate of a balanced pair, along a simulated flow."""

from typing import Any

from sympy import Integer, Rational, sqrt

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import BECKER2022

quarter, half = Rational(1, 4), Rational(1, 2)
system = gradient_field(kernel_gan([0], [half], [quarter, quarter], lam=half, kappa=4, features=5))
y1, y2, *_ = system.state
start = {**dict.fromkeys(system.state, Integer(0)), y1: Rational(1, 10), y2: Rational(-1, 10)}
w = (y1 - y2) / 2


def scaled(time: Any, decimal: str) -> QuantityAlong:
    """w times sqrt(6 mu q^2 kappa^2 T/lambda) tends to 1."""
    return QuantityAlong(start, w * sqrt(12 * time), {Integer(time): decimal})


theorem = Theorem(
    name="becker2022_balanced_pair_rate",
    source=f"{BECKER2022}, the flow of small steps; simulated for this project",
    statement=r"$\kappa = 4$, $\mu = 1$, $\lambda = 1/2$, $q = 1/4$, $p = 1/2$, from $w = 1/10$: $w \sqrt{12 T}$ "
    r"approaches 1, as $w' = -6 w^3$ predicts. A rate fitted over a finite time as if it were exponential would "
    r"mean nothing.",
    hypotheses=(),
    subject=system,
    claim=(scaled(10**3, "0.99301"), scaled(10**4, "0.99911"), scaled(10**5, "0.99989")),
    label="K3",
)
