"""Splits parameter space into cells on which the location of all eigenvalues is constant and proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sympy import And, Eq, Ne, false, true
from sympy.logic.boolalg import Boolean

from stability.algebra.conditions import Fact
from stability.algebra.conditions.sample import truth
from stability.clock import Time
from stability.errors import CannotSolve
from stability.region.asking import STEP, Asking, Budget, Split, branches, feasible, points
from stability.region.equations import alternatives, declared, solved_for, with_value
from stability.region.interval import cells_on_the_line
from stability.region.locating import locate, outside_somewhere
from stability.region.ring import Problem, Ring, TooLarge, in_one_product, problem
from stability.spectrum import Location

#: Cells are found by splitting on signs; beyond this many splits on one path the answer would not be readable.
_DEPTH = 6
#: The same for all cells together.
_CELLS = 120

_OUTSIDE = "an eigenvalue is outside, since a coefficient has the wrong sign; how many are, was not pursued"
_SIGNS = "the signs of the coefficients and Hurwitz determinants"


@dataclass(frozen=True)
class Cell:
    """On ``condition`` the eigenvalues are located as ``location`` says (None: not decided), by ``argument``.

    unstable: proven to have an eigenvalue outside, although the location may not be known.
    """

    condition: Boolean
    location: Location | None
    argument: str
    unstable: bool = False


def parametric_cells(
    coefficients: Sequence[Any], time: Time, assumptions: Iterable[Any], matrix: Any = None
) -> tuple[Cell, ...]:
    """Cells for the monic characteristic polynomial (1, a_{n-1}, ..., a_0) under the assumptions.

    matrix: needed only to tell whether a multiple boundary eigenvalue is semisimple.  The cells cover every parameter
    value that satisfies the assumptions (and at which the coefficients are defined), each once.  One parameter is
    treated by intervals; with several the polynomial is factored, signs are asked for factor by factor, an equation
    that can be solved for a parameter is put into everything else, and a cell whose decision exceeds the budget of
    solver steps is left undecided by itself.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", real=True)
    >>> cells = parametric_cells([1, -a], Time.CONTINUOUS, [])
    >>> [(str(c.condition), c.location.inside, c.location.outside) for c in cells]
    [('a < 0', 1, 0), ('Eq(a, 0)', 0, 0), ('a > 0', 0, 1)]
    >>> [str(c.condition) for c in parametric_cells([1, b - a], Time.CONTINUOUS, [])]
    ['a - b > 0', 'Eq(a, b)', 'a - b < 0']
    """
    given = tuple(assumptions)
    try:
        posed = problem(coefficients, matrix)
    except CannotSolve as reason:
        return (Cell(true, None, f"the characteristic polynomial is too large: {reason}"),)
    if len(posed.ring.gens) <= 1 and len(posed.parameters) == len(posed.ring.gens):
        return tuple(Cell(c, *_read(answer)) for c, answer in cells_on_the_line(posed, time, given))
    single = in_one_product(posed)
    if single is not None:
        reduced, t, product = single
        found = [(c.subs(t, product), answer) for c, answer in cells_on_the_line(reduced, time, ())]
        return tuple(Cell(c, *_read(answer)) for c, answer in found if feasible((*given, c)))
    known = (*given, *(Ne(posed.ring.expression(p), 0) for p in posed.poles))
    known = tuple(k for k in known if k != true)
    start = _Node(tuple(coefficients), matrix, known, (), (), tuple(points(known, _unknowns(posed, known))))
    return tuple(_Growth(time, given, Budget()).cells(start))


def _read(answer: Any) -> tuple[Location | None, str]:
    return (answer, _SIGNS) if isinstance(answer, Location) else (None, str(answer))


def _unknowns(posed: Problem, known: tuple[Any, ...]) -> set[Any]:
    used = {s for r in known if not isinstance(r, Fact) for s in r.free_symbols}
    kernels = {s for g in posed.ring.gens for s in g.free_symbols}
    return used | kernels | set(posed.ring.gens)


@dataclass(frozen=True)
class _Node:
    """A cell in the making.  known: assumptions and path, with the equations put in; path: what is shown; key: its
    place in the tree of splits; equations: those that could not be put in; thin: how many equations, of both kinds;
    witnesses: exact points of the cell."""

    coefficients: tuple[Any, ...]
    matrix: Any
    known: tuple[Any, ...]
    path: tuple[Any, ...]
    key: tuple[int, ...]
    witnesses: tuple[dict[Any, Any], ...]
    equations: tuple[Any, ...] = ()
    thin: int = 0


@dataclass(frozen=True)
class _Growth:
    """One run: what all cells share."""

    time: Time
    given: tuple[Any, ...]
    budget: Budget

    def cells(self, start: _Node) -> list[Cell]:
        """In the order of the tree of splits; open cells are decided before those of measure zero."""
        done: list[tuple[tuple[int, ...], Cell]] = []
        left = [start]
        while left:
            node = min(left, key=lambda n: (n.thin, n.key))
            left.remove(node)
            outcome = self._step(node, full=len(done) + len(left) >= _CELLS)
            if isinstance(outcome, Cell):
                done.append((node.key, outcome))
            else:
                left += outcome
        return [cell for _, cell in sorted(done, key=lambda pair: pair[0])]

    def _step(self, node: _Node, full: bool) -> Cell | list[_Node]:
        """The cell, or the nodes it splits into."""
        posed = self._posed(node)
        asking = Asking(posed.ring, node.known, self.budget, list(node.witnesses))
        try:
            return self._leaf(node, locate(posed, asking, self.time), _SIGNS)
        except Split as question:
            limit = None
            if len(node.key) >= _DEPTH:
                limit = f"the sign of {question.quantity} splits it further than {_DEPTH} times"
            elif full:
                limit = f"the sign of {question.quantity} splits the parameters into more than {_CELLS} cells"
            elif node.thin and self.budget.steps <= 0:
                limit = f"the budget of solver steps ended before the sign of {question.quantity}"
            outside = (limit or node.thin or len(node.key) > 3) and outside_somewhere(posed, asking, self.time)
            if not limit and not outside:
                return self._branches(node, question)
            return self._leaf(node, None, limit or _OUTSIDE, bool(outside))
        except (TooLarge, CannotSolve) as reason:
            return self._leaf(node, None, f"not pursued: {reason}", outside_somewhere(posed, asking, self.time))

    def _posed(self, node: _Node) -> Problem:
        posed = problem(node.coefficients, node.matrix)
        return replace(posed, ring=_with_equations(posed.ring, node.equations)) if node.equations else posed

    def _branches(self, node: _Node, question: Split) -> list[_Node]:
        found: list[_Node] = []
        for branch in branches(question):
            place = replace(node, key=(*node.key, len(found)))
            if isinstance(branch, Eq):
                found += self._equality(place, branch.lhs - branch.rhs)
            else:
                found += self._inequality(place, branch)
        return found

    def _inequality(self, node: _Node, branch: Any) -> list[_Node]:
        if branch == false:
            return []
        known = (*node.known, branch) if branch != true else node.known
        seen = tuple(w for w in node.witnesses if truth(branch, w) is True)
        if not seen and not feasible(known, self.budget):
            return []
        path = (*node.path, branch) if branch != true else node.path
        return [replace(node, known=known, path=path, witnesses=seen)]

    def _equality(self, node: _Node, quantity: Any) -> list[_Node]:
        """Solved for a parameter if possible; a product is first tried as a whole, then factor by factor."""
        solution = solved_for(quantity, node.known)
        if solution is not None:
            return self._substituted(node, *solution)
        relation = Eq(quantity, 0)
        whole = replace(
            node,
            known=(*node.known, relation),
            path=(*node.path, relation),
            witnesses=(),
            equations=(*node.equations, quantity),
            thin=node.thin + 1,
        )
        if not feasible(whole.known, self.budget):
            return []
        parts = alternatives(quantity)
        if len(parts) == 1 or self._decided(whole):
            return [whole]
        found: list[_Node] = []
        excluded = node
        for part in parts:
            found += self._equality(replace(excluded, key=(*node.key[:-1], node.key[-1] + len(found))), part)
            apart = Ne(part, 0)
            if apart == false:
                break
            if apart != true:
                excluded = replace(excluded, known=(*excluded.known, apart), path=(*excluded.path, apart))
        return found

    def _decided(self, node: _Node) -> bool:
        posed = self._posed(node)
        asking = Asking(posed.ring, node.known, self.budget, [])
        try:
            return locate(posed, asking, self.time).semisimple is not None
        except (Split, TooLarge, CannotSolve):
            return False

    def _substituted(self, node: _Node, symbol: Any, value: Any) -> list[_Node]:
        known = with_value((*node.known, *declared(symbol, value)), symbol, value)
        path = with_value(node.path, symbol, value)
        if known is None or path is None:
            return []
        names = {s for r in known if not isinstance(r, Fact) for s in r.free_symbols} | value.free_symbols
        coefficients = tuple(c.xreplace({symbol: value}) if hasattr(c, "xreplace") else c for c in node.coefficients)
        names |= {s for c in coefficients if hasattr(c, "free_symbols") for s in c.free_symbols}
        seen = tuple(points(known, names))
        if not seen and not feasible(known, self.budget):
            return []
        matrix = None if node.matrix is None else node.matrix.xreplace({symbol: value})
        equations = tuple(e.xreplace({symbol: value}) for e in node.equations)
        path = (*path, Eq(symbol, value))
        return [_Node(coefficients, matrix, known, path, node.key, seen, equations, node.thin + 1)]

    def _leaf(self, node: _Node, location: Location | None, argument: str, unstable: bool = False) -> Cell:
        return Cell(self._conjunction(node), location, argument, unstable or bool(location and location.outside))

    def _conjunction(self, node: _Node) -> Boolean:
        """The path as a condition, without the relations that the others and the assumptions imply."""
        kept = list(node.path)
        relations = [r for r in self.given if not isinstance(r, Fact)]
        for relation in node.path:
            rest = [r for r in kept if r is not relation]
            if (rest or relations) and not isinstance(relation, Eq):
                answer = self.budget.ask([*relations, *rest], self.given, negated=relation, limit=STEP // 4)
                if answer == "unsat":
                    kept = rest
        return And(*kept) if kept else true


def _with_equations(ring: Ring, equations: tuple[Any, ...]) -> Ring:
    """The ring modulo the equations whose parameters are all in it."""
    from stability.algebra.systems.forms import as_fraction

    found = []
    for equation in equations:
        top, _, used = as_fraction(equation)
        if set(used) <= set(ring.gens) and not top.is_constant():
            found.append(ring.take(top, used))
    return Ring(ring.gens, (*ring.relations, *found))
