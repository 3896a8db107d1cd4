"""A generated point without data near it: the travelling wave that it rides.

y(t) = v t solves the equations with f = -q int_0^inf e^{-lam s} K(., y(t - s)) ds exactly when
1 = mu q^2 kappa I(v) or v = 0, with I(v) = int_0^inf s exp(-lam s - kappa v^2 s^2/2) ds.
"""

from __future__ import annotations

import math
from typing import Any

from flint import acb, arb

from stability.errors import CannotSolve


def moment(v: Any, lam: Any, kappa: Any) -> Any:
    """I(v) in closed form for balls v > 0, with a = kappa v^2/2:
    I = (1 - lam sqrt(pi/(4a)) e^{lam^2/(4a)} erfc(lam/(2 sqrt a)))/(2a).

    >>> moment(arb(1), arb(0), arb(1)) == 1
    True
    """
    a = kappa * v * v / 2
    ratio = lam / (2 * a.sqrt())
    return (1 - lam * (arb.pi() / (4 * a)).sqrt() * (ratio * ratio).exp() * ratio.erfc()) / (2 * a)


def moment_by_quadrature(v: Any, lam: Any, kappa: Any) -> Any:
    """I(v) from its definition: a rigorous integral over [0, S], and 0 <= tail <= e^{-lam S}(S/lam + 1/lam^2)."""
    last = arb(math.ceil(100 / float(lam)))
    inner = acb.integral(lambda s, _: s * (-lam * s - kappa * v * v * s * s / 2).exp(), acb(0), acb(last)).real
    tail = (-lam * last).exp() * (last / lam + 1 / (lam * lam))
    return inner + arb(0).union(tail)


def map_speed(lam: float, kappa: float, mu: float, q: float, step: float) -> float:
    """The speed of the wave of the alternating iteration with eta_d = step, eta_g = mu step, by bisection in floats.

    v solves 1 = mu q^2 kappa sum_s step^2 s (1 - lam step)^s exp(-kappa (s v step)^2/2); 0.0 when only v = 0 does.
    """

    def excess(v: float) -> float:
        total, s, weight = 0.0, 0, 1.0
        while weight > 1e-18 * (1 - abs(1 - lam * step)):  # beyond it the remaining terms do not change a float
            total += s * weight * math.exp(-kappa * (s * v * step) ** 2 / 2)
            s, weight = s + 1, weight * abs(1 - lam * step)
        return mu * q * q * kappa * step * step * total - 1

    if not 0 < lam * step < 1:
        raise CannotSolve("the wave of the iteration", f"lam step = {lam * step}", "0 < lam step < 1")
    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, 1.0
    while excess(high) > 0:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return low
