"""Laws of random variables as formulas."""

from __future__ import annotations

from typing import Any

from stability.expectation import Finite, Independent, Mixture, Normal, PointMass, Pushforward, Uniform
from stability.report.literal import literal
from stability.report.notation import Notation


def law_tex(notation: Notation, law: Any) -> str:
    r"""delta_a, N(mean, variance), U[low, high], mixtures, images; another law by its own name.

    >>> law_tex(Notation(), Normal(0, 4))
    '\\mathcal{N}(0, 4)'
    """
    if isinstance(law, PointMass):
        return rf"\delta_{{{notation.tuple(law.at)}}}"
    if isinstance(law, Finite):
        return " + ".join(
            rf"{notation.tex(w)}\,\delta_{{{notation.tuple(p)}}}" for w, p in zip(law.weights, law.points, strict=True)
        )
    if isinstance(law, Normal):
        spread = law.variance if law.variance is not None else law.std**2
        return rf"\mathcal{{N}}({notation.tuple(law.mean)}, {_scalar(notation, spread)})"
    if isinstance(law, Uniform):
        ends = zip(law.low, law.high, strict=True)
        return r" \times ".join(rf"\mathcal{{U}}[{notation.tex(low)}, {notation.tex(high)}]" for low, high in ends)
    if isinstance(law, Mixture):
        parts = zip(law.weights, law.laws, strict=True)
        return " + ".join(rf"{notation.tex(w)}\,{law_tex(notation, part)}" for w, part in parts)
    if isinstance(law, Independent):
        return r" \otimes ".join(law_tex(notation, part) for part in law.laws)
    if isinstance(law, Pushforward):
        source = rf"{notation.tuple(_listed(law.variables))} \sim {law_tex(notation, law.law)}"
        return rf"\text{{the law of }} {notation.tuple(_listed(law.map))} \text{{ with }} {source}"
    return rf"\text{{{literal(str(law))}}}"


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _scalar(notation: Notation, spread: Any) -> str:
    """A variance; a 1 x 1 matrix as its entry."""
    return notation.tex(spread[0, 0] if getattr(spread, "shape", None) == (1, 1) else spread)
