"""Nothing is proven about nothing: hypotheses and conditions that no point satisfies."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import And, Eq, Or, Symbol, atan, cos, erf, exp, false, sin, sqrt, symbols

from stability import BadInput, Fact, Stability, Theorem, Time, analyze, find_equilibria, verify
from stability.algebra.conditions import contradictory, satisfiable
from stability.games import dirac_gan
from stability.system import System
from stability.theorem import CurvatureSign, Holds, Identity, LocationIs, Outcome, StabilityIs, Static, StepLimit

x, y, a, b = symbols("x y a b", real=True)
gamma, h = symbols("gamma h", positive=True)
n = Symbol("n", integer=True)
k = Symbol("k", integer=True, positive=True)
even = Symbol("m", even=True)
DECAY = System(Time.CONTINUOUS, (x, y), (-gamma * x, -2 * y))

#: Assumptions with a contradiction.
NOWHERE: dict[str, tuple[Any, ...]] = {
    "two bounds": (a < 1, a > 2),
    "a sine above 1": (sin(a) > 2,),
    "a sum of sines": (sin(a) + cos(b) > 3,),
    "an error function below -1": (erf(a) < -1,),
    "an arc tangent above pi/2": (atan(a) > 2,),
    "an integer between 0 and 1": (n > 0, n < 1),
    "an integer between fractions": (3 * n > 4, 3 * n < 5),
    "an integer equal to a fraction": (Eq(2 * n, 1),),
    "a positive integer below 1": (k < 1,),
    "a square below 0": (a**2 + b**2 < 0,),
    "an exponential below 0": (exp(a) + gamma < 0,),
    "opposite signs": (gamma * h < 0,),
    "a contradiction inside": (And(a > 1, b > a), b < 0),
    "false": (false,),
    "a root": (Eq(sqrt(a), -1),),
}
#: Assumptions with a point.
SOMEWHERE: dict[str, tuple[Any, ...]] = {
    "none": (),
    "a sine above 1/2": (2 * sin(a) > 1,),
    "an integer from 1 to 1": (n > 0, n < 2),
    "a large integer": (n > 1, n < 4),
    "one of two": (Or(a < -1, a > 1),),
    "an equation": (Eq(a * b, 1), a > 3),
    "a Fact": (Fact("f", 1, 0, "positive"), a > 0),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_contradictions_are_found_and_make_a_theorem_vacuous(name: str) -> None:
    """No point is claimed, and what holds under such hypotheses is VACUOUS, not CONFIRMED, and so is its negation."""
    assert contradictory(NOWHERE[name])
    assert satisfiable(NOWHERE[name]).sample is None
    for claim in (Holds(a > 5), Holds(a <= 5)):
        finding = verify(Theorem("t", "s", "s", NOWHERE[name], Static("numbers"), claim))
        assert finding.outcome is Outcome.VACUOUS, finding.reason
        assert "nothing satisfies" in finding.reason


@pytest.mark.parametrize("name", NOWHERE)
def test_a_system_under_contradictory_assumptions_is_not_analysed(name: str) -> None:
    """Neither equilibria nor verdicts are handed out."""
    with pytest.raises(BadInput, match="contradict each other"):
        analyze(DECAY.assuming(*NOWHERE[name]), cross_check=False)
    with pytest.raises(BadInput, match="contradict each other"):
        find_equilibria(DECAY.assuming(*NOWHERE[name]))


@pytest.mark.parametrize("name", SOMEWHERE)
def test_what_has_a_point_is_not_called_contradictory(name: str) -> None:
    """The twin: an exact sample."""
    found = satisfiable(SOMEWHERE[name])
    assert found.sample is not None and not found.contradiction
    claim = Identity((a + 1) ** 2, a**2 + 2 * a + 1)
    assert verify(Theorem("t", "s", "s", SOMEWHERE[name], Static("numbers"), claim)).outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(
    "hypotheses",
    [(cos(a**2) + a**3 > 10**9, a < 0), (Eq(n**2, 2),), (sin(a) > a, a > 0), (Eq(a, exp(-a)), a > 1)],
    ids=str,
)
def test_without_a_point_and_without_a_contradiction_nothing_is_confirmed(hypotheses: tuple[Any, ...]) -> None:
    """UNDECIDED says that the hypotheses may hold nowhere; none of these does."""
    assert satisfiable(hypotheses).open or satisfiable(hypotheses).contradiction
    finding = verify(Theorem("t", "s", "s", hypotheses, Static("numbers"), Identity(a + a, 2 * a)))
    assert finding.outcome in (Outcome.UNDECIDED, Outcome.VACUOUS)


RESTRICTED: dict[str, tuple[Any, Any]] = {
    "a verdict": (StabilityIs(Stability.UNSTABLE, condition=gamma < 0), DECAY),
    "the opposite verdict": (StabilityIs(Stability.EXPONENTIALLY_STABLE, condition=gamma < 0), DECAY),
    "a location": (LocationIs(0, 0, 2, condition=And(gamma < 1, gamma > 2)), DECAY),
    "a step limit": (StepLimit(h, gamma, gamma < -1), System(Time.DISCRETE, (x,), (x - h * x,))),
    "a curvature": (CurvatureSign("generator", "theta", 1, where=(a**2 < 0,)), dirac_gan()),
    "a condition outside the hypotheses": (
        StabilityIs(Stability.UNSTABLE, condition=gamma > 3),
        DECAY.assuming(gamma < 2),
    ),
}


@pytest.mark.parametrize("name", RESTRICTED)
def test_a_condition_that_nothing_satisfies_makes_a_claim_vacuous(name: str) -> None:
    """Neither a verdict nor its opposite is CONFIRMED where no parameter value is left."""
    claim, subject = RESTRICTED[name]
    finding = verify(Theorem("t", "s", "s", (), subject, claim))
    assert finding.outcome is Outcome.VACUOUS, finding.reason


def test_a_condition_that_something_satisfies() -> None:
    """The twin: a satisfiable condition keeps its outcome."""
    good = StabilityIs(Stability.EXPONENTIALLY_STABLE, condition=gamma < 1)
    assert verify(Theorem("t", "s", "s", (), DECAY, good)).as_expected
    bad = StabilityIs(Stability.UNSTABLE, condition=gamma < 1)
    assert verify(Theorem("t", "s", "s", (), DECAY, bad)).outcome is Outcome.REFUTED


#: Facts that no smooth function satisfies together.
CLASHES = [
    (Fact("f", 1, 0, "zero"), Fact("f", 1, None, "nonzero")),
    (Fact("f", 1, 0, "positive"), Fact("f", 1, 0, "negative")),
    (Fact("f", 1, None, "positive"), Fact("f", 1, 3, "nonpositive")),
    (Fact("f", 2, None, "zero"), Fact("f", 3, 0, "nonzero")),
    (Fact("f", 1, None, "nonzero"), Fact("f", 1, 0, "positive"), Fact("f", 1, 1, "negative")),
    (Fact("f", 1, a, "positive"), Fact("f", 1, a, "zero")),
]
COMPATIBLE = [
    (Fact("f", 1, 0, "zero"), Fact("f", 1, 1, "nonzero")),
    (Fact("f", 1, 0, "zero"), Fact("f", 2, None, "nonzero")),
    (Fact("f", 1, 0, "zero"), Fact("g", 1, None, "nonzero")),
    (Fact("f", 2, None, "zero"), Fact("f", 1, 0, "nonzero")),
    (Fact("f", 1, a, "positive"), Fact("f", 1, b, "zero")),
]


@pytest.mark.parametrize("facts", CLASHES, ids=str)
def test_facts_that_contradict_each_other_are_refused(facts: tuple[Fact, ...]) -> None:
    """A game, a system and their equilibria have no meaning under them; a theorem is vacuous."""
    with pytest.raises(BadInput, match="some function satisfies"):
        System(Time.CONTINUOUS, (x,), (-x,), assumptions=facts)
    with pytest.raises(BadInput, match="some function satisfies"):
        dirac_gan(assumptions=facts)
    theorem = Theorem("t", "s", "s", facts, DECAY, StabilityIs(Stability.EXPONENTIALLY_STABLE))
    assert verify(theorem).outcome is Outcome.VACUOUS


@pytest.mark.parametrize("facts", COMPATIBLE, ids=str)
def test_facts_that_go_together_are_accepted(facts: tuple[Fact, ...]) -> None:
    """The twins: other orders, other places, other functions."""
    assert System(Time.CONTINUOUS, (x,), (-x,), assumptions=facts).assumptions == facts
