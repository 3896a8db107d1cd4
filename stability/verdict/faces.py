"""Verdicts at the boundary of a closed state space."""

from __future__ import annotations

from dataclasses import replace

from stability.verdict.record import Stability, Verdict

_STABLE = (
    Stability.EXPONENTIALLY_STABLE,
    Stability.ASYMPTOTICALLY_STABLE,
    Stability.SEMISTABLE,
    Stability.STABLE,
)
_CARRIED = "a stable point is stable for starts inside as well, as long as they stay inside"
_OPEN = "starts inside alone may behave better"


def at_faces(verdict: Verdict, faces: tuple[str, ...]) -> Verdict:
    """The verdict with a remark on the side on which it holds: a whole neighbourhood in R^n is judged, on both sides.

    faces: those of the state space on which the point lies; without any, the verdict is returned as it is.
    """
    if not faces:
        return verdict

    def told(reason: str, stability: Stability) -> str:
        side = _CARRIED if stability in _STABLE else _OPEN
        return (
            f"{reason}; the point lies on the face {', '.join(faces)} of the state space, and the verdict is that of a "
            f"whole neighbourhood, on both sides of it: {side}"
        )

    cases = tuple(replace(case, reason=told(case.reason, case.stability)) for case in verdict.cases)
    return replace(verdict, reason=told(verdict.reason, verdict.stability), cases=cases)
