"""Simulated numbers, rounded to what their tolerance guarantees.

A measured value varies in its last digits between machines and library versions, and so does a measured tolerance.
What is shown depends on neither: the tolerance is rounded up to a power of ten, at least ``FINEST``, and of the
observed value exactly those digits are shown that every number within the tolerance of the prediction has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

#: Below this, tolerances measure rounding errors, which differ from machine to machine.
FINEST = -8


@dataclass(frozen=True)
class Shown:
    """predicted, observed: decimal strings; exponent: the observed value is within 10^exponent of the predicted one."""

    predicted: str
    observed: str
    exponent: int | None


def exponent_above(tolerance: float) -> int | None:
    """The least k >= FINEST with tolerance <= 10^k; None when the tolerance is no number or says nothing.

    >>> exponent_above(2.7e-8), exponent_above(3e-13), exponent_above(float("inf"))
    (-7, -8, None)
    """
    if not math.isfinite(tolerance) or tolerance > 1e3:
        return None
    return FINEST if tolerance <= 10.0**FINEST else max(FINEST, math.ceil(math.log10(tolerance)))


def shown(row: Any) -> Shown:
    """A row of a cross-check.

    >>> from stability.crosscheck import Row
    >>> shown(Row("frequency", 0.4330127018922193, 0.4330127018922679, 2.7e-08))
    Shown(predicted='0.433013', observed='0.433013', exponent=-7)
    """
    k = exponent_above(float(row.tolerance))
    if k is None or not row.agrees:
        return Shown(f"{row.predicted:.3g}", f"{row.observed:.1e}", k)
    common = common_digits(float(row.predicted), k)
    if row.predicted == 0:
        return Shown("0", f"below 1e{k}", k)
    return Shown(common, common, k)


def common_digits(value: float, exponent: int) -> str:
    """The longest decimal to which every number within 10^exponent of ``value`` rounds.

    >>> common_digits(0.5, -7), common_digits(2/3, -4)
    ('0.500000', '0.667')
    """
    exact, slack = Decimal(value), Decimal(1).scaleb(exponent)
    for places in range(-exponent, -4, -1):
        unit = Decimal(1).scaleb(-places)
        low, high = ((exact + d).quantize(unit, ROUND_HALF_EVEN) for d in (-slack, slack))
        if low == high:
            text = format(low, "f")
            return text.removeprefix("-") if not low else text
    return f"{value:.0e}"
