"""The record of a published claim, and what verifying it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from stability.algebra.conditions import stated
from stability.clock import Time
from stability.errors import BadInput
from stability.game import Game
from stability.rigor import Rigor
from stability.system import AbstractDynamics, System, gradient_field
from stability.theorem.claim import Checked, Claim, Outcome


@dataclass(frozen=True)
class Static:
    """A subject that does not move: statements about numbers, laws or runs that carry their own rule.

    name: what the statement is about; assumptions: relations between its symbols.
    """

    name: str
    assumptions: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise BadInput("the name of a static subject", repr(self.name), "a text")
        object.__setattr__(self, "assumptions", stated(self.assumptions))

    @property
    def system(self) -> System:
        """No state and no field, so that claims and reports find the assumptions where they look for them."""
        return System(Time.CONTINUOUS, (), (), assumptions=self.assumptions, name=self.name)


@dataclass(frozen=True)
class Theorem:
    """A claim with its source.

    source: a citation with a locator ("cf. Lemma 2.2" where the number is recalled).  statement: prose with LaTeX
    formulas.  hypotheses: relations and Facts, added to the subject's assumptions.  subject: a System, a Game (its
    gradient flow), a pair (Game, dynamics), or Static.  claim: a kind of Claim, or several.  expected: the outcome
    this record expects.  erratum: what is wrong with the published claim, or which hypothesis it lacks.  label: the
    entry of the catalogue of results it belongs to, such as "R05"; several separated by ", ".
    """

    name: str
    source: str
    statement: str
    hypotheses: tuple[Any, ...]
    subject: Any
    claim: Any
    expected: str = "CONFIRMED"
    erratum: str | None = None
    label: str = ""

    def __post_init__(self) -> None:
        for field, optional in (("name", 0), ("source", 0), ("statement", 0), ("label", 0), ("erratum", 1)):
            text = getattr(self, field)
            if not isinstance(text, str) and not (optional and text is None):
                raise BadInput(f"the {field} of a theorem", repr(text), "a text in quotes")
        claims = tuple(self.claim) if isinstance(self.claim, (tuple, list)) else (self.claim,)
        if not claims or not all(isinstance(c, Claim) for c in claims):
            raise BadInput(
                f"the claim of theorem {self.name!r}", repr(self.claim), "a kind of Claim from stability.theorem"
            )
        expected = self.expected.name if isinstance(self.expected, Outcome) else self.expected
        if not isinstance(expected, str) or expected not in Outcome.__members__:
            raise BadInput(
                f"the expected outcome of theorem {self.name!r}",
                repr(self.expected),
                "one of " + ", ".join(Outcome.__members__),
            )
        if not self._is_subject():
            raise BadInput(
                f"the subject of theorem {self.name!r}",
                repr(self.subject),
                "a System, a Game, (game, dynamics) with the dynamics made, or Static",
            )
        object.__setattr__(self, "claim", claims)
        object.__setattr__(self, "expected", expected)
        object.__setattr__(self, "hypotheses", stated(self.hypotheses, consistent=False))

    def _is_subject(self) -> bool:
        if isinstance(self.subject, tuple) and len(self.subject) == 2:
            return isinstance(self.subject[0], Game) and isinstance(self.subject[1], AbstractDynamics)
        return isinstance(self.subject, (System, Static, Game))

    @property
    def system(self) -> System:
        """The subject as a dynamical system under the hypotheses."""
        return self._base().assuming(*self.hypotheses)

    def _base(self) -> System:
        subject = self.subject
        if isinstance(subject, System):
            return subject
        if isinstance(subject, Static):
            return subject.system
        if isinstance(subject, Game):
            return gradient_field(subject)
        game, dynamics = subject
        return cast("System", dynamics(game))


@dataclass(frozen=True)
class TwinResult:
    """A false twin and what became of it; ``refuted`` must be True."""

    claim: Claim
    checked: Checked

    @property
    def refuted(self) -> bool:
        return self.checked.outcome is Outcome.REFUTED and bool(self.checked.witness)


@dataclass(frozen=True)
class Finding:
    """What ``verify`` found.

    outcome: CONFIRMED, REFUTED, UNDECIDED or VACUOUS; expected: the outcome the theorem expects, and ``as_expected``
    whether they agree; rigor: of the weakest step; reason: the argument; results: one Checked per claim; twins: the
    false twins of confirmed claims; sample: an exact point of the hypotheses; seconds: wall-clock time.
    """

    theorem: Theorem
    outcome: Outcome
    rigor: Rigor
    reason: str
    results: tuple[Checked, ...]
    twins: tuple[TwinResult, ...]
    sample: str
    seconds: float

    @property
    def expected(self) -> Outcome:
        return Outcome[self.theorem.expected]

    @property
    def as_expected(self) -> bool:
        """The expected outcome, and every false twin refuted by an exact witness."""
        return self.outcome is self.expected and all(t.refuted for t in self.twins)

    @property
    def predicted(self) -> str:
        return "; ".join(r.predicted for r in self.results if r.predicted)

    @property
    def observed(self) -> str:
        return "; ".join(r.observed for r in self.results if r.observed)

    @property
    def witness(self) -> str:
        return "; ".join(r.witness for r in self.results if r.witness)
