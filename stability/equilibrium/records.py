"""What a search for equilibria returns: points, components, and how complete the list is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import combinations
from typing import Any

from sympy import And, Basic, ComplexRootOf, Matrix, Symbol, nan, true, zoo

from stability.algebra.conditions import sign_set
from stability.algebra.ranks import kernel, regular_minor
from stability.algebra.systems.forms import is_zero
from stability.errors import NotApplicable
from stability.rigor import Rigor

Pairs = tuple[tuple[Any, Any], ...]
#: The method of a point that stands for a component without standing for all its points.
SAMPLE = "sample of a component"
#: Digits of coordinates without a short form.
DIGITS = 12


class Completeness(Enum):
    """How much of the equilibrium set the list holds."""

    PROVEN_COMPLETE = "PROVEN COMPLETE"
    COMPLETE_IN_BOX = "COMPLETE IN BOX"
    POINT_GIVEN = "POINT GIVEN"
    NOT_PROVEN = "NOT PROVEN"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Component:
    """A set of equilibria of positive dimension: the real points where every one of ``equations`` vanishes.

    equations: expressions in the state (and parameters); parametrization: pairs (state symbol, expression in the free
    state symbols) or None; dimension: of the real set, at its smooth points; conditions: cases of the parameters and
    inequalities under which the points belong to the set; sample: a smooth real point, pairs (symbol, value), or None
    when none is known; sample_box: a box that contains one, when no exact sample is known; rests_the_game: whether the
    field of the game itself vanishes on all of it (True), nowhere on it (False), or neither is proven (None).

    >>> from sympy import Integer, symbols
    >>> x, y = symbols("x y", real=True)
    >>> hyperbola = Component((x, y), (x*y - 1,), 1, (), ((x, Integer(1)), (y, Integer(1))))
    >>> hyperbola.tangent().T
    Matrix([[-1, 1]])
    """

    state: tuple[Symbol, ...]
    equations: tuple[Any, ...]
    dimension: int
    conditions: tuple[Any, ...] = ()
    sample: Pairs | None = None
    parametrization: Pairs | None = None
    sample_box: Pairs | None = None
    rests_the_game: bool | None = None

    def contains(self, point: Mapping[Any, Any]) -> bool:
        """Whether the equations provably vanish at the point and no condition provably fails."""
        values = dict(point)
        if any(c.xreplace(values) == False for c in self.conditions):  # noqa: E712 - SymPy's false is not the object False
            return False
        return all(is_zero(e.xreplace(values)) for e in self.equations)

    def jacobian(self, point: Mapping[Any, Any]) -> Any:
        """The derivative of the equations at the point, shape (number of equations, n)."""
        return Matrix([[e.diff(s) for s in self.state] for e in self.equations]).xreplace(dict(point))

    def tangent(self, point: Mapping[Any, Any] | None = None) -> Any:
        """A basis of the tangent space at a point (default: the sample), the columns of an (n, dimension) matrix.

        Raises NotApplicable at a singular point, where the equations do not define a tangent space, and where symbols
        in the equations may make it one.
        """
        at = dict(point) if point is not None else dict(self.sample or ())
        if not at:
            raise NotApplicable(
                "the tangent space of a component", "no exact point on it is known", "a point of the component"
            )
        if not self.equations:
            return Matrix.eye(len(self.state))
        slopes = self.jacobian(at)
        found = kernel(slopes)
        if found is None:
            raise NotApplicable(
                f"the tangent space of a component at {_show(tuple(at.items()))}",
                f"the rank of {slopes.tolist()} may change with the symbols in it",
                "numbers for the symbols",
            )
        basis = found
        if len(basis) != self.dimension:
            raise NotApplicable(
                f"the tangent space of a component of dimension {self.dimension} at {_show(tuple(at.items()))}",
                f"the equations have a kernel of dimension {len(basis)} there",
                "a smooth point of the component",
            )
        return Matrix.hstack(*basis)

    def smooth_at(self, point: Mapping[Any, Any], assumptions: tuple[Any, ...] = ()) -> bool:
        """A proof that the component is a manifold of its dimension near the point, whatever symbols in it stand for.

        A parametrization by free state variables is a graph; elsewhere some minor of the equations' Jacobian, of the
        size of the codimension, must certainly not vanish.
        """
        at = dict(point)
        if self._on_graph(at):
            return True
        codimension = len(self.state) - self.dimension
        if codimension == 0:
            return True
        jacobian = self.jacobian(at)
        if not any(entry.free_symbols for entry in jacobian):
            return int(jacobian.rank()) == codimension
        minors = (
            jacobian.extract(list(rows), list(columns)).det()
            for rows in combinations(range(jacobian.rows), codimension)
            for columns in combinations(range(jacobian.cols), codimension)
        )
        return any(0 not in sign_set(m, assumptions) for m in minors)

    def _on_graph(self, at: dict[Any, Any]) -> bool:
        """Whether the point is that of the parametrization at its own free coordinates."""
        if self.parametrization is None:
            return False
        values = {s: v.xreplace(at) for s, v in self.parametrization}
        return all(v.is_finite is not False and not v.has(nan, zoo) and is_zero(at[s] - v) for s, v in values.items())

    def lies_in(self, equations: tuple[Any, ...], point: Mapping[Any, Any] | None = None) -> bool:
        """Whether the tangent space of this component lies in that of the smaller set {equations = 0} at the point.

        A claim about convergence to a smaller set needs it: a direction of equilibria that leaves the set is neutral.
        """
        at = dict(point) if point is not None else dict(self.sample or ())
        smaller = Matrix([[e.diff(s) for s in self.state] for e in equations]).xreplace(at)
        return all(is_zero(entry) for entry in smaller * self.tangent(point))

    def explains(self, jacobian: Any, point: Mapping[Any, Any] | None = None) -> bool:
        """Whether the kernel of the Jacobian of the field at the point is the tangent space of this component.

        jacobian: exact matrix (n, n), for a map that of F(x) - x.  Then every null direction leads along equilibria,
        and a zero eigenvalue is no degeneracy (it must still be semisimple).  Kernel and tangent space have to agree:
        a larger kernel holds a direction along which nothing is at rest.
        """
        tangent = self.tangent(point)
        matrix = Matrix(jacobian)
        if any(not is_zero(entry) for entry in matrix * tangent):
            return False
        regular = regular_minor(matrix)
        return regular is not None and matrix.cols - len(regular[1]) == self.dimension

    def as_dict(self) -> dict[Any, Any] | None:
        """The parametrization as a dictionary, or None."""
        return None if self.parametrization is None else dict(self.parametrization)

    def __str__(self) -> str:
        text = "{" + ", ".join(f"{e} = 0" for e in self.equations) + f"}} of dimension {self.dimension}"
        return text + _when(self.conditions) + _moved(self.rests_the_game)


@dataclass(frozen=True)
class Equilibrium:
    """A rest point.

    point: pairs (state symbol, value); exact: the values are exact, otherwise they are the midpoint of ``box``, pairs
    (symbol, (lower, upper)) of rationals, which contains exactly one equilibrium.

    method: how it was found and proven; component: one it lies on; multiplicity: of the complex solution in the
    polynomial system, where that was computed; conditions: cases of the parameters in which it is an equilibrium;
    rests_the_game: whether the field of the game itself vanishes too, where that was asked and proven; faces: those of
    the declared state space on which the point lies.

    >>> from sympy import Integer, symbols
    >>> x, y = symbols("x y", real=True)
    >>> str(Equilibrium(((x, Integer(0)), (y, Integer(2)))))
    '(x, y) = (0, 2)'
    """

    point: Pairs
    exact: bool = True
    rigor: Rigor = Rigor.EXACT
    method: str = "exact solution"
    component: Component | None = None
    multiplicity: int | None = None
    box: Pairs | None = None
    conditions: tuple[Any, ...] = ()
    certificate: Any = field(default=None, compare=False)
    rests_the_game: bool | None = None
    faces: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """A copy, or a pickle, is the record without the solver's own handle, which holds objects of flint."""
        return {**self.__dict__, "certificate": None}

    def as_dict(self) -> dict[Any, Any]:
        """state symbol -> value."""
        return dict(self.point)

    def __str__(self) -> str:
        sampled = self.component is not None and self.method == SAMPLE
        where = f" (a sample point of a set of dimension {self.component.dimension})" if sampled else ""  # type: ignore[union-attr]
        return _show(self.point, self.exact, self.box) + _when(self.conditions) + where + _moved(self.rests_the_game)


