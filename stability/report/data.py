"""Records as JSON: exact values as texts, counts as integers, no floating-point numbers."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

from stability.algebra.names import Internal
from stability.report.numbers import shown

#: Decimal digits of eigenvalues.
_DIGITS = 30


def analysis_json(analysis: Any) -> str:
    """The records of an Analysis as JSON text; simulated values appear as what their tolerance guarantees.

    >>> import json
    >>> from stability import analyze
    >>> from stability.games import dirac_gan
    >>> data = json.loads(analysis_json(analyze(dirac_gan())))
    >>> data["local"][0]["verdict"]["stability"], data["local"][0]["eigenvalues"][0]
    ('STABLE', {'value': "I*f'(0)", 'multiplicity': 1})
    """
    return json.dumps(analysis_data(analysis), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def analysis_data(analysis: Any) -> dict[str, Any]:
    """The same as a dictionary."""
    return {
        "system": _system(analysis.system),
        "equilibria": _equilibria(analysis.equilibria),
        "local": [_local(item) for item in analysis.local],
        "refused": [{"equilibrium": _point(point), "reason": str(why)} for point, why in analysis.refused],
    }


def finding_json(finding: Any) -> dict[str, Any]:
    """A Finding as a dictionary that JSON can hold; ``seconds`` is a text."""
    theorem = finding.theorem
    return {
        "name": theorem.name,
        "source": theorem.source,
        "statement": theorem.statement,
        "erratum": theorem.erratum,
        "expected": finding.expected.name,
        "outcome": finding.outcome.name,
        "as_expected": bool(finding.as_expected),
        "rigor": finding.rigor.name,
        "reason": finding.reason,
        "predicted": finding.predicted,
        "observed": finding.observed,
        "witness": finding.witness,
        "sample": finding.sample,
        "hypotheses": [str(a) for a in theorem.system.assumptions],
        "checks": [_checked(claim, result) for claim, result in zip(theorem.claim, finding.results, strict=False)],
        "twins": [{**_checked(t.claim, t.checked), "refuted": bool(t.refuted)} for t in finding.twins],
        "seconds": f"{finding.seconds:.3f}",
    }


def _checked(claim: Any, result: Any) -> dict[str, Any]:
    return {
        "kind": type(claim).__name__,
        "outcome": result.outcome.name,
        "rigor": result.rigor.name,
        "reason": result.reason,
        "witness": result.witness,
        "predicted": result.predicted,
        "observed": result.observed,
        "exhibits": {str(name): plain(value) for name, value in result.exhibits},
    }


def plain(value: Any) -> Any:
    """Texts, integers, lists and dictionaries."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if hasattr(value, "tolist") and hasattr(value, "rows"):
        return [[plain_expression(entry) for entry in row] for row in value.tolist()]
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return plain_expression(value)


def plain_expression(value: Any) -> str:
    """The text of an expression; a symbol of ours with the name of another one in it is marked."""
    free = getattr(value, "free_symbols", ())
    names = {str(s) for s in free if not isinstance(s, Internal)}
    clashes = {s: Internal(f"{s}_own", **s.assumptions0) for s in free if isinstance(s, Internal) and str(s) in names}
    return str(value.xreplace(clashes) if clashes else value)


def _system(system: Any) -> dict[str, Any]:
    game = system.game
    data = {
        "name": system.name,
        "time": system.time.name.lower(),
        "state": [str(s) for s in system.state],
        "parameters": [str(s) for s in system.parameters],
        "functions": list(system.functions),
        "assumptions": [str(a) for a in system.assumptions],
        "stages": [[str(c) for c in stage] for stage in system.maps],
    }
    if game is not None:
        data["players"] = [
            {"name": p.name, "variables": [str(v) for v in p.variables], "loss": str(p.loss)} for p in game.players
        ]
    return data


