"""The list of all claims with their outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from stability.report.literal import code, literal
from stability.report.pieces import document, table


def index_document(findings: Iterable[Any]) -> str:
    """A self-contained LaTeX table of findings, in the order of their names."""
    ordered = sorted(findings, key=lambda f: str(f.theorem.name))
    counts = Counter(f.outcome.name.lower() for f in ordered)
    total = ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))
    plural = "s" if len(ordered) != 1 else ""
    head = (
        f"{len(ordered)} claim{plural}: {total}. Each is derived in the file of its name; an outcome that its "
        "record does not expect is marked."
    )
    rows: list[str] = []
    for source, group in groupby(sorted(ordered, key=lambda f: (_publication(f), f.theorem.name)), key=_publication):
        rows.append(rf"\multicolumn{{3}}{{@{{}}p{{0.93\linewidth}}@{{}}}}{{\textit{{{literal(source)}}}}} \\*")
        rows += [_row(finding) for finding in group]
    columns = r"@{}>{\raggedright\arraybackslash}p{0.64\linewidth}>{\raggedright\arraybackslash}p{0.17\linewidth}l@{}"
    return document(
        "Published claims, checked",
        "index of the derivations",
        [head, table(columns, ("Claim", "outcome", "rigor"), rows)],
    )


def _publication(finding: Any) -> str:
    """The source up to the parenthesis with its identifier: claims of one paper stand together."""
    source = str(finding.theorem.source)
    return source[: source.index(")") + 1] if ")" in source else source.partition(";")[0]


def _row(finding: Any) -> str:
    outcome = finding.outcome.name.lower()
    if not finding.as_expected:
        outcome = rf"\textbf{{{outcome}, not as expected}}"
    return rf"\quad {code(finding.theorem.name)} & {outcome} & {finding.rigor.name.lower()} \\"
