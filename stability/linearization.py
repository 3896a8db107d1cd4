"""The exact Jacobian of a system at a point, refused where the system is not differentiable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import (
    Abs,
    Derivative,
    Eq,
    Expr,
    ImmutableDenseMatrix,
    Integer,
    Max,
    Min,
    Ne,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    asinh,
    atan,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    factor,
    log,
    preorder_traversal,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.relational import Relational
from sympy.functions.special.delta_functions import Heaviside

from stability.algebra.conditions import POSITIVE, holds, near, sign_set
from stability.algebra.exact import exact, shorten
from stability.algebra.jets import Jet
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import Expectation
from stability.expectation import jacobian as derivatives
from stability.expectation.piecewise import smooth_in_mean
from stability.expectation.variates import variates_in
from stability.system import System

#: Smooth on all of R.
_ENTIRE = (exp, sin, cos, sinh, cosh, tanh, erf, erfc, atan, asinh, Jet)
#: Constant or linear on each side of the zeros of their argument.
_KINKED = (Abs, sign, Heaviside)
#: Operations under a root that is looked at as a power of its factors: a bound on work.
_ROOT = 60


@dataclass(frozen=True)
class Linearization:
    """jacobian: exact matrix (n, n) of the field or update map at ``point``; stages: the factors of a composed map
    with the points at which they were taken (last factor leftmost in the product).

    system: near the point; of a piecewise field it keeps the piece that holds there.
    """

    system: System
    point: dict[Symbol, Expr]
    jacobian: Any
    stages: tuple[Any, ...] = ()


def linearize(system: System, point: Any) -> Linearization:
    """D rhs(point), by exact differentiation.

    point: an Equilibrium, or a mapping with one exact value for every state variable.  A map given by stages is
    linearized by the chain rule along
    the stage points.  Raises NotApplicable where a kink (Abs, sign, Max, Min, Piecewise, a root, a pole) cannot be
    excluded at the point: the formal derivative there is not a derivative.

    >>> from sympy import symbols, Abs
    >>> from stability.clock import Time
    >>> x = symbols("x", real=True)
    >>> linearize(System(Time.CONTINUOUS, [x], [-x + x**2]), {x: 0}).jacobian
    Matrix([[-1]])
    >>> try:
    ...     linearize(System(Time.CONTINUOUS, [x], [-Abs(x)]), {x: 0})
    ... except NotApplicable as refusal:
    ...     print(refusal.found)
    Abs(x) with a kink there
    """
    given = point.as_dict() if hasattr(point, "as_dict") else point
    missing = [str(s) for s in system.state if s not in given]
    if missing:
        raise BadInput(
            "a point with a value for every state variable", f"none for {', '.join(missing)}", "name them all"
        )
    at = {s: exact(given[s], f"the value of {s}") for s in system.state}
    here = dict(at)
    for player in system.game.players if system.game else ():
        check_smooth(player.loss, here, system.assumptions, "the derivative of a smooth loss", True)
    factors: list[Any] = []
    smooth: list[Any] = []
    product = None
    known: dict[Any, Any] = {}
    for stage in system.maps:
        key = (id(stage), tuple(here.values()))
        if key not in known:
            for component in stage:
                check_smooth(component, here, system.assumptions, "the Jacobian of a smooth system", True)
            pieces = tuple(near(component, here, system.assumptions) for component in stage)
            known[key] = pieces, _jacobian(pieces, system.state, here)
        pieces, factor = known[key]
        smooth.append(pieces)
        factors.append(factor)
        product = factor if product is None else _tidy(factor * product)
        if len(system.maps) > 1:
            here = {s: c.xreplace(here) for s, c in zip(system.state, stage, strict=True)}
    return Linearization(_smooth(system, smooth), at, product, tuple(factors) if len(factors) > 1 else ())


def in_case(found: Linearization, conditions: Iterable[Any]) -> Linearization:
    """The same Jacobian with the values that conditions of the form parameter = value give to parameters."""
    put: dict[Any, Any] = {}
    for c in conditions:
        if isinstance(c, Eq) and isinstance(c.lhs, Symbol) and not c.rhs.has(c.lhs) and c.lhs not in put:
            value = c.rhs.xreplace(put)
            if not value.has(c.lhs):
                put = {s: v.xreplace({c.lhs: value}) for s, v in put.items()} | {c.lhs: value}
    return replace(found, jacobian=_tidy(found.jacobian.xreplace(put))) if put else found


def _smooth(system: System, pieces: list[tuple[Expr, ...]]) -> System:
    """The system that this one is near the point: without kinks that lie elsewhere."""
    if all(piece == stage for piece, stage in zip(pieces, system.maps, strict=True)):
        return system
    if system.stages is None:
        return replace(system, rhs=pieces[0])
    return replace(system, rhs=None, stages=tuple(pieces))


def _jacobian(components: Iterable[Expr], state: tuple[Symbol, ...], point: Mapping[Symbol, Any]) -> Any:
    """Differentiate first, then substitute, and integrate last: at a point most expectations are plain moments."""
    rows = derivatives(components, state)
    return _tidy(ImmutableDenseMatrix([[entry.xreplace(point) for entry in row] for row in rows]))


def _tidy(matrix: Any) -> Any:
    return matrix if all(entry.is_Rational for entry in matrix) else matrix.applyfunc(_tidied)


def _tidied(entry: Any) -> Any:
    """Expanded, with sqrt(a^2 + 2 a b + b^2) = a + b for positive a and b."""
    roots = [p for p in entry.atoms(Pow) if p.exp.is_Rational and not p.exp.is_Integer and p.base.free_symbols]
    short = [p for p in roots if p.base.count_ops() <= _ROOT and p.base.is_rational_function()]
    return entry.xreplace({p: Pow(factor(p.base), p.exp) for p in short}).expand()


def linearize_over_box(system: System, box: Any, bits: int = 200) -> Any:
    """A ball matrix that contains the Jacobian at every point of a box, as ``flint.arb_mat``.

    box: pairs (state symbol, (low, high)) of rationals.  Raises NotApplicable for functions with kinks, CannotSolve
    where the field is not defined on the whole box.
    """
    from flint import arb, arb_mat, ctx

    from stability.algebra.balls import evaluate, hull

    with ctx.workprec(bits):
        here = {s: hull(low, high) for s, (low, high) in box}
        product: Any = None
        for stage in system.maps:
            for node in (n for c in stage for n in preorder_traversal(c)):
                if isinstance(node, (*_KINKED, Max, Min, Piecewise)):
                    raise NotApplicable(
                        "a Jacobian over a box", f"{shorten(node)}, which has kinks", "an exact point at=..."
                    )
            factor = arb_mat([[evaluate(c.diff(s), here) for s in system.state] for c in stage])
            product = factor if product is None else factor * product
            if len(system.maps) > 1:
                here = {s: evaluate(c, here) for s, c in zip(system.state, stage, strict=True)}
        if not all(isinstance(e, arb) and e.is_finite() for e in product.entries()):
            raise CannotSolve("a Jacobian over a box", "values that are not bounded there", "a smaller box")
        return product


def check_smooth(
    expression: Any, point: Mapping[Symbol, Any], assumptions: Iterable[Any], asked: str, whole: bool = False
) -> None:
    """Refuse an expression that is not provably continuously differentiable near the point.

    whole: the point names every variable of the state, so that all other symbols are constants.
    """
    given = tuple(assumptions)
    for node in preorder_traversal(expression):
        if node.is_Atom or node.is_Add or node.is_Mul or isinstance(node, _ENTIRE):
            continue
        constant = whole and isinstance(node, Expr) and not node.free_symbols & set(point)
        if constant and (isinstance(node, (*_KINKED, Max, Min)) or _defined_root(node, given)):
            continue
        if variates_in(node) and isinstance(node, (*_KINKED, Max, Min)) and smooth_in_mean(node, dict(point)):
            continue
        problem = _problem(node, point, given)
        if problem:
            where = ", ".join(f"{s} = {v}" for s, v in point.items())
            kink = "smooth the kink, or study each side as a system of its own"
            remedy = "a point at which it exists" if isinstance(node, Expectation) else kink
            raise NotApplicable(f"{asked} at {where}", f"{shorten(node)} {problem}", remedy)


def _defined_root(node: Any, given: tuple[Any, ...]) -> bool:
    """Whether a constant is a root that is proven to be real: it need not be smooth in the parameters."""
    if not isinstance(node, Pow) or not isinstance(node.exp, Rational) or node.exp <= 0:
        return False
    return -1 not in sign_set(node.base, given) or (_related(node.base, given) and bool(holds(node.base >= 0, given)))


def _problem(node: Any, point: Mapping[Symbol, Any], given: tuple[Any, ...]) -> str:
    """Why a node may fail to be smooth at the point; empty when it is smooth."""
    if isinstance(node, Pow):
        base, exponent = node.args
        if isinstance(exponent, Integer) and exponent >= 0:
            return ""
        if isinstance(exponent, Integer):
            return "" if _nonzero(base.xreplace(point), given) else "with a pole there"
        return "" if _positive(base.xreplace(point), given) else "with a kink or a complex value there"
    if isinstance(node, log):
        return "" if _positive(node.args[0].xreplace(point), given) else "of an argument that is not positive there"
    if isinstance(node, tan):
        return "" if _nonzero(cos(node.args[0].xreplace(point)), given) else "with a pole there"
    if isinstance(node, _KINKED):
        return "" if _nonzero(node.args[0].xreplace(point), given) else "with a kink there"
    if isinstance(node, (Max, Min)):
        values = [a.xreplace(point) for a in node.args]
        tied = any(not _nonzero(a - b, given) for i, a in enumerate(values) for b in values[:i])
        return "with a kink there" if tied else ""
    if isinstance(node, Piecewise):
        return _piecewise(node, point, given)
    if isinstance(node, Derivative):
        return "whose derivative SymPy does not know"
    if node.is_Relational or node.is_Boolean or type(node).__name__ == "ExprCondPair":
        return ""  # judged with the Piecewise that holds it
    if isinstance(node, Expectation):
        unclear = [c for c in node.existence.conditions if sign_set(c.xreplace(point), given) != POSITIVE]
        return f"which is known to exist only where {' and '.join(f'{c} > 0' for c in unclear)}" if unclear else ""
    return "of which smoothness is not known" if node.free_symbols else ""  # a constant such as zeta(3)


def _piecewise(node: Any, point: Mapping[Symbol, Any], given: tuple[Any, ...]) -> str:
    relations = {r for _, condition in node.args for r in condition.atoms(Relational)}
    tied = any(not _nonzero((r.lhs - r.rhs).xreplace(point), given) for r in relations)
    return "with a kink there" if tied else ""


def _nonzero(value: Any, given: tuple[Any, ...]) -> bool:
    """A proof by signs, or under relations between parameters by the solver."""
    if 0 not in sign_set(value, given):
        return True
    return _related(value, given) and bool(holds(Ne(value, 0), given))


def _positive(value: Any, given: tuple[Any, ...]) -> bool:
    if sign_set(value, given) == POSITIVE:
        return True
    return _related(value, given) and bool(holds(value > 0, given))


def _related(value: Any, given: tuple[Any, ...]) -> bool:
    """Whether a relation among the assumptions speaks about the value."""
    return any(isinstance(a, Relational) and a.free_symbols & value.free_symbols for a in given)
