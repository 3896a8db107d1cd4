"""The document about a user's own game or system."""

from __future__ import annotations

from typing import Any

from stability.clock import Time
from stability.report.comparison import RULE
from stability.report.literal import literal
from stability.report.local import equilibria, local
from stability.report.notation import Notation, notation_of
from stability.report.pieces import document, items, section, step
from stability.report.prose import prose
from stability.report.setting import setting


def analysis_document(analysis: Any) -> str:
    """A self-contained LaTeX derivation of an Analysis; every displayed equation comes from its records."""
    notation = analysis_notation(analysis)
    system = analysis.system
    kind = "a flow" if system.time is Time.CONTINUOUS else "a map"
    body = [section("Setting"), *setting(notation, system), *findings(notation, analysis, types=True)]
    title = literal(system.name) or ("A flow" if system.time is Time.CONTINUOUS else "A map")
    return document(title, f"Local stability of {kind}, derived and checked", body)


def analysis_notation(analysis: Any, *more: Any) -> Notation:
    """The notation for all expressions of an analysis."""
    expressions = [*more, *(v for p in analysis.equilibria.points for _, v in p.point)]
    expressions += [e for c in analysis.equilibria.components for e in (*c.equations, *c.conditions)]
    expressions += [item.linearization.jacobian for item in analysis.local]
    return notation_of(analysis.system, *expressions)


def findings(notation: Notation, analysis: Any, types: bool = False) -> list[str]:
    """Equilibria and local analyses; with ``types`` what each point is in the game itself."""
    blocks = equilibria(notation, analysis.equilibria)
    for item in analysis.local:
        blocks += local(notation, item)
        if types and item.solution_type is not None:
            blocks += [step("In the game", "from the players' losses"), _type(notation, item.solution_type)]
    if any(item.cross_check.runs for item in analysis.local):
        blocks.append(rf"{{\small {RULE}}}")
    if analysis.refused:
        blocks += [
            section("Equilibria without a local analysis"),
            items([f"{prose(notation, str(point))}: {prose(notation, why)}" for point, why in analysis.refused]),
        ]
    return blocks


def _type(notation: Notation, found: Any) -> str:
    """The type of the point, with the argument where it is a Nash equilibrium by convexity."""
    why = f": {prose(notation, found.weak.argument)}" if found.weak and not found.nash else ""
    return f"{literal(found.described[:1].upper() + found.described[1:])}{why}."
