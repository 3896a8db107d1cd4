"""Rest points of a composed map against points fixed by every stage.

A point fixed by every stage is fixed by their composition.  The converse fails when one player moves several times in
a row
and returns: a cycle inside one update.  It holds for runs of stages on disjoint blocks of variables if no run of equal
stages can return without standing still.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from stability.algebra.conditions import sign_set
from stability.algebra.systems.forms import quotient
from stability.system import System


def excluded_cycles(system: System) -> str:
    """Empty when every fixed point of the map is a point fixed by all stages; otherwise what is not excluded."""
    if system.stages is None or len(system.stages) == 1:
        return ""
    runs = [(stage, len(list(group))) for stage, group in groupby(system.stages)]
    blocks = [{s for s, c in zip(system.state, stage, strict=True) if c != s} for stage, _ in runs]
    if sum(map(len, blocks)) != len(set().union(*blocks)):
        return (
            "points fixed by every stage are all found; a fixed point of the composed map at which the stages move "
            "and cancel is not excluded"
        )
    for (stage, times), block in zip(runs, blocks, strict=True):
        if times > 1 and not _no_return(system, stage, block):
            names = ", ".join(sorted(map(str, block)))
            return (
                f"the rest points of the game are all found; a cycle of {names} inside one update "
                f"(it moves {times} times in a row) is not excluded"
            )
    return ""


def _no_return(system: System, stage: tuple[Any, ...], block: set[Any]) -> bool:
    """Whether each component of the block moves in one direction only, fixed by what the stage holds still.

    The increment of a component is c(y) m(x, y) with y held still and m of one sign: repeated increments then add up
    to 0
    only if c(y) = 0, when each of them is 0.  A nowhere-zero derivative of f has one sign because it is continuous.
    """
    for symbol, component in zip(system.state, stage, strict=True):
        if component == symbol:
            continue
        form = quotient(component - symbol)
        for factor in form.factors + form.denominators:
            if factor.symbols & block and 0 in sign_set(factor.expr, system.assumptions):
                return False
    return True
