"""The index of all claims: paper, result, expected, outcome, rigor, erratum."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from stability.report.literal import breakable, code, literal
from stability.report.pieces import document, table
from stability.theorem.claim import Outcome

#: How the source of a result of our own begins.
_OWN = "Derived for this project"


def index_entry(finding: Any) -> dict[str, Any]:
    """What the index says about a finding, as plain texts.

    paper: the source up to its identifier; result: the label in the catalogue; locator: the rest of the source;
    as_expected: the outcome is the expected one and every false twin is refuted.
    """
    theorem = finding.theorem
    paper = publication(theorem.source)
    return {
        "paper": paper,
        "result": theorem.label,
        "name": str(theorem.name),
        "locator": theorem.source[len(paper) :].strip(" ,;"),
        "expected": finding.expected.name,
        "outcome": finding.outcome.name,
        "rigor": "" if finding.outcome is Outcome.UNDECIDED else finding.rigor.name,
        "as_expected": finding.as_expected,
        "erratum": theorem.erratum or "",
    }


def _sorted(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By paper, then by result."""
    return sorted(entries, key=lambda e: (e["paper"], e["result"], e["name"]))


def index_json(entries: Iterable[dict[str, Any]]) -> str:
    """The entries as JSON, one to a line, so that a changed outcome is one changed line."""
    lines = ",\n".join(json.dumps(entry, sort_keys=True) for entry in _sorted(entries))
    return f"[\n{lines}\n]\n"


def index_document(given: Iterable[dict[str, Any]]) -> str:
    """A self-contained LaTeX table of the entries, with the errata below."""
    entries = _sorted(given)
    counts = Counter(entry["outcome"].lower() for entry in entries)
    total = ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))
    plural = "s" if len(entries) != 1 else ""
    head = (
        f"{len(entries)} claim{plural}: {total}. Each is derived in the file of its name. An outcome that is not the "
        "expected one is set in bold. A dagger marks a published or recalled claim that is wrong or lacks a "
        "hypothesis; what is wrong stands at the end."
    )
    rows: list[str] = []
    for paper, group in groupby(entries, key=lambda e: e["paper"]):
        rows.append(rf"\multicolumn{{5}}{{@{{}}p{{0.93\linewidth}}@{{}}}}{{\textit{{{literal(paper)}}}}} \\*")
        rows += [_row(entry) for entry in group]
    columns = (
        r"@{}>{\raggedright\arraybackslash}p{0.1\linewidth}>{\raggedright\arraybackslash}p{0.44\linewidth}"
        r"l>{\raggedright\arraybackslash}p{0.13\linewidth}l@{}"
    )
    index = table(columns, ("Result", "claim", "expected", "outcome", "rigor"), rows)
    body = [head, rf"{{\small{index}}}", *_errata(entries)]
    return document("Published claims, checked", "index of the derivations", body)


def publication(source: str) -> str:
    """The source up to the parenthesis with its identifier: claims of one paper stand together."""
    if source.startswith(_OWN):
        return _OWN
    return source[: source.index(")") + 1] if ")" in source else source.partition(";")[0]


def _row(entry: dict[str, Any]) -> str:
    outcome = entry["outcome"].lower()
    if entry["outcome"] != entry["expected"]:
        outcome = rf"\textbf{{{outcome}}}"
    elif not entry["as_expected"]:
        outcome = rf"\textbf{{{outcome}, with a false twin that is not refuted}}"
    mark = r"~$\dagger$" if entry["erratum"] else ""
    cells = (literal(entry["result"]), code(entry["name"]) + mark, entry["expected"].lower(), outcome)
    return rf"{' & '.join(cells)} & {entry['rigor'].lower()} \\"


def _errata(entries: list[dict[str, Any]]) -> list[str]:
    wrong = [entry for entry in entries if entry["erratum"]]
    if not wrong:
        return []
    rows = [rf"{literal(e['result'])} & {code(e['name'])}: {breakable(e['erratum'])} \\" for e in wrong]
    columns = (
        r"@{}>{\raggedright\arraybackslash}p{0.14\linewidth}>{\raggedright\arraybackslash}p{0.8\linewidth}@{}"
    )
    return [r"\section*{Errata}", table(columns, ("Result", "what is wrong with the claim"), rows)]
