"""Claims with one field spoiled or written otherwise, made from the claims of the theorem files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from sympy import Basic, Expr, Float, Integer, MatrixBase, Rational, Symbol

from stability.theorem import Claim


@dataclass(frozen=True)
class Mutant:
    """what was done to which field; value: what stands there now; same: whether it says the same as before."""

    field: str
    what: str
    value: Any
    same: bool

    def of(self, claim: Claim) -> Claim:
        return replace(claim, **{self.field: self.value})  # type: ignore[type-var]


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Every field as text, name, look-alike symbol, float, NumPy scalar, wrong shape and None."""
    for f in fields(claim):  # type: ignore[arg-type]
        value = getattr(claim, f.name)
        for what, other in WHOLE.items():
            if type(other) is not type(value) or other != value:
                yield Mutant(f.name, what, other, same=False)
        for what, (change, same) in LEAVES.items():
            changed = _first(value, change)
            if changed is not None:
                yield Mutant(f.name, what, changed, same)


#: Whole fields: never what was meant.
WHOLE: dict[str, Any] = {
    "text": "2*x + 1",
    "a name of nothing": "no_such_symbol",
    "None": None,
    "float": 0.25,
    "NumPy float": np.float64(0.25),
    "short NumPy float": np.float32(0.25),
    "nothing": (),
    "an empty text": "",
    "a set": frozenset({1}),
    "one empty row": ((),),
    "a class": Symbol,
}


def _text(leaf: Any) -> Any:
    return str(leaf) + " + 0" if isinstance(leaf, Expr) else None


def _name(leaf: Any) -> Any:
    return leaf.name if isinstance(leaf, Symbol) and leaf.name.isidentifier() else None


def _look_alike(leaf: Any) -> Any:
    """The leaf in a symbol of the same name that is declared otherwise."""
    if not isinstance(leaf, Basic) or not leaf.free_symbols:
        return None
    symbol = min(leaf.free_symbols, key=str)
    declared = symbol.is_commutative and not symbol.is_negative
    other = Symbol(symbol.name, negative=True) if declared else Symbol(symbol.name, real=True)
    return leaf.xreplace({symbol: other}) if leaf.has(symbol) and other != symbol else None


def _float(leaf: Any) -> Any:
    if isinstance(leaf, bool):
        return None
    return float(leaf) if isinstance(leaf, (int, Rational)) else leaf + Float(0.37) if isinstance(leaf, Expr) else None


def _numpy_integer(leaf: Any) -> Any:
    return np.int64(int(leaf)) if isinstance(leaf, (int, Integer)) and not isinstance(leaf, bool) else None


def _numpy_flag(leaf: Any) -> Any:
    return np.bool_(leaf) if isinstance(leaf, bool) else None


def _nothing(leaf: Any) -> Any:
    return () if isinstance(leaf, Basic) else None


#: Parts of fields, and whether the claim still says the same.
LEAVES: dict[str, tuple[Callable[[Any], Any], bool]] = {
    "an expression as text": (_text, False),
    "a symbol by its name": (_name, True),
    "a look-alike": (_look_alike, False),
    "a float inside": (_float, False),
    "a NumPy integer inside": (_numpy_integer, True),
    "a NumPy truth value": (_numpy_flag, True),
    "a part without entries": (_nothing, False),
}


def _first(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with the first leaf changed that can be; None when none can."""
    if isinstance(value, dict):
        found = _first(tuple(value.items()), change)
        return None if found is None or not all(isinstance(p, tuple) and len(p) == 2 for p in found) else dict(found)
    if isinstance(value, (tuple, list)):
        for i, entry in enumerate(value):
            found = _first(entry, change)
            if found is not None:
                return (*value[:i], found, *value[i + 1 :])
        return None
    return None if isinstance(value, MatrixBase) else change(value)
