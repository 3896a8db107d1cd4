"""Subsets of a case that algebra leaves open, in which it may succeed: faces, symmetric points, single steps.

Each proposal adds equations to the case and goes through the case tree, so that what is found there is proven as
always; that nothing else exists is not, and the case stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from sympy import Eq, Function, Ge, Integer, Lt, Rational, Symbol, ceiling, floor

from stability.algebra.exact import shorten
from stability.algebra.systems.balls import readable
from stability.equilibrium.branches import CaseTree
from stability.equilibrium.cases import Branch, Leaf
from stability.equilibrium.leaves import Collector
from stability.errors import CannotSolve

#: Branch steps of one proposal, and members that hold only in cases of the parameters: bounds on work.
_STEPS = 60
_CASES = 3
#: Unknowns beyond which single faces and pairs are not proposed.
_UNKNOWNS = 6
_VALUES = (Integer(0), Integer(1), Integer(-1), Rational(1, 2))
#: Values tried for a stair: those at which small zeros lie.
_STAIRS = range(-5, 6)


def added(collector: Collector, leaf: Leaf) -> bool:
    """Whether something was found in a leaf, or nothing is missing there."""
    unread = sorted({f.func.__name__ for r in leaf.remaining for f in r.expr.atoms(Function) if not readable(f)})
    if unread:
        shown = ", ".join(f"{shorten(f.expr, 60)} = 0" for f in leaf.remaining)
        collector.missing.append(
            f"the case {{{shown}}}: the search knows no rule and no enclosure of {', '.join(unread)}"
        )
        return False
    before = len(collector.missing), len(collector.points) + len(collector.components)
    collector.add(leaf)
    return len(collector.missing) == before[0] or len(collector.points) + len(collector.components) > before[1]


def proposed(tree: CaseTree, leaf: Leaf) -> list[Leaf]:
    """Solved cases inside a leaf; those for special parameters only where there are no others."""
    everywhere: list[Leaf] = []
    special: list[Leaf] = []
    known = set(leaf.branch.conditions)
    for branch in _proposals(leaf, [s for s in tree.state if s not in dict(leaf.branch.solved)]):
        inner = CaseTree(tree.state, tree.assumptions, _STEPS, periods=tree.periods, ask=False)
        try:
            inner.run((), (), branch)
        except CannotSolve:
            continue  # a proposal is an extra
        tree.turned |= inner.turned
        for found in (f for f in inner.leaves if not f.remaining):
            cases = [c for c in found.branch.conditions if c not in known and isinstance(c, Eq)]
            if not cases:
                everywhere.append(found)
            elif all(c.lhs.is_Symbol and not c.rhs.has(c.lhs) for c in cases):  # such values of parameters exist
                special.append(found)
    return everywhere or sorted(special, key=lambda f: len(f.branch.conditions))[:_CASES]


def _proposals(leaf: Leaf, free: Sequence[Symbol]) -> Iterator[Branch]:
    branch = replace(leaf.branch, equations=tuple(f.expr for f in leaf.remaining))
    stairs = sorted({k for f in leaf.remaining for k in f.expr.atoms(floor, ceiling)}, key=str)
    if stairs:
        yield from _steps(branch, stairs[0])
        return
    inside = [s for s in free if any(f.expr.has(s) for f in leaf.remaining)]
    if len(inside) > 1:
        yield from (_with(branch, *(s - value for s in inside)) for value in _VALUES)
        yield _with(branch, *(s - inside[0] for s in inside[1:]))
    if len(inside) <= _UNKNOWNS:
        for s in inside:
            yield from (_with(branch, s - value) for value in _VALUES)
        for s, t in combinations(inside, 2):
            yield from (_with(branch, s - t), _with(branch, s + t))


def _with(branch: Branch, *equations: Any) -> Branch:
    return replace(branch, equations=(*equations, *branch.equations))


def _steps(branch: Branch, stair: Any) -> Iterator[Branch]:
    """floor(u) = k where k <= u < k + 1; ceiling(u) = k where k - 1 < u <= k."""
    u = stair.args[0]
    for k in _STAIRS:
        put = {stair: Integer(k)}
        inside = (Ge(u, k), Lt(u, k + 1)) if isinstance(stair, floor) else (Lt(k - 1, u), Ge(k, u))
        equations = tuple(e.xreplace(put) for e in branch.equations)
        yield replace(branch, equations=equations, guards=(*branch.guards, *inside))
