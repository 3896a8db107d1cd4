"""Records: the analysis of one equilibrium, and of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stability.crosscheck import CrossCheck, cross_check
from stability.equilibrium import Equilibrium, EquilibriumSet, rests_at
from stability.errors import CannotSolve
from stability.linearization import Linearization
from stability.solution_type import SolutionType, solution_type
from stability.spectrum import Spectrum
from stability.system import System, gradient_field
from stability.verdict import Verdict


@dataclass(frozen=True)
class LocalAnalysis:
    """Everything about one equilibrium.

    spectrum: for a Jacobian without parameters, else None.  coefficients: of the characteristic polynomial, leading 1
    first.  eigenvalues: (closed form, multiplicity) where the factors have degree at most 2, else None.  unfinished:
    why the type of the point was not found, where a time limit ended that.
    """

    equilibrium: Equilibrium
    linearization: Linearization
    spectrum: Spectrum | None
    coefficients: tuple[Any, ...]
    eigenvalues: tuple[tuple[Any, int], ...] | None
    verdict: Verdict
    cross_check: CrossCheck
    unfinished: str = ""

    @cached_property
    def solution_type(self) -> SolutionType | None:
        """The type of the point in the game that is played, with its penalties.

        None for a system without a game, a point known by a box, and one at which that game is not at rest.
        """
        system = self.linearization.system
        if system.game is None or not self.equilibrium.exact or self.unfinished:
            return None
        point, given = self.linearization.point, (*system.assumptions, *self.equilibrium.conditions)
        if rests_at(point, gradient_field(system.game).rhs, given) is False:
            return None
        return solution_type(system.game, point, given)

    @cached_property
    def rests_the_game(self) -> bool | None:
        """Whether the field of the game itself, without regularizers, vanishes at this rest point of the dynamics.

        A dynamics can have rest points of its own (consensus optimization) or move them.  None without a game, or
        where neither is proven.
        """
        game = self.linearization.system.game
        if game is None:
            return None
        if self.equilibrium.rests_the_game is not None:
            return self.equilibrium.rests_the_game
        if not self.equilibrium.exact or self.unfinished:
            return None
        system = self.linearization.system
        field = gradient_field(game.origin).rhs
        return rests_at(self.linearization.point, field, (*system.assumptions, *self.equilibrium.conditions))


@dataclass(frozen=True)
class Analysis:
    """The finished record of one run.

    local: one analysis per isolated equilibrium, then one per component: of every point where it is parametrized, else
    of one smooth sample point, which says so.  refused: equilibria and components without a local analysis, with the
    reason and what to try: the method does not apply, a budget or the time limit ended it.  ``verdict`` is there when
    there is exactly one local analysis.
    """

    system: System
    equilibria: EquilibriumSet
    local: tuple[LocalAnalysis, ...]
    refused: tuple[tuple[Equilibrium, str], ...]
    digits: int

    @property
    def verdict(self) -> Verdict:
        if len(self.local) != 1:
            raise CannotSolve(
                "the verdict of the analysis",
                f"{len(self.local)} local analyses",
                "analysis.local[i].verdict, analysis.refused, or at={...}",
                (
                    *(f"{item.equilibrium}: {item.verdict.stability.name}" for item in self.local),
                    *(f"{point}: {reason}" for point, reason in self.refused),
                ),
            )
        return self.local[0].verdict

    def latex(self) -> str:
        """A self-contained LaTeX derivation."""
        from stability import report

        return str(report.analysis_document(self))

    def to_json(self) -> str:
        """The records as JSON."""
        from stability import report

        return str(report.analysis_json(self))

    def __str__(self) -> str:
        from stability import report

        return str(report.analysis_text(self))


def cross_checked(found: LocalAnalysis) -> CrossCheck:
    """Prediction and simulation at the point of the analysis."""
    linearization = found.linearization
    return cross_check(linearization.system, linearization.point, linearization.jacobian, found.verdict.cases)


def settled(found: LocalAnalysis) -> LocalAnalysis:
    """The same record, with the parts that are computed when they are first asked for."""
    _ = found.solution_type, found.rests_the_game, found.verdict.certificate
    return found
