"""All complex solutions of a zero-dimensional system to any precision, from a linear form which separates them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from flint import acb, arb, ctx, fmpq, fmpq_mat, fmpq_poly

from stability.algebra.systems.ideals import Algebra, Ideal, ideal
from stability.errors import NotApplicable

FORMS, FUNCTIONALS = 12, 12  # tried

Point = list[Any]  # complex balls


class Solutions:
    """The solutions of ``source`` in its first ``size`` variables; the others are functions of these.

    ``multiple``: whether the ideal is not radical; ``algebra``: of its radical; ``form``: integer coefficients of
    t = sum of c_i x_i, which takes different values at different solutions; ``modulus``: its square-free polynomial.
    """

    def __init__(self, source: Ideal, size: int) -> None:
        self.source, self.size = source, size
        self.radical, self.algebra = source, Algebra(source)
        found = _separated(self.algebra, size)
        self.multiple = found is None  # a form with simple values only shows that the ideal is radical
        if found is None:
            self.radical = _radical(source, self.algebra)
            self.algebra = Algebra(self.radical)
            found = _separated(self.algebra, size)
        if found is None:
            raise NotApplicable("a certificate of all equilibria", f"{FORMS} linear forms which do not separate the "
                                "solutions", "other coordinates")
        self.form, self.matrix, self.modulus = found

    @property
    def number(self) -> int:
        return int(self.algebra.degree)

    @cached_property
    def _functional(self) -> tuple[Any, list[Any]]:
        """x_i = N_i(t)/N(t) at every solution, for a functional that vanishes on no idempotent (Rouillier)."""
        n = self.number
        powers = [_unit(n)]
        for _ in range(n - 1):
            powers.append(self.matrix * powers[-1])
        shift = fmpq_poly([0] * n + [1])
        for k in range(1, FUNCTIONALS + 1):
            one = fmpq_mat([[fmpq(pow(1 + i, k, 2 * n + 1)) for i in range(n)]])
            rows = [one, *(one * m for m in self.algebra.variables[: self.size])]
            values = [[(row * power)[0, 0] for power in powers] for row in rows]
            below, *above = [divmod(self.modulus * fmpq_poly(v[::-1]), shift)[0] for v in values]
            if below.gcd(self.modulus).degree() == 0:
                return below, above
        raise NotApplicable("a certificate of all equilibria", f"{FUNCTIONALS} functionals which do not represent the "
                            "solutions", "other coordinates")

    def balls(self, bits: int) -> list[tuple[Point, bool]]:
        """(coordinates, whether real) of every real solution and of one of each complex pair, errors below 2^-bits."""
        below, above = self._functional
        for extra in (256, 1024, 4096, 16384):
            with ctx.workprec(bits + extra):
                roots = [r for r, _ in self.modulus.numer().complex_roots()]
                chosen = [r for r in roots if r.imag == 0 or r.imag > 0]  # python-flint: exactly 0 for real roots
                bottoms = [_at(below, r) for r in chosen]
                points = [([_at(g, r) / bottom for g in above], bool(r.imag == 0))
                          for r, bottom in zip(chosen, bottoms, strict=True)]
                if all(_precise(z, bits) for point, _ in points for z in point):
                    return points
        raise NotApplicable("a certificate of all equilibria", f"solutions not known to {bits} bits", "fewer solutions")

    def coordinates(self) -> list[Any]:
        """Each variable as a polynomial in t, by solving for it in the basis 1, t, t^2, ..."""
        columns = [_unit(self.number)]
        for _ in range(self.number - 1):
            columns.append(self.matrix * columns[-1])
        krylov = fmpq_mat([[c[i, 0] for c in columns] for i in range(self.number)])
        images = [m * columns[0] for m in self.algebra.variables[: self.size]]
        solved = krylov.solve(fmpq_mat([[image[i, 0] for image in images] for i in range(self.number)]))
        return [fmpq_poly([solved[k, i] for k in range(self.number)]) for i in range(self.size)]


def _separated(algebra: Algebra, size: int) -> tuple[tuple[int, ...], Any, Any] | None:
    """A linear form with as many values as the algebra has dimensions; its matrix and polynomial."""
    units = [tuple(int(i == k) for i in range(size)) for k in reversed(range(size))]
    for form in units + [tuple(k**i for i in range(size)) for k in range(1, FORMS + 1)]:
        matrix = sum((m * fmpq(c) for c, m in zip(form, algebra.variables, strict=False) if c),
                     fmpq_mat(algebra.degree, algebra.degree))
        p = matrix.charpoly()
        if p.gcd(p.derivative()).degree() == 0:
            return form, matrix, p
    return None


def _unit(n: int) -> Any:
    return fmpq_mat([[fmpq(int(i == 0))] for i in range(n)])


def _at(p: Any, z: Any) -> Any:
    total = acb(0)
    for c in reversed(p.coeffs()):
        total = total * z + acb(c)
    return total


def _precise(z: Any, bits: int) -> bool:
    error = arb(2) ** -bits
    return bool(z.is_finite() and z.real.rad() < error and z.imag.rad() < error)


def _radical(source: Ideal, algebra: Algebra) -> Ideal:
    """Seidenberg: with the square-free part of each variable's characteristic polynomial added, an ideal is radical."""
    extra = []
    for variable, matrix in zip(source.context.gens(), algebra.variables, strict=True):
        p = matrix.charpoly().numer()
        square_free = p // p.gcd(p.derivative())
        value = source.context.constant(0)
        for c in reversed(square_free.coeffs()):
            value = value * variable + int(c)
        extra.append(value)
    return ideal([*source.basis, *extra], source.names)
