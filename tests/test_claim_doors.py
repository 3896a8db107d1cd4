"""Every field of every claim is coerced or refused: by name, text, look-alike, float, NumPy scalar, shape, None."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import fields
from types import FrameType
from typing import Any

import numpy as np
import pytest
from claim_mutants import Mutant, mutants
from sympy import Dummy, Function, I, Integer, Integral, Rational, Symbol, oo, symbols

import stability.theorem as theorem_module
from stability import BadInput, Fact, Stability, Theorem, Time, catalogue, verify
from stability.algebra.jets import Jet
from stability.errors import StabilityError
from stability.games import dirac_gan
from stability.system import System
from stability.theorem import (
    Arc,
    Arrow,
    Claim,
    ConvergesToSet,
    EigenvaluesAt,
    EquilibriaAre,
    FactorsAre,
    FlowReaches,
    Holds,
    Identity,
    InvariantSet,
    Iterates,
    JacobianIs,
    LocationIs,
    Method,
    NeverAtRest,
    NumberIs,
    OneSidedField,
    Outcome,
    OwnHessian,
    PackedUpperBound,
    RestPointsOf,
    SpectrumIs,
    StabilityIs,
    StableIff,
    Static,
    StepLimit,
)
from stability.theorem.asked import doors_of
from stability.theorem.reading import subject_symbols, symbols_within

x, y = symbols("x y", real=True)
gamma = Symbol("gamma", positive=True)
DECAY = System(Time.CONTINUOUS, (x, y), (-gamma * x, -2 * y))
KINDS = [k for k in vars(theorem_module).values() if isinstance(k, type) and issubclass(k, Claim) and k is not Claim]


def small(claim: Any, subject: Any = DECAY, hypotheses: tuple[Any, ...] = ()) -> Theorem:
    return Theorem("t", "source", "statement", hypotheses, subject, claim)


@pytest.mark.parametrize("kind", [*KINDS, Arc, Arrow, Method])
def test_every_field_of_every_kind_has_a_door(kind: Any) -> None:
    """No field of a claim, nor of a record inside claims, takes whatever is given."""
    assert set(doors_of(kind)) == {f.name for f in fields(kind)}


SAME = {
    "a stability by its name": (StabilityIs("EXPONENTIALLY_STABLE"), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    "a stability in small letters": (
        StabilityIs("exponentially_stable", at={"x": 0, "y": 0}),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at={x: Integer(0), y: Integer(0)}),
    ),
    "points by names": (EquilibriaAre([{"x": 0, "y": 0}]), EquilibriaAre(({x: Integer(0), y: Integer(0)},))),
    "a truth value of Python": (StableIff(True), StableIff(x**2 >= 0)),
    "NumPy integers": (LocationIs(np.int64(2), np.int32(0), np.uint8(0)), LocationIs(2, 0, 0)),
    "SymPy integers": (LocationIs(Integer(2), Integer(0), Integer(0)), LocationIs(2, 0, 0)),
    "a matrix of NumPy integers": (
        JacobianIs([[-gamma, np.int64(0)], [0, np.int64(-2)]]),
        JacobianIs(((-gamma, Integer(0)), (Integer(0), Integer(-2)))),
    ),
    "a list of eigenvalues": (SpectrumIs([-gamma, -2]), SpectrumIs((-gamma, Integer(-2)))),
    "a parameter by its name": (
        EigenvaluesAt({"gamma": 1}, (("-1", "0"), ("-2", "0"))),
        EigenvaluesAt({gamma: Integer(1)}, (("-1", "0"), ("-2", "0"))),
    ),
    "a variable by its name": (
        FactorsAre((("s", 1), (Symbol("s") + 3, 2)), "s"),
        FactorsAre(((Symbol("s"), 1), (Symbol("s") + 3, 2)), Symbol("s")),
    ),
    "an integer as a decimal": (NumberIs(Integer(3), 3), NumberIs(Integer(3), "3")),
    "a state variable by its name": (NeverAtRest("y", 1), NeverAtRest(y, 1)),
}


@pytest.mark.parametrize("name", SAME)
def test_what_means_the_same_is_the_same_claim(name: str) -> None:
    """Names of symbols and of enumeration members, NumPy and SymPy integers, lists: read as what they stand for."""
    given, meant = SAME[name]
    assert given.about(DECAY) == meant
    assert verify(small(given)).outcome is verify(small(meant)).outcome


def test_claims_by_names_are_confirmed_with_their_twins() -> None:
    """A true claim in names is CONFIRMED, checked directly or by ``verify``, and its twins are made of symbols."""
    claim = SpectrumIs((Integer(-2), -gamma), at={"x": 0, "y": 0})
    assert claim.check(DECAY).outcome is Outcome.CONFIRMED
    finding = verify(small((claim, EquilibriaAre([{"x": 0, "y": 0}]), InvariantSet({"x": 0}))))
    assert finding.as_expected and finding.twins, finding.reason


alike, apart = Symbol("x", positive=True), Symbol("gamma")
REFUSED: dict[str, Any] = {
    "a float": lambda: SpectrumIs((-1.0, -2.0)),
    "a float inside": lambda: Identity(0.5 * x, x / 2),
    "a NumPy float": lambda: NumberIs(np.float64(0.5), "0.5"),
    "text for a count": lambda: LocationIs(inside="2", boundary=0, outside=0),
    "a float for a count": lambda: LocationIs(2.0, 0, 0),
    "a truth value for a count": lambda: LocationIs(True, 0, 0),
    "a negative count": lambda: LocationIs(-1, 2, 1),
    "text for an expression": lambda: Identity("x**2", x**2),
    "a misspelt stability": lambda: StabilityIs("STABEL"),
    "None for an expression": lambda: Identity(None, x),
    "a number for a tuple": lambda: SpectrumIs(-gamma),
    "a set for a tuple": lambda: SpectrumIs({-gamma, -2}),
    "rows of different lengths": lambda: JacobianIs([[1, 2], [3]]),
    "a pair that is none": lambda: FactorsAre(((x, 1, 2),), x),
    "a float for a decimal": lambda: NumberIs(Rational(1, 2), 0.5),
    "prose for a decimal": lambda: NumberIs(Rational(1, 2), "one half"),
    "nan for a decimal": lambda: NumberIs(Rational(1, 2), "nan"),
    "infinity": lambda: Identity(oo, x),
    "a symbol for a condition": lambda: Holds(x),
    "text for a condition": lambda: Holds("x > 0"),
    "None for a condition": lambda: StabilityIs(Stability.STABLE, condition=None),
    "a sign that is no strict one": lambda: NeverAtRest(x, 0),
    "a class": lambda: RestPointsOf(System),
    "a coordinate twice": lambda: EquilibriaAre([((x, 0), (x, 1))]),
    "no statement": lambda: EigenvaluesAt({gamma: 1}),
    "no decimal at all": lambda: FlowReaches({x: 1, y: 1}, 1, (None, None)),
    "iterates without numbers": lambda: Iterates({x: 1}),
    "text with a call": lambda: Identity("__import__('os')", x),
    "a look-alike point": lambda: EquilibriaAre([{alike: 0, y: 0}]).about(DECAY),
    "a look-alike parameter": lambda: SpectrumIs((-apart, -2)).about(DECAY),
    "a dummy of the same name": lambda: Identity(Dummy("x", real=True), x).about(DECAY),
    "a look-alike within the claim": lambda: Identity(Symbol("q"), Symbol("q", real=True)).about(DECAY),
    "a look-alike in a condition": lambda: StableIff(Symbol("gamma", real=True) > 0).about(DECAY),
    "a point without a coordinate": lambda: StabilityIs(Stability.STABLE, at={x: 0}).about(DECAY),
    "a point with a coordinate too many": lambda: EquilibriaAre([{x: 0, y: 0, gamma: 1}]).about(DECAY),
    "a name of nothing": lambda: NeverAtRest("q", 1).about(DECAY),
    "a parameter for a state variable": lambda: NeverAtRest(gamma, 1).about(DECAY),
    "too few components": lambda: OneSidedField(x, (1,), (2,)).about(DECAY),
    "a look-alike of a symbol that the kind brings": lambda: PackedUpperBound(Symbol("tau", real=True)).about(DECAY),
    "a look-alike coordinate": lambda: ConvergesToSet({alike: 0, y: 0}).about(DECAY),
    "a look-alike step": lambda: StepLimit(Symbol("gamma", real=True), Integer(1), gamma > 0).about(DECAY),
    "a bound variable": lambda: Identity(Integral(x * y, (y, 0, 1)), x / 2),
    "a player that is a number": lambda: OwnHessian(1, 0, 0, 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_field_cannot_mean_is_bad_input(name: str) -> None:
    """Refused with the field, what was found and what to write; never REFUTED and never another exception."""
    with pytest.raises(BadInput) as refusal:
        REFUSED[name]()
    assert refusal.value.asked and refusal.value.found and refusal.value.remedy


def test_the_refusal_of_a_look_alike_says_so() -> None:
    """The message names the symbol, says that two are meant and in what they differ."""
    with pytest.raises(
        BadInput,
        match=r"same name, Symbol\('x', positive=True\) and not Symbol\('x', real=True\)",
    ):
        verify(small(EquilibriaAre([{alike: 0, y: 0}])))
    with pytest.raises(BadInput, match="Rational"):
        SpectrumIs((-0.5, -2))


def test_functions_and_jets_are_read_alike() -> None:
    """f'(0) written as a derivative of SymPy's undetermined function is the jet that the subject holds."""
    f, t = Function("f"), Symbol("t", real=True)
    slope = f(t).diff(t).subs(t, 0)
    assert SpectrumIs((I * slope, -I * slope)) == SpectrumIs((I * Jet("f", 1, 0), -I * Jet("f", 1, 0)))
    assert verify(small(SpectrumIs((I * slope, -I * slope)), dirac_gan())).outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(
    "spoiled",
    [
        {"name": 3},
        {"source": None},
        {"statement": b"text"},
        {"hypotheses": None},
        {"hypotheses": "gamma > 0"},
        {"hypotheses": (gamma,)},
        {"hypotheses": (gamma > 0.5,)},
        {"subject": None},
        {"subject": "dirac_gan"},
        {"subject": (dirac_gan(), dirac_gan())},
        {"subject": System},
        {"claim": None},
        {"claim": ()},
        {"claim": StabilityIs},
        {"claim": "StabilityIs"},
        {"expected": "TRUE"},
        {"expected": None},
        {"erratum": 1},
        {"label": None},
    ],
    ids=str,
)
def test_fields_of_a_theorem(spoiled: dict[str, Any]) -> None:
    """What a theorem cannot be made of is refused when it is made."""
    good = {"name": "t", "source": "s", "statement": "s", "hypotheses": (), "subject": DECAY, "claim": Holds(gamma > 0)}
    assert Theorem(**good).expected == "CONFIRMED"  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        Theorem(**{**good, **spoiled})


def test_fields_of_a_theorem_that_mean_the_same() -> None:
    """A single hypothesis, a list of claims, an outcome as a member of its enumeration."""
    one = Theorem("t", "s", "s", gamma > 1, DECAY, [Holds(gamma > 0)], expected=Outcome.CONFIRMED)
    assert one == Theorem("t", "s", "s", (gamma > 1,), DECAY, (Holds(gamma > 0),))
    assert Static("s", x > 0) == Static("s", (x > 0,))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"f": None},
        {"f": "not a name"},
        {"f": x},
        {"order": "1"},
        {"order": 1.0},
        {"order": -1},
        {"order": None},
        {"order": True},
        {"at": 0.5},
        {"at": "0"},
        {"at": (0,)},
        {"sign": None},
        {"sign": 1},
        {"sign": "greater"},
        {"sign": ["zero"]},
    ],
    ids=str,
)
def test_fields_of_a_fact(spoiled: dict[str, Any]) -> None:
    """What a Fact cannot be made of is refused; NumPy and SymPy integers are its order."""
    with pytest.raises(BadInput):
        Fact(**{"f": "f", "order": 1, "at": 0, "sign": "zero", **spoiled})


def test_integers_of_a_fact() -> None:
    """NumPy and SymPy integers mean the same order and the same point."""
    assert Fact("f", np.int64(2), np.int64(0)) == Fact("f", Integer(2), 0) == Fact("f", 2, Integer(0))


def _subjects(step: int) -> Iterator[tuple[Claim, System]]:
    """(claim, system) of every ``step``-th theorem file whose subject can be built."""
    for name in catalogue.names("theorems")[::step]:
        theorem = catalogue.find("theorems", name)
        try:
            system = theorem.system
        except StabilityError:
            continue
        yield from ((claim, system) for claim in theorem.claim)


def _unknown(mutant: Mutant, claim: Claim, system: System) -> bool:
    """Whether the symbol that became a name occurs nowhere else, so that the name says nothing."""
    spoiled = mutant.of(claim)
    lost = symbols_within(claim) - symbols_within(spoiled) - subject_symbols(system)
    return mutant.what == "a symbol by its name" and bool(lost)


def _let_in(claim: Claim, system: System) -> Iterator[tuple[Mutant, Claim]]:
    """Mutants that are let in although they do not say the same: other statements of the kind."""
    for mutant in mutants(claim):
        said = f"{type(claim).__name__}: {mutant.what} of {mutant.field}"
        try:
            read = mutant.of(claim).about(system)
        except BadInput:
            assert not mutant.same or _unknown(mutant, claim, system), f"{said} is refused"
            continue
        assert not mutant.same or read == claim, f"{said} says something else"
        if read != claim:
            yield mutant, read


#: Mutations that can make another statement of the kind: nothing claimed or given here, another player, other prose.
OTHER = {"nothing", "None", "text", "a name of nothing", "a look-alike", "a part without entries"}


def test_spoiled_fields_of_some_claims_are_read_or_refused() -> None:
    """Every field of the claims of some theorem files in every spoiled form: the same claim, or BadInput."""
    kinds = set()
    for claim, system in _subjects(12):
        if type(claim) not in kinds:
            kinds.add(type(claim))
            assert {mutant.what for mutant, _ in _let_in(claim, system)} <= OTHER
    assert len(kinds) > 20


def _too_long(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.slow
def test_spoiled_fields_of_all_claims_end_in_an_answer_or_a_refusal() -> None:
    """Every field of every claim of the theorem files; what is let in is checked, the smallest claim of each kind.

    A check ends in an outcome or in an error of ours.  15 s: a check of another statement may be a long search.
    """
    smallest: dict[type, tuple[int, Claim, System]] = {}
    for claim, system in _subjects(1):
        assert {mutant.what for mutant, _ in _let_in(claim, system)} <= OTHER
        size = len(str(claim)) + 10 * len(system.state)
        if type(claim) not in smallest or size < smallest[type(claim)][0]:
            smallest[type(claim)] = size, claim, system
    before = signal.signal(signal.SIGALRM, _too_long)
    try:
        for _, claim, system in smallest.values():
            for _, other in _let_in(claim, system):
                signal.alarm(15)
                try:
                    other.check(system)
                except (StabilityError, TimeoutError):
                    pass
                finally:
                    signal.alarm(0)
    finally:
        signal.signal(signal.SIGALRM, before)