@dataclass(frozen=True)
class EquilibriumSet:
    """points: isolated equilibria; components: sets of positive dimension; completeness with its reason.

    argument: the steps of the search in order, each a sentence that covers all cases; undecided: boxes in which the
    search could neither find nor exclude an equilibrium; missing: what would make the list complete; up_to: symmetries
    of which the list holds one member of each orbit; domain: the declared state space, as text.
    """

    points: tuple[Equilibrium, ...]
    components: tuple[Component, ...]
    completeness: Completeness
    reason: str
    argument: tuple[str, ...] = ()
    undecided: tuple[Pairs, ...] = ()
    missing: tuple[str, ...] = ()
    box: Pairs | None = None
    up_to: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()

    @property
    def samples(self) -> tuple[Equilibrium, ...]:
        """One exact smooth point of each component that has one."""
        return tuple(
            Equilibrium(c.sample, method=SAMPLE, component=c, conditions=c.conditions)
            for c in self.components
            if c.sample is not None
        )

    def component_at(self, point: Mapping[Any, Any]) -> Component | None:
        """The component of largest dimension that certainly contains the point, or None.

        A condition on parameters that stays open there (a = 0) says only that the point may lie on the component.
        """
        values = dict(point)
        found = [c for c in self.components if c.contains(point) and And(*c.conditions).xreplace(values) == true]
        return max(found, key=lambda c: c.dimension, default=None)

    def saying(self, reason: str, steps: tuple[str, ...]) -> EquilibriumSet:
        """The same set with another reason and further steps; without a search they are no cases, but one paragraph."""
        argument = (*self.argument, *steps)
        if self.completeness is Completeness.POINT_GIVEN:
            argument = (" ".join(argument),)
        return replace(self, reason=reason, argument=argument)

    @property
    def counts(self) -> str:
        """Counts per grade, such as "7 found, 6 certified, 1 singular"."""
        certified = sum(p.rigor >= Rigor.CERTIFIED and (p.multiplicity or 1) == 1 for p in self.points)
        parts = [f"{len(self.points)} found", f"{certified} certified"]
        parts += [f"{len(self.points) - certified} singular"] if certified < len(self.points) else []
        parts += (
            [f"{len(self.components)} component{'s' if len(self.components) > 1 else ''}"] if self.components else []
        )
        parts += [f"{len(self.undecided)} boxes undecided"] if self.undecided else []
        moving = sum(p.rests_the_game is False for p in self.points)
        moving += sum(c.rests_the_game is False for c in self.components)
        parts += [f"{moving} no equilibrium of the game"] if moving else []
        return ", ".join(parts)

    def __str__(self) -> str:
        symmetries = f", up to {', '.join(self.up_to)}" if self.up_to else ""
        return f"{self.completeness}: {self.counts}{symmetries}"