def _equilibria(found: Any) -> dict[str, Any]:
    return {
        "completeness": str(found.completeness),
        "reason": found.reason,
        "domain": list(found.domain),
        "argument": list(found.argument),
        "points": [_point(p) for p in found.points],
        "components": [
            {
                "equations": [str(e) for e in c.equations],
                "dimension": c.dimension,
                "conditions": [str(x) for x in c.conditions],
                "rests_the_game": c.rests_the_game,
            }
            for c in found.components
        ],
        "undecided_boxes": len(found.undecided),
    }


def _point(point: Any) -> dict[str, Any]:
    data = {
        "point": {str(s): str(v) for s, v in point.point},
        "exact": bool(point.exact),
        "rigor": point.rigor.name,
        "method": point.method,
        "conditions": [str(c) for c in point.conditions],
    }
    if point.rests_the_game is not None:
        data["rests_the_game"] = bool(point.rests_the_game)
    if point.box is not None:
        data["box"] = {str(s): [str(low), str(high)] for s, (low, high) in point.box}
    return data


def _local(item: Any) -> dict[str, Any]:
    return {
        "equilibrium": _point(item.equilibrium),
        "type_in_the_game": None if item.solution_type is None else item.solution_type.described,
        "jacobian": plain(item.linearization.jacobian),
        "characteristic_polynomial": [str(c) for c in item.coefficients],
        "eigenvalues": _eigenvalues(item),
        "verdict": _verdict(item.verdict),
        "cross_check": _cross_check(item.cross_check),
    }


def _eigenvalues(item: Any) -> list[dict[str, Any]]:
    if item.eigenvalues is not None:
        return [{"value": str(value), "multiplicity": int(m)} for value, m in item.eigenvalues]
    found = item.spectrum.eigenvalues if item.spectrum is not None else ()
    return [
        {"decimal": str(e.evalf(_DIGITS)), "multiplicity": int(e.algebraic_multiplicity), "side": e.side} for e in found
    ]


def _verdict(verdict: Any) -> dict[str, Any]:
    certificate = verdict.certificate
    return {
        "stability": verdict.stability.name,
        "rigor": verdict.rigor.name,
        "rate": _rate(verdict.rate),
        "condition": str(verdict.condition),
        "reason": verdict.reason,
        "facts": _facts(verdict.facts),
        "cases": [_case(case) for case in verdict.cases],
        "certificate": None if certificate is None else json.loads(certificate.to_json()),
        "certificate_reason": verdict.certificate_reason,
    }


def _rate(rate: Any) -> str | None:
    return None if rate is None else str(rate)


def _case(case: Any) -> dict[str, Any]:
    location = case.location
    return {
        "condition": str(case.condition),
        "stability": case.stability.name,
        "rate": _rate(case.rate),
        "reason": case.reason,
        "location": None
        if location is None
        else {
            "inside": int(location.inside),
            "boundary": int(location.boundary),
            "outside": int(location.outside),
            "semisimple": location.semisimple,
        },
        "conserved": None if case.conserved is None else str(case.conserved.expression),
        "facts": _facts(case.facts),
    }


def _facts(facts: Any) -> dict[str, dict[str, str]]:
    names = ("lyapunov_stable", "attracting", "exponential", "semistable")
    return {
        name: {"truth": getattr(facts, name).truth.value, "argument": getattr(facts, name).argument} for name in names
    }


def _cross_check(check: Any) -> dict[str, Any]:
    return {
        "outcome": check.outcome.value,
        "reason": check.reason,
        "runs": [
            {"sample": str(run.sample), "outcome": run.outcome.value, "rows": [_row(row) for row in run.rows]}
            for run in check.runs
        ],
    }


def _row(row: Any) -> dict[str, Any]:
    number = shown(row)
    within = None if number.exponent is None else f"1e{number.exponent}"
    return {
        "quantity": row.quantity,
        "predicted": number.predicted,
        "observed": number.observed,
        "within": within,
        "agrees": bool(row.agrees),
    }
