"""Location of the eigenvalues of a matrix whose entries are known as balls, and the digits that balls enclose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import Float

from stability.clock import Time
from stability.errors import CannotSolve
from stability.linearization import linearize_over_box
from stability.spectrum import Location
from stability.system import System

#: Decimal digits of numbers that are known by balls, and bits of the boxes that are tried until they are enclosed.
SHOWN = 20
_BITS = (64, 128, 256, 512)


@dataclass(frozen=True)
class Enclosed:
    """A Jacobian over a box, in balls: its location (None: not decided), eigenvalues, characteristic polynomial."""

    matrix: Any
    location: Location | None
    eigenvalues: tuple[Any, ...]
    coefficients: tuple[Any, ...]


def enclosed_over(system: System, box: Callable[[int], Any]) -> Enclosed:
    """The Jacobian at the equilibrium in a box, refined until the eigenvalues are located and SHOWN digits enclosed.

    box: from a number of bits to pairs (state symbol, (low, high)); it may raise CannotSolve beyond its precision.
    """
    from flint import ctx

    best: Enclosed | None = None
    for bits in _BITS:
        precision = 2 * bits + 64
        with ctx.workprec(precision):
            try:
                matrix = linearize_over_box(system, box(bits), precision)
            except CannotSolve:
                if best is None:
                    raise
                return best
            location, values = locate_balls(matrix, system.time)
            coefficients = tuple(reversed(matrix.charpoly().coeffs()))
        best = Enclosed(matrix, location, values, coefficients)
        if location is not None and values and all(_sharp(v) for v in values):
            break
    if best is None:
        raise CannotSolve("a Jacobian over a box", "no precision to try", "an exact point at=")
    return best


def _sharp(value: Any) -> bool:
    parts = (value.real, value.imag)
    size = abs(value)
    return all(p.rad() <= size * 10 ** -(SHOWN + 1) for p in parts)


def decimal(ball: Any, digits: int = SHOWN) -> Float:
    """The midpoint of a real ball, to as many digits as the ball encloses: the last one is off by one at most.

    >>> from flint import arb
    >>> decimal(arb(1) / 3), decimal(arb(1.25, 1e-4)), decimal(arb(0, 1e-30))
    (0.333333333333333, 1.25, 0.0)
    """
    middle, radius = ball.mid(), ball.rad()
    if ball.contains(0):
        return Float(0)
    if radius != 0:
        known = 0
        while known < digits and 2 * radius * 10 ** (known + 1) <= abs(middle):
            known += 1
        digits = max(known, 1)
    return Float(middle.str(digits, radius=False), digits)


def locate_balls(matrix: Any, time: Time) -> tuple[Location | None, tuple[Any, ...]]:
    """(location, eigenvalue enclosures) of a square real ``flint.arb_mat``; the location is None when a ball touches
    the boundary.  Enclosures that cannot be separated are left out; Routh's array may locate them all the same.

    >>> from flint import arb_mat
    >>> locate_balls(arb_mat([[-1, 5], [0, -2]]), Time.CONTINUOUS)[0].inside
    2
    >>> locate_balls(arb_mat([[-1, 5], [0, -1]]), Time.CONTINUOUS)[0].inside
    2
    >>> locate_balls(arb_mat([[0, 1], [-1, 0]]), Time.CONTINUOUS)[0] is None
    True
    """
    from flint import acb_mat, arb

    try:
        values = _conjugate(tuple(acb_mat(matrix).eig(multiple=True)))
    except ValueError:  # python-flint's word for enclosures that did not separate
        return _by_routh(tuple(reversed(matrix.charpoly().coeffs())), time), ()
    inside = outside = 0
    for value in values:
        distance = value.real if time is Time.CONTINUOUS else abs(value) - arb(1)
        if distance < 0:
            inside += 1
        elif distance > 0:
            outside += 1
        else:
            return None, values
    return Location(inside, 0, outside, True, 0, "balls", len(values)), values


def _conjugate(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The eigenvalues of a real matrix come in conjugate pairs: each enclosure is cut with its partner's.

    One that is its own partner is real.  Enclosures that overlap (multiple eigenvalues) stay as they are.
    """
    from flint import acb

    result = list(values)
    for i, value in enumerate(values):
        partners = [k for k, other in enumerate(values) if _overlap(value.conjugate(), other)]
        if partners == [i]:
            result[i] = acb(value.real, 0)
        elif len(partners) == 1 and partners[0] > i:
            other = values[partners[0]]
            real, imaginary = value.real.intersection(other.real), value.imag.intersection(-other.imag)
            result[i], result[partners[0]] = acb(real, imaginary), acb(real, -imaginary)
    return tuple(result)


def _overlap(a: Any, b: Any) -> bool:
    return bool(a.real.overlaps(b.real)) and bool(a.imag.overlaps(b.imag))


def _by_routh(coefficients: Sequence[Any], time: Time) -> Location | None:
    """The location from the signs of the first column of Routh's array, when none of them is open.

    coefficients: of the characteristic polynomial, leading one first.  A map is brought to a flow by z = (1+w)/(1-w).
    """
    from flint import arb, arb_poly

    n = len(coefficients) - 1
    row = list(coefficients)
    if time is Time.DISCRETE:
        total = arb_poly([0])
        for k, c in enumerate(reversed(row)):
            total = total + arb_poly([1, 1]) ** k * arb_poly([1, -1]) ** (n - k) * c
        row = [total[n - k] for k in range(n + 1)]
    above, here = row[0::2], [*row[1::2], arb(0)]
    signs = []
    for _ in range(n + 1):
        lead = above[0]
        if not (lead > 0 or lead < 0):
            return None
        signs.append(1 if lead > 0 else -1)
        if not (here[0] > 0 or here[0] < 0) and len(signs) <= n:
            return None
        above, here = here, [_cross(above, here, k) for k in range(len(above) - 1)] + [arb(0)]
    outside = sum(a != b for a, b in pairwise(signs))
    return Location(n - outside, 0, outside, True, 0, "balls", n)


def _cross(above: Sequence[Any], here: Sequence[Any], k: int) -> Any:
    from flint import arb

    following = here[k + 1] if k + 1 < len(here) else arb(0)
    return above[k + 1] - above[0] * following / here[0]
