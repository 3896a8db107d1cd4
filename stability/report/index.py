"""The list of all claims with their outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from stability.report.findings import readable
from stability.report.literal import code, literal
from stability.report.pieces import document, table


def index_document(findings: Iterable[Any]) -> str:
    """A self-contained LaTeX table of findings, in the order of their names."""
    ordered = sorted(findings, key=lambda f: str(f.theorem.name))
    counts = Counter(f.outcome.name.lower() for f in ordered)
    total = ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))
    plural = "s" if len(ordered) != 1 else ""
    head = (f"{len(ordered)} claim{plural}: {total}. Each is derived in the file of its name; an outcome that its record does not expect is "
            "marked.")
    rows = [_row(finding) for finding in ordered]
    columns = r"{@{}>{\raggedright\arraybackslash}p{0.66\linewidth}>{\raggedright\arraybackslash}p{0.17\linewidth}l@{}}"
    body = [head, table(columns, ("Claim", "outcome", "rigor"), rows)]
    return document("Published claims, checked", "index of the derivations", body)


def _row(finding: Any) -> str:
    name = finding.theorem.name
    outcome = finding.outcome.name.lower()
    if not finding.as_expected:
        outcome = rf"\textbf{{{outcome}, not as expected}}"
    first = rf"{readable(name)} \newline {{\footnotesize {code(name)}}} \newline {{\small {literal(finding.theorem.source)}}}"
    return rf"{first} & {outcome} & {finding.rigor.name.lower()} \\[4pt]"
