"""What all certificates share: the system, the sentence, the limits of the checker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sympy import Expr, Float, Rational

from stability.algebra.program import Program, exact_rational
from stability.certificate import FORMAT, Certificate
from stability.clock import Time
from stability.errors import BadInput, NotApplicable

MAX_ORDER = 96  # the checker's limit
MAX_WORK = 12 * 10**9  # estimated nanoseconds, of the 15 * 10**9 the checker grants
MAX_STEPS = 300_000  # of the 1,000,000 steps the checker grants
MAX_CHARACTERS = 1_000_000  # of the 2,000,000 it reads


def stages_of(field: Program | Sequence[Program]) -> tuple[Program, ...]:
    """One program, or the programs of a composed map in the order in which they are applied."""
    stages = (field,) if isinstance(field, Program) else tuple(field)
    if not stages or any(s.state != stages[0].state or len(s.outputs) != len(s.state) for s in stages):
        raise BadInput("a field", "no stage, or stages of different shape", "programs with one output per state")
    return stages


def rational_point(point: Any, state: Sequence[str]) -> list[Fraction]:
    """A sequence in the order of the state, or a mapping from symbols or names."""
    if isinstance(point, Mapping):
        by_name = {str(getattr(key, "name", key)): x for key, x in point.items()}
        if set(by_name) != set(state):
            raise BadInput("a point", f"coordinates {sorted(by_name)}", f"one for each of {', '.join(state)}")
        point = [by_name[name] for name in state]
    if len(point) != len(state):
        raise BadInput("a point", f"{len(point)} coordinates", f"one for each of {', '.join(state)}")
    return [rational_or_none(x, "the point") for x in point]


def rational_or_none(x: Any, where: str) -> Fraction:
    """NotApplicable for exact numbers which are irrational or hold symbols; BadInput for floats and the like."""
    if isinstance(x, Expr) and not isinstance(x, (Rational, Float)):
        what = "holds symbols" if x.free_symbols else "is irrational"
        raise NotApplicable("a certificate", f"{x} in {where} {what}",
                            "rational numbers throughout; irrational and parametric cases have no certificate yet")
    return exact_rational(x, where)


def system_data(stages: Sequence[Program], point: Sequence[Fraction] | None, time: Time) -> dict[str, Any]:
    """The part ``system`` of a certificate; parameters and functions of all stages together."""
    if time is Time.CONTINUOUS and len(stages) != 1:
        raise BadInput("the field of a flow", f"{len(stages)} stages", "one program")
    parameters: dict[str, Any] = {}
    functions: dict[str, Any] = {}
    for stage in stages:
        for name, x in stage.parameters:
            if parameters.setdefault(name, str(x)) != str(x):
                raise BadInput("one value for each parameter", f"two for {name}", "the same in all stages")
        for f in stage.functions:
            functions.setdefault(f, {"facts": [], "values": []})
        for (f, order, at), value in stage.values:
            _append(functions[f]["values"], [order, str(at), str(value)])
        for f, order, where, sign in stage.facts:
            _append(functions[f]["facts"], [order, None if where is None else str(where), sign])
    place = None if point is None else [str(x) for x in point]
    return {"state": list(stages[0].state), "parameters": parameters, "functions": functions,
            "stages": [stage.to_data() for stage in stages], "point": place}


def _append(rows: list[Any], row: list[Any]) -> None:
    if row not in rows:
        rows.append(row)


def affordable(n: int, bits: int) -> None:
    """NotApplicable where re-checking a matrix of order n takes more than seconds, by the checker's own estimate."""
    work = n**3 * (2 * n) * (80 + n * bits**2 // 1800) + 4 * n**2 * (n**2 * bits // 60 + 1) ** 2
    if n > MAX_ORDER or work > MAX_WORK:
        raise NotApplicable("a certificate", f"order {n} with entries of {bits} bits, too much to re-check in seconds",
                            f"matrices up to order {MAX_ORDER} with short entries; the verdict needs no certificate")


def finish(kind: str, time: Time, note: str, **parts: Any) -> Certificate:
    """Puts the parts together; NotApplicable when the checker would find them too long."""
    if not isinstance(note, str) or len(note) > 2000:
        raise BadInput("a note", "no text, or a long one", "at most 2000 characters")
    certificate = Certificate.of({"format": FORMAT, "kind": kind, "time": time.value, "note": note, **parts})
    if len(certificate.text) > MAX_CHARACTERS:
        raise NotApplicable("a certificate", f"{len(certificate.text)} characters of data", "a smaller system")
    return certificate
