"""Printed decimals in claims: compared with floats, printed like, and made wrong."""

from __future__ import annotations

from decimal import Decimal


def moved_digit(decimal: str) -> str:
    """The decimal with its middle digit changed."""
    places = [i for i, c in enumerate(decimal) if c.isdigit()]
    i = places[len(places) // 2]
    return decimal[:i] + str((int(decimal[i]) + 5) % 10) + decimal[i + 1 :]


def near(value: float, text: str) -> bool:
    """A printed decimal may be rounded or cut: within one unit of its last digit; never true of nan."""
    unit = 10.0 ** int(Decimal(text).as_tuple().exponent)
    return abs(value - float(text)) < unit


def like(text: str, value: float) -> str:
    """The value with as many digits as the printed decimal: further ones are the solver's."""
    printed = Decimal(text).as_tuple()
    if "e" in text.lower():
        return f"{value:.{len(printed.digits) - 1}e}"
    places = max(0, -int(printed.exponent))
    return f"{round(value, places) + 0.0:.{places}f}"  # not -0.000
