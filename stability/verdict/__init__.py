"""From locations and nonlinear arguments to a verdict, with what is proven and by which argument."""

from stability.verdict.decide import decide
from stability.verdict.evidence import Evidence
from stability.verdict.faces import at_faces
from stability.verdict.rate import closed_form_eigenvalues
from stability.verdict.record import Case, Facts, Settled, Stability, Truth, Verdict, stability_of

__all__ = [
    "Case",
    "Evidence",
    "Facts",
    "Settled",
    "Stability",
    "Truth",
    "Verdict",
    "at_faces",
    "closed_form_eigenvalues",
    "decide",
    "stability_of",
]