def _digits(value: Any, ends: tuple[Any, Any] | None) -> int:
    """Decimals that the interval around a value encloses, DIGITS at most: the last one is off by one at most."""
    digits = DIGITS
    while ends is not None and digits > 1 and (ends[1] - ends[0]) * 10**digits > abs(value) > 0:
        digits -= 1
    return digits


def _show(point: Pairs, exact: bool = True, box: Pairs | None = None) -> str:
    names, values = zip(*point, strict=True)
    # the formula of a root of a polynomial says less than its decimals
    plain = exact and not any(isinstance(v, Basic) and v.has(ComplexRootOf) for v in values)
    sign = "=" if plain else "~"
    ends = dict(box or ())
    shown = [str(v) if plain else str(v.evalf(_digits(v, ends.get(s)))) for s, v in point]
    if len(names) == 1:
        return f"{names[0]} {sign} {shown[0]}"
    return f"({', '.join(map(str, names))}) {sign} ({', '.join(shown)})"


def _when(conditions: tuple[Any, ...]) -> str:
    shown = [f"{c.lhs} {'=' if c.rel_op == '==' else c.rel_op} {c.rhs}" for c in conditions]
    return f" where {', '.join(shown)}" if shown else ""


def _moved(rests: bool | None) -> str:
    return " (at rest under the dynamics only)" if rests is False else ""
