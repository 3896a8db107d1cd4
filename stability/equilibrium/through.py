"""The set of equilibria through a point that the caller named: a local question; no search for others is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sympy import Eq, Equality, Matrix, Mul, Pow, ceiling, floor, true
from sympy.core.relational import Relational
from sympy.polys.matrices import DomainMatrix

from stability.algebra.conditions import sign_set
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import guards, is_zero, quotient, to_expression
from stability.algebra.systems.guard import QUICK
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.mixed import saturated
from stability.algebra.systems.real import over_rationals, to_flint
from stability.equilibrium.affine import affine_through
from stability.equilibrium.branches import Branch, CaseTree, Leaf
from stability.equilibrium.given import domain_proven, equations_of
from stability.equilibrium.kinks import KINKS
from stability.equilibrium.records import Completeness, Component, Equilibrium, EquilibriumSet
from stability.errors import CannotSolve
from stability.system import System

#: Branch steps of the local case tree: an equilibrium that is named must not cost a search.
STEPS = 200
#: Entries of the Jacobian beyond which its rank at a point is not asked for.
_ENTRIES = 400
#: Unknowns up to which the kernel at a point is asked for.
_UNKNOWNS = 8


def with_components(found: EquilibriumSet, system: System) -> EquilibriumSet:
    """Every point at which the equations are degenerate with the smooth set of equilibria through it, if one is proven.

    A complete list knows its components already.
    """
    if found.completeness in (Completeness.PROVEN_COMPLETE, Completeness.COMPLETE_IN_BOX):
        return found
    points, steps = [], []
    for point in found.points:
        component = None if point.component is not None or not point.exact else component_through(system, point)
        points.append(point if component is None else replace(point, component=component))
        if component is not None:
            steps.append(f"{point} lies on the smooth set of equilibria {component}, by the equations near it.")
    if not steps:
        return found
    where = "it" if len(points) == 1 else f"{len(steps)} of {len(points)} points"
    reason = f"{found.reason}; a smooth set of equilibria passes through {where}"
    return replace(found, points=tuple(points)).saying(reason, tuple(steps))


def component_through(system: System, point: Equilibrium) -> Component | None:
    """The largest set of equilibria that is proven to be a manifold near the point and to pass through it.

    Factors that do not vanish at the point are dropped, and only those cases of the case tree are followed that hold
    the point.  A case with k equations of independent gradients is a manifold of dimension n - k near the point;
    further equations must follow from these.

    >>> from sympy import Integer, symbols
    >>> from stability.clock import Time
    >>> x, y = symbols("x y", real=True)
    >>> hyperbola = System(Time.CONTINUOUS, (x, y), (y*(1 - x*y), x*(1 - x*y)))
    >>> str(component_through(hyperbola, Equilibrium(((x, Integer(2)), (y, Integer(1)/2)))))
    '{x*y - 1 = 0} of dimension 1'
    """
    given = (*system.assumptions, *point.conditions)
    equations = tuple(e for e in equations_of(system) if e != 0)
    if any(e.has(floor, ceiling) for e in equations):
        return None  # steps have no derivatives to work with; the linearization refuses them, or the point
    try:
        if _regular(equations, system, point, given):
            return None
        flat = affine_through(equations, system.state, point, given) if _smooth(equations, system) else None
        if flat is not None:
            return flat
        local = tuple(_near(e, point, given) for e in equations)
        asked = (g for e in equations for g in guards(e) if isinstance(g, Relational))
        limits = tuple(g for g in asked if not domain_proven(g, system.assumptions))
        tree = CaseTree(system.state, given, STEPS, keep=lambda branch: _holds(branch, point, given))
        tree.run(local, tuple(dict.fromkeys(limits)))
        found = [c for leaf in tree.leaves if (c := _manifold(leaf, system, point, given)) is not None]
    except CannotSolve:
        return None  # no component is claimed; the verdict then says what it lacks
    return max(found, key=lambda c: c.dimension, default=None)


def _regular(equations: Sequence[Any], system: System, point: Equilibrium, given: tuple[Any, ...]) -> bool:
    """Whether the equations are certainly non-degenerate at the point, so that it is isolated, or too many to ask."""
    if len(equations) * len(system.state) > _ENTRIES:
        return True
    put = point.as_dict()
    jacobian = Matrix([[e.diff(s).xreplace(put) for s in system.state] for e in equations])
    if not jacobian.free_symbols and not jacobian.has(Jet):
        return int(jacobian.rank()) == len(system.state)
    if jacobian.rows != jacobian.cols:
        return False
    if jacobian.has(Jet) or any(isinstance(c, Equality) for c in given):
        return _nonzero(_determinant(jacobian), given)
    # Where it does not vanish the point is isolated, so that no set passes through it for every parameter value.
    return not is_zero(_determinant(jacobian))


def _determinant(matrix: Any) -> Any:
    """Without the simplifications of ``Matrix.det``, which need not end with exponentials of logarithms."""
    if matrix.rows == 2:
        return matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]
    domain = DomainMatrix.from_Matrix(matrix).to_field()
    return domain.domain.to_sympy(domain.det())


def _smooth(equations: Sequence[Any], system: System) -> bool:
    """Whether formal derivatives are derivatives, without piecewise functions and roots, and cheap."""
    return len(system.state) <= _UNKNOWNS and not any(
        e.has(*KINKS) or any(not p.exp.is_Integer for p in e.atoms(Pow)) for e in equations
    )


def _nonzero(e: Any, given: tuple[Any, ...]) -> bool:
    return 0 not in sign_set(e, given) or (e.is_number and e.is_zero is False)


def _near(equation: Any, point: Equilibrium, given: tuple[Any, ...]) -> Any:
    """The equation without the factors that differ from 0 at the point, and hence near it."""
    put = point.as_dict()
    return Mul(*(f.expr for f in quotient(equation).factors if not _nonzero(f.expr.xreplace(put), given)))


def _holds(branch: Branch, point: Equilibrium, given: tuple[Any, ...]) -> bool:
    """False is a proof that the point is not in the case."""
    put = point.as_dict()
    residuals = [*(put[s] - v.xreplace(put) for s, v in branch.solved), *(e.xreplace(put) for e in branch.equations)]
    return not any(_nonzero(r, given) for r in residuals)


def _manifold(leaf: Leaf, system: System, point: Equilibrium, given: tuple[Any, ...]) -> Component | None:
    put = point.as_dict()
    solved = dict(leaf.branch.solved)
    if not set(solved) <= set(system.state):
        return None  # a case of the parameters
    equations = (*(s - v for s, v in solved.items()), *(f.expr for f in leaf.remaining))
    if not all(is_zero(e.xreplace(put)) for e in equations):
        return None
    if not all(_open(c, put, given) for c in (*leaf.branch.conditions, *leaf.branch.guards)):
        return None
    kept = _independent(equations, system, point)
    rest = [e for e in equations if e not in kept]
    if len(kept) == len(system.state) or not _follow(rest, kept, system, point):
        return None
    parameters = None
    if not leaf.remaining:
        parameters = tuple((s, solved.get(s, s)) for s in system.state)
    shown = tuple(_polynomial(e) for e in kept)
    component = Component(system.state, shown, len(system.state) - len(kept), (), point.point, parameters)
    return component if component.smooth_at(put, given) else None


def _polynomial(e: Any) -> Any:
    """x y - 1 instead of x - 1/y: the numerator has the same zeros near the point."""
    form = quotient(e)
    return form.factors[0].expr if form.denominators and len(form.factors) == 1 else e


def _open(condition: Any, put: dict[Any, Any], given: tuple[Any, ...]) -> bool:
    """A proof that a condition holds at the point and near it."""
    here = condition.xreplace(put)
    if isinstance(condition, Eq) and condition.free_symbols & set(put):
        return False  # at the point, perhaps, but not near it
    if not isinstance(here, Relational):
        return bool(here == true)
    signs = sign_set(here.lhs - here.rhs, given)
    return signs <= {">": {1}, ">=": {1}, "<": {-1}, "<=": {-1}, "!=": {-1, 1}, "==": {0}}[here.rel_op]


def _independent(equations: Sequence[Any], system: System, point: Equilibrium) -> tuple[Any, ...]:
    """Equations with independent gradients at the point (for generic values of parameters), as many as possible."""
    kept: list[Any] = []
    rows: list[Any] = []
    for e in equations:
        row = [e.diff(s).xreplace(point.as_dict()) for s in system.state]
        if Matrix([*rows, row]).rank() == len(rows) + 1:
            kept.append(e)
            rows.append(row)
    return tuple(kept)


def _follow(rest: Iterable[Any], kept: tuple[Any, ...], system: System, point: Equilibrium) -> bool:
    """A proof that every other equation vanishes near the point wherever the kept ones do."""
    others, n = list(rest), len(system.state)
    if not others:
        return True
    if not all(over_rationals(e, system.state) for e in (*others, *kept)):
        return False
    polys = [to_flint(e, system.state) for e in kept]
    source = ideal(polys, tuple(f"x{i}" for i in range(n)))
    return all(
        source.contains(p) or _apart(polys, p, system, point) for p in (to_flint(e, system.state) for e in others)
    )


def _apart(polys: list[Any], other: Any, system: System, point: Equilibrium) -> bool:
    """The closure of the common zeros at which ``other`` differs from 0 does not hold the point."""
    put = point.as_dict()
    outside = saturated(polys, [other], len(system.state), QUICK)
    values = (to_expression(p, system.state).xreplace(put) for p in outside)
    return any(_nonzero(v, ()) for v in values)


__all__ = ["component_through", "with_components"]
