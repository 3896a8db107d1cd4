"""Equilibria of the kernel game on the line, and their spectrum, in balls.

At an equilibrium f = (sum_i p_i K(., x_i) - sum_l q_l K(., y_l))/lam and f'(y_j) = 0.  The disturbance of f that the
generated points cause is a combination of d_2 K(., y_l); all other disturbances die with the eigenvalue -lam.  With
g_j = (disturbance of f)'(y_j) and u_j that of y_j, exactly,

    g_j' = -lam g_j - sum_l q_l d_1 d_2 K(y_j, y_l) u_l,        u_j' = mu q_j (g_j + f''(y_j) u_j).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import acb_mat, arb, arb_mat, ctx

from stability.algebra.exact import exact
from stability.algebra.numbers import ball_of
from stability.algebra.systems.balls import approximate_inverse, inside, krawczyk
from stability.errors import CannotSolve

#: Bits; about 90 decimal digits, thrice what is printed.
_BITS = 320
#: Newton steps: each doubles the digits, so that a start within 1e-2 needs nine.
_NEWTON = 20


@dataclass(frozen=True)
class KernelPoint:
    """positions: balls that contain exactly one equilibrium; matrix: the 2n x 2n reduction there; eigenvalues: its
    spectrum as complex balls, besides -lam."""

    positions: tuple[Any, ...]
    matrix: Any
    eigenvalues: tuple[Any, ...]


def kernel_point(
    points: Sequence[Any],
    masses: Sequence[Any],
    near: Sequence[Any],
    generated: Sequence[Any],
    *,
    kappa: Any,
    lam: Any,
    mu: Any,
) -> KernelPoint:
    """The equilibrium near ``near`` and its spectrum, for exact data on the line; existence by Krawczyk's test.

    >>> from fractions import Fraction
    >>> found = kernel_point([0], [1], [Fraction(1, 10)], [1], kappa=1, lam=Fraction(1, 10), mu=Fraction(1, 10))
    >>> [z.real.str(5, radius=False) for z in found.eigenvalues]
    ['-0.050000', '-0.050000']

    Raises CannotSolve when the start does not lead to a regular equilibrium: where the kernel underflows to nothing
    between all points, the equation is flat.
    """
    with ctx.workprec(_BITS):
        data = _Data(
            *(tuple(_ball(v) for v in vector) for vector in (points, masses, generated)),
            *(_ball(v) for v in (kappa, lam, mu)),
        )
        place = [_ball(v) for v in near]
        place = _newton(data, place)
        box = _certified(data, place)
        matrix = _reduced(data, box)
        return KernelPoint(box, matrix, _eigenvalues(matrix))


def _ball(value: Any) -> Any:
    return ball_of(exact(value, "a number of the kernel game"))


@dataclass(frozen=True)
class _Data:
    points: tuple[Any, ...]
    masses: tuple[Any, ...]
    generated: tuple[Any, ...]
    kappa: Any
    lam: Any
    mu: Any

    def slope(self, x: Any, y: Any) -> Any:
        """d_1 K(x, y)."""
        return -self.kappa * (x - y) * self.size(x, y)

    def size(self, x: Any, y: Any) -> Any:
        return (-self.kappa * (x - y) * (x - y) / 2).exp()

    def curve(self, x: Any, y: Any) -> Any:
        """d_1 d_1 K(x, y) = -d_1 d_2 K(x, y)."""
        return self.kappa * (self.kappa * (x - y) * (x - y) - 1) * self.size(x, y)

    def over(self, function: Any, place: Sequence[Any], x: Any) -> Any:
        """sum_i p_i function(x, x_i) - sum_l q_l function(x, y_l)."""
        total = arb(0)
        for m, source in zip(self.masses, self.points, strict=True):
            total = total + m * function(x, source)
        for m, source in zip(self.generated, place, strict=True):
            total = total - m * function(x, source)
        return total


def _residual(data: _Data, place: Sequence[Any]) -> list[Any]:
    return [data.over(data.slope, place, y) for y in place]


def _derivative(data: _Data, place: Sequence[Any]) -> list[list[Any]]:
    rows = []
    for j, y in enumerate(place):
        row = [
            q * data.curve(y, other) for q, other in zip(data.generated, place, strict=True)
        ]  # d_1 d_2 K = -d_1 d_1 K
        row[j] = row[j] + data.over(data.curve, place, y)
        rows.append(row)
    return rows


def _newton(data: _Data, place: list[Any]) -> list[Any]:
    for _ in range(_NEWTON):
        middle = [p.mid() for p in place]
        inverse = approximate_inverse(_derivative(data, middle))
        if inverse is None:
            raise CannotSolve(
                "an equilibrium of the kernel game", "a singular derivative", "points within a few kernel widths"
            )
        values = _residual(data, middle)
        place = [
            (m - sum((c * v for c, v in zip(row, values, strict=True)), arb(0))).mid()
            for m, row in zip(middle, inverse, strict=True)
        ]
    return place


def _certified(data: _Data, place: Sequence[Any]) -> tuple[Any, ...]:
    for bits in (_BITS - 60, _BITS - 120, _BITS - 180):
        box = tuple(arb(p.mid(), arb(2) ** -bits) for p in place)
        middle = [b.mid() for b in box]
        derivative = _derivative(data, box)
        image = krawczyk(_residual(data, middle), derivative, box, approximate_inverse(derivative))
        if image is not None and inside(image, box):
            return image
    raise CannotSolve(
        "an equilibrium of the kernel game", f"no certificate near {[p.str(8) for p in place]}", "a start nearer to it"
    )


def _reduced(data: _Data, place: Sequence[Any]) -> Any:
    n = len(place)
    rows = [[arb(0)] * (2 * n) for _ in range(2 * n)]
    for j, y in enumerate(place):
        rows[j][j] = -data.lam
        for l_, other in enumerate(place):
            rows[j][n + l_] = data.generated[l_] * data.curve(y, other)
        rows[n + j][j] = data.mu * data.generated[j]
        rows[n + j][n + j] = data.mu * data.generated[j] * data.over(data.curve, place, y) / data.lam
    return arb_mat(rows)


def _eigenvalues(matrix: Any) -> tuple[Any, ...]:
    try:
        found = acb_mat(matrix).eig()
    except ValueError as reason:
        raise CannotSolve(
            "a spectrum in balls", str(reason), "masses or distances that separate the eigenvalues"
        ) from reason
    return tuple(sorted(found, key=lambda z: (float(z.real.mid()), float(z.imag.mid()))))
