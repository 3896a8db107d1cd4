"""Quantities that do not change along a flow or map, found by exact linear algebra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sympy import (
    Expr,
    Integer,
    Matrix,
    Poly,
    Symbol,
    cancel,
    eye,
    fraction,
    lcm,
    linear_eq_to_matrix,
    together,
)
from sympy.polys.matrices import DomainMatrix

from stability.algebra.conditions import sign_set
from stability.algebra.names import Internal
from stability.nonlinear.quadratic import definite, increment, is_affine, linear_conditions, vanishes
from stability.system import System


@dataclass(frozen=True)
class ConservedQuantity:
    """``expression`` is constant along every trajectory, by a polynomial identity.

    definite: True when it has a strict extremum at the point, which makes the point Lyapunov stable and not
    attracting; False when that is not proven (non-attraction still follows: it is not constant nearby).
    """

    expression: Expr
    definite: bool


def is_conserved(system: System, quantity: Any) -> bool:
    """Whether the change of ``quantity`` along the system vanishes identically (True is a proof).

    >>> from sympy import symbols
    >>> from stability.clock import Time
    >>> x, y = symbols("x y", real=True)
    >>> is_conserved(System(Time.CONTINUOUS, [x, y], [-y*x, x*x]), x**2 + y**2)
    True
    """
    return vanishes(increment(system, quantity))


def conserved_quantity(
    system: System, point: Mapping[Symbol, Any], assumptions: Iterable[Any] = ()
) -> ConservedQuantity | None:
    """A conserved quadratic form in x - point, definite if there is one; None when the ansatz has no solution.

    The coefficients solve a linear system over the field of the parameters; the result is checked again as an
    identity, so that a division by a vanishing parameter cannot slip through.

    >>> from stability.games import dirac_gan
    >>> from stability.system import gradient_field
    >>> flow = gradient_field(dirac_gan())
    >>> conserved_quantity(flow, {s: 0 for s in flow.state})
    ConservedQuantity(expression=psi**2 + theta**2, definite=True)
    """
    return best_of(conserved_forms(system, point), system, assumptions)


def conserved_forms(system: System, point: Mapping[Symbol, Any]) -> list[Expr]:
    """Conserved quadratic forms in x - point, a basis and the candidate for a definite one; they hold for every
    parameter value."""
    if len(system.maps) > 1 and not is_affine(system):
        return []  # the composition of nonlinear stages explodes, and the ansatz of degree 2 cannot match its degree
    shifted = [s - point[s] for s in system.state]
    found = [_quadratic(form, shifted).expand() for form in _combinations(_invariant_forms(system, shifted), shifted)]
    return [quantity for quantity in found if quantity != 0 and is_conserved(system, quantity)]


def best_of(forms: Iterable[Expr], system: System, assumptions: Iterable[Any] = ()) -> ConservedQuantity | None:
    """The first form that is proven definite under the assumptions, else one that is proven not to be constant."""
    given = (*system.assumptions, *assumptions)
    best = None
    for quantity in forms:
        sign = definite(quantity, system.state, given)
        if sign:
            return ConservedQuantity((sign * quantity).expand(), True)
        if best is None and any(0 not in sign_set(c, given) for c in Poly(quantity, *system.state).coeffs()):
            best = ConservedQuantity(quantity, False)
    return best


def _quadratic(form: Any, shifted: list[Any]) -> Any:
    column = Matrix(shifted)
    return (column.T * form * column)[0]


def _invariant_forms(system: System, shifted: list[Any]) -> list[Any]:
    n = len(shifted)
    names = [(i, j) for i in range(n) for j in range(i, n)]
    unknowns = [Internal(f"p_{k}") for k in range(len(names))]
    general = Matrix(n, n, lambda i, j: unknowns[names.index((min(i, j), max(i, j)))])
    change = increment(system, _quadratic(general, shifted))
    equations = linear_conditions(change, system.state, unknowns)
    if not equations:
        return []
    matrix, _ = linear_eq_to_matrix(equations, unknowns)
    return [general.xreplace(dict(zip(unknowns, _primitive(vector), strict=True))) for vector in _nullspace(matrix)]


def _nullspace(matrix: Any) -> list[list[Any]]:
    """The basis that ``Matrix.nullspace`` gives, by elimination over the field of the entries."""
    reduced, pivots = DomainMatrix.from_Matrix(matrix).to_field().rref()
    rows = reduced.to_Matrix()
    basis = []
    for free in (k for k in range(matrix.cols) if k not in pivots):
        vector = [Integer(int(k == free)) for k in range(matrix.cols)]
        for row, pivot in enumerate(pivots):
            vector[pivot] = -rows[row, free]
        basis.append(vector)
    return basis


def _primitive(vector: Any) -> list[Any]:
    """The vector without denominators."""
    common = reduce(lcm, (fraction(together(e))[1] for e in vector), Integer(1))
    return [cancel(e * common) for e in vector]


def _combinations(basis: list[Any], shifted: list[Any]) -> list[Any]:
    """Candidates for a definite form: the projection of the identity on the span, then the basis itself."""
    if not basis:
        return []
    columns = Matrix.hstack(*(b.reshape(len(shifted) ** 2, 1) for b in basis))
    gram = columns.T * columns
    if gram.det() == 0:
        return basis
    weights = gram.LUsolve(columns.T * eye(len(shifted)).reshape(len(shifted) ** 2, 1))
    scaled = _primitive(weights)
    projection = sum((w * b for w, b in zip(scaled, basis, strict=True)), basis[0] * 0)
    return [*basis, projection] if len(basis) > 1 else basis
