"""Records as text for a terminal: at most 80 columns."""

from __future__ import annotations

import textwrap
from typing import Any

from sympy import true

from stability.clock import Time
from stability.report.numbers import shown
from stability.verdict import Stability

COLUMNS = 80


def analysis_text(analysis: Any) -> str:
    """A summary of an Analysis.

    >>> from stability import analyze
    >>> from stability.games import dirac_gan
    >>> print(analysis_text(analyze(dirac_gan(), cross_check=False)))
    Dirac-GAN: a flow in theta, psi
    equilibria    PROVEN COMPLETE: every case is solved or excluded: 1 isolated
    <BLANKLINE>
    (theta, psi) = (0, 0)
    eigenvalues   I*f'(0), -I*f'(0)
    verdict       STABLE (exact)
    because       psi**2 + theta**2 is conserved and has a strict extremum at the
                  point
    rate          0
    in the game   local Nash by convexity of the own losses, not strict
    simulation    not run: not asked for
    """
    system, found = analysis.system, analysis.equilibria
    kind = "flow" if system.time is Time.CONTINUOUS else "map"
    lines = _wrapped(f"{system.name or 'System'}: a {kind} in {', '.join(map(str, system.state))}", "")
    lines += _entry("equilibria", f"{found.completeness}: {found.reason}")
    for component in found.components:
        lines += _entry("component", str(component))
    for item in analysis.local:
        lines += ["", *_local(item)]
    for point, reason in analysis.refused:
        lines += ["", *_wrapped(str(point), ""), *_entry("refused", reason)]
    return "\n".join(lines)


def finding_text(finding: Any) -> str:
    """A summary of a Finding."""
    lines = _wrapped(finding.theorem.name, "")
    lines += _entry("source", finding.theorem.source)
    lines += _entry(
        "outcome", f"{finding.outcome.name} (expected {finding.expected.name}), {finding.rigor.name.lower()}"
    )
    for title, text in (
        ("because", finding.reason),
        ("witness", finding.witness),
        ("sample", finding.sample),
        ("predicted", finding.predicted),
        ("observed", finding.observed),
    ):
        lines += _entry(title, text) if text else []
    refuted = sum(bool(t.refuted) for t in finding.twins)
    return "\n".join(
        [*lines, *(_entry("false twins", f"{refuted} of {len(finding.twins)} refuted") if finding.twins else [])]
    )


def _printable(text: str) -> str:
    """One line without control characters, which a terminal could take as commands."""
    return "".join(c if c.isprintable() else " " for c in text)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(_printable(text), COLUMNS, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _entry(title: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{title:<14}{_printable(text)}",
        COLUMNS,
        subsequent_indent=" " * 14,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def _heading(verdict: Any) -> str:
    """The verdict, or that it depends: cases that are decided one by one are not called undecided together."""
    if verdict.stability is Stability.UNDECIDED and any(c.stability is not Stability.UNDECIDED for c in verdict.cases):
        return "depends on the parameters"
    return str(verdict.stability.name)


def _local(item: Any) -> list[str]:
    verdict = item.verdict
    lines = _wrapped(str(item.equilibrium), "  ")
    if item.eigenvalues is not None:
        lines += _entry(
            "eigenvalues", ", ".join(f"{value}" + (f" ({m} times)" if m > 1 else "") for value, m in item.eigenvalues)
        )
    elif item.spectrum is not None:
        lines += _entry("eigenvalues", ", ".join(str(e.evalf(10)) for e in item.spectrum.eigenvalues))
    where = "" if verdict.condition == true else f" where {verdict.condition}"
    lines += _entry("verdict", f"{_heading(verdict)} ({verdict.rigor.name.lower()}){where}")
    if len(verdict.cases) > 1:
        for case in verdict.cases:
            lines += _entry("case", f"{case.stability.name} where {case.condition}: {case.reason}")
    else:
        lines += _entry("because", verdict.reason)
        lines += _entry("rate", _rate(verdict.rate)) if verdict.rate is not None else []
    if item.solution_type is not None:
        lines += _entry("in the game", item.solution_type.described)
    return lines + _simulation(item.cross_check)


def _rate(rate: Any) -> str:
    return str(rate.evalf(15) if getattr(rate, "is_Float", False) else rate)


def _simulation(check: Any) -> list[str]:
    outcome = check.outcome.value.lower().replace("_", " ")
    lines = _entry("simulation", outcome if outcome == "agrees" else f"{outcome}: {check.reason}")
    for run in check.runs:
        for row in run.rows:
            number = shown(row)
            if row.predicted:
                within = "" if number.exponent is None else f", within 1e{number.exponent}"
                lines += _entry(
                    "",
                    f"{row.quantity}: predicted {number.predicted}, observed {number.observed}{within} ({run.sample})",
                )
    return lines
