"""The three ways in which a question ends without an answer.

Every message says what was asked, what was found, and what to try.
"""

from __future__ import annotations


class StabilityError(Exception):
    """Base class; never raised itself.

    >>> str(BadInput("a rational number", "0.5 is a float", "write Rational(1, 2)"))
    'Asked for a rational number. Found: 0.5 is a float. Try: write Rational(1, 2).'
    """

    def __init__(self, asked: str, found: str, remedy: str) -> None:
        super().__init__(asked, found, remedy)
        self.asked = asked
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        asked, found, remedy = (part.rstrip(". \n") for part in (self.asked, self.found, self.remedy))
        return f"Asked for {asked}. Found: {found}. Try: {remedy}."


class BadInput(StabilityError):
    """The question is malformed: the caller can fix it by writing something else."""


class NotApplicable(StabilityError):
    """The question is well formed, but the theory behind the method does not cover it."""


class CannotSolve(StabilityError):
    """The method applies, yet did not finish within its budget or could not decide.

    ``established`` lists what is nevertheless proven.
    """

    def __init__(self, asked: str, found: str, remedy: str, established: tuple[str, ...] = ()) -> None:
        super().__init__(asked, found, remedy)
        self.established = established

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} Established so far: {'; '.join(self.established)}." if self.established else text
