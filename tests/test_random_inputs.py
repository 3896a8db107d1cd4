"""Random questions end in a result or in one of our refusals, never in anything else, and never without an end."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from random_inputs import KINDS, ended, outcome

#: Of the whole run; a part of it: STABILITY_RANDOM=20000:30000 (an interrupted run goes on where it stopped).
ALL = 100_000
#: Questions that take more than half a second of processor time, and those that need SymPy's slow corners.
SLOW = {0, 36, 51, 56, 76, 80, 86, 95, 100, 126, 155}
#: Questions asked in every run of the tests: quick ones of every kind.
SAMPLE = tuple(k for k in range(160) if k not in SLOW)
#: Questions of the longer runs that ended in foreign errors, or ended the interpreter.
MENDED = (83, 123, 273, 1032, 4691, 6203)


def test_a_sample() -> None:
    """A hundred and fifty questions in one worker process; the limit for each only ends a hang."""
    found = sorted(ended(SAMPLE, 1, 180), key=lambda e: e.number)
    defects = [e for e in found if e.how in ("foreign", "dead", "late")]
    assert not defects, "\n".join(f"{e.number} {e.kind} {e.how}: {e.text}" for e in defects)
    answered = Counter(e.kind for e in found if e.how == "result")
    assert all(answered[kind.__name__] for kind in KINDS)  # the questions are not merely refused


@pytest.mark.parametrize("number", MENDED)
def test_questions_that_once_ended_otherwise(number: int) -> None:
    """Aborts in flint, divisions by zero, roots without a name in NumPy: now results or refusals."""
    assert outcome(number).how != "foreign"


def test_a_question_can_be_repeated() -> None:
    """The same number is the same question, with the same end."""
    assert [outcome(k) for k in (2, 7, 12)] == [outcome(k) for k in (2, 7, 12)]


@pytest.mark.slow
def test_all_questions() -> None:
    """A hundred thousand, or the range that is asked for."""
    first, _, last = os.environ.get("STABILITY_RANDOM", f"0:{ALL}").partition(":")
    found = ended(range(int(first), int(last)), os.cpu_count() or 1)
    defects = [e for e in found if e.how in ("foreign", "dead", "late")]
    assert not defects, "\n".join(f"{e.number} {e.kind} {e.how}: {e.text.splitlines()[0]}" for e in defects)
