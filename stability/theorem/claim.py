"""What every kind of claim has in common: a check with an outcome, and false twins made mechanically."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import wraps
from itertools import islice, product
from typing import Any, ClassVar, Self, cast

from sympy import Rational, Symbol, true

from stability.algebra.conditions import Fact, Sample, satisfiable, sign_set
from stability.algebra.conditions.sample import candidates, stock, truth
from stability.algebra.jets import instantiate
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import Expectation, ball
from stability.rigor import Rigor
from stability.system import System
from stability.theorem.reading import coerce, read
from stability.theorem.smooth import no_value, rough

_ENCLOSURES = 12  # integrals that are enclosed in search of one witness; in two dimensions each may take a second


class Outcome(Enum):
    """CONFIRMED: proven.  REFUTED: an exact witness contradicts it.  VACUOUS: nothing satisfies the hypotheses."""

    CONFIRMED = "CONFIRMED"
    REFUTED = "REFUTED"
    UNDECIDED = "UNDECIDED"
    VACUOUS = "VACUOUS"


@dataclass(frozen=True)
class Checked:
    """The result of checking one claim.

    witness: what exactly contradicts a refuted claim.  predicted, observed: for the table of results.  analysis: the
    record the claim was checked on, if any.  exhibits: (title, expression or text) pairs that a derivation shows.
    """

    outcome: Outcome
    reason: str
    rigor: Rigor = Rigor.EXACT
    witness: str = ""
    predicted: str = ""
    observed: str = ""
    analysis: Any = None
    rows: tuple[Any, ...] = ()
    exhibits: tuple[tuple[str, Any], ...] = field(default=())


def _read_first(check: Callable[[Any, System], Checked]) -> Callable[[Any, System], Checked]:
    """A check that sees the claim as its subject reads it."""

    @wraps(check)
    def checked(claim: Any, system: System) -> Checked:
        return _where_anything_is(claim.about(system), system, check)

    return checked


def _where_anything_is(claim: Claim, system: System, check: Callable[[Any, System], Checked]) -> Checked:
    """The outcome of a check, unless nothing that is known satisfies what the claim restricts itself to."""
    limits = [c for c in claim.restrictions if c != true]
    if not limits:
        return check(claim, system)
    where = ", ".join(map(str, limits))
    found = satisfiable([*system.assumptions, *limits], system.parameters, system.functions)
    if found.contradiction:
        reason = f"nothing satisfies the hypotheses together with {where}: {found.contradiction}"
        return Checked(Outcome.VACUOUS, reason)
    checked = check(claim, system)
    if found.open and checked.outcome is Outcome.CONFIRMED:
        return undecided(f"no exact point with {where} is known, so that the claim may speak of nothing")
    return checked


class Claim(ABC):
    """One checkable statement about a system; the kind of claim picks the check.

    The declared type of a field says what may be given for it (see ``stability.theorem.fields``); anything else is
    BadInput, when the claim is made or, where it depends on the subject, when it is checked.
    """

    #: Symbols that a kind brings itself, for its users to write with.
    own: ClassVar[tuple[Symbol, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.check = _read_first(cls.check)  # type: ignore[assignment, method-assign]

    def __post_init__(self) -> None:
        coerce(self)

    @property
    def restrictions(self) -> tuple[Any, ...]:
        """Conditions to which the claim restricts itself; where nothing satisfies them it says nothing."""
        return ()

    def about(self, system: System) -> Self:
        """The same claim with the symbols of this system in place of their names; look-alikes are BadInput."""
        return cast("Self", read(self, system, self.own))

    @abstractmethod
    def check(self, system: System) -> Checked:
        """CONFIRMED, REFUTED with a witness, or UNDECIDED with a reason."""

    @abstractmethod
    def twins(self) -> tuple[Claim, ...]:
        """Statements of the same kind that are false whenever this one is true."""


def confirmed(reason: str, **more: Any) -> Checked:
    return Checked(Outcome.CONFIRMED, reason, **more)


def refuted(reason: str, witness: str, **more: Any) -> Checked:
    return Checked(Outcome.REFUTED, reason, witness=witness, **more)


def undecided(reason: str, **more: Any) -> Checked:
    return Checked(Outcome.UNDECIDED, reason, **more)


def not_smooth(
    system: System, what: str, expressions: Iterable[Any], given: Any = None, at: Any = None
) -> Checked | None:
    """None when the expressions are proven smooth near the point, or everywhere that ``given`` holds.

    given: the system's assumptions by default.  Otherwise UNDECIDED with the part in doubt, or REFUTED with an exact
    state at which there is no value.
    """
    facts = tuple(system.assumptions if given is None else given)
    asked = list(expressions)
    problem = rough(asked, facts, at)
    if not problem:
        return None
    witness = no_value(asked, system, facts) if at is None else ""
    if witness:
        return refuted(f"{what} has no value somewhere, where the claim speaks of it", witness)
    return undecided(f"{what} is not shown to be smooth: {problem}")


def nonzero_witness(system: System, *expressions: Any, off: Iterable[Any] = ()) -> str:
    """An exact point of the assumptions where one of the expressions is proven non-zero; empty when none is found.

    Where an expectation stays an integral, the proof is a certified ball that does not hold 0.  off: expressions whose
    formal derivatives were taken; only points at which they are smooth count.
    """
    derived = tuple(e for e in off if rough([e], system.assumptions))
    enclosures = iter(range(_ENCLOSURES))
    for functions in islice(
        product(*(list(islice(stock(name, system.assumptions), 4)) for name in system.functions)), 8
    ):
        given = dict(zip(system.functions, functions, strict=True))
        relations = [instantiate(a, given) for a in system.assumptions if not isinstance(a, Fact)]
        for expression in expressions:
            concrete = instantiate(expression, given)
            unknowns = concrete.free_symbols.union(*(r.free_symbols for r in (*relations, *derived)))
            for point in islice(candidates(sorted(unknowns, key=str), []), 400):
                if not all(truth(r, point) for r in relations):
                    continue
                difference = _nonzero(concrete.xreplace(point), enclosures)
                if difference and not rough((instantiate(e, given) for e in derived), (), point):
                    return f"{Sample(point, given)}: the difference is {difference}, not 0"
    return ""


def _nonzero(value: Any, enclosures: Iterator[int]) -> str:
    """The value in print when it is proven to be finite and not zero, else nothing."""
    if not value.has(Expectation):
        known = value.is_finite and 0 not in sign_set(value)
        if not known:
            return ""
        short = value if value.is_Rational else value.expand()
        return str(short if short.is_Rational else value.evalf(15))
    if next(enclosures, None) is None:  # a positive integrand proves nothing before the integral is known to exist
        return ""
    try:
        enclosure = ball(value, digits=15)
    except (NotApplicable, CannotSolve, BadInput):  # an integral that diverges there, or is too hard
        return ""
    return "" if enclosure.contains(0) else f"in {enclosure.str(10)}"


def perturbed(value: Any) -> Any:
    """The same value moved by one: never equal to it."""
    return value + Rational(1)
