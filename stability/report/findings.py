"""The document about a published claim: what was checked, how, and what came out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sympy import Basic, MatrixBase, Symbol, true

from stability.algebra.names import Internal
from stability.report.comparison import RULE
from stability.report.derivation import analysis_notation, findings
from stability.report.literal import breakable, code, literal
from stability.report.local import words
from stability.report.notation import Notation, notation_of
from stability.report.pieces import document, items, paragraphs, section, sentence, step, table
from stability.report.prose import prose
from stability.report.setting import field as system_field
from stability.report.setting import setting
from stability.report.values import as_matrix, claimed, exhibits, inline, texts
from stability.theorem.claim import Outcome

#: A claim is called a theorem only when it is confirmed.
_TITLES = {
    Outcome.CONFIRMED: "Theorem",
    Outcome.REFUTED: "Claim (refuted)",
    Outcome.UNDECIDED: "Claim (undecided)",
    Outcome.VACUOUS: "Claim (vacuous: nothing satisfies its hypotheses)",
}


def theorem_document(finding: Any) -> str:
    """A self-contained LaTeX derivation of a Finding.

    The heading follows the outcome that was found: a refuted claim is shown as refuted, with its witness.
    """
    notation = finding_notation(finding)
    body = [*_head(notation, finding), section("Setting"), *setting(notation, finding.theorem.system)]
    analyses = distinct_analyses(finding)
    for number, analysis in enumerate(analyses, 1):
        body += _analysis(notation, finding, analysis, number if len(analyses) > 1 else 0)
    body += [section("The claim, checked"), *_checks(notation, finding), *_twins(notation, finding)]
    name = finding.theorem.name
    return document(readable(name), code(name), body)


def finding_notation(finding: Any) -> Notation:
    """One notation for everything in a finding."""
    system = finding.theorem.system
    values: list[Any] = []
    for claim in (*finding.theorem.claim, *(t.claim for t in finding.twins)):
        values += [getattr(claim, f.name) for f in fields(claim)]
    values += [value for result in finding.results for _, value in result.exhibits]
    own = {*system.state, *system.parameters}
    # lambda is the variable of characteristic polynomials, in exhibits as in the rest of the document
    base = notation_of(system, *(s for s in _symbols(values) if s.name != "lambda" or s in own))
    all_of_them = (base, *(analysis_notation(a) for a in distinct_analyses(finding)))
    names = {n for notation in all_of_them for n in notation.names} - set(base.functions)
    users = {n for notation in all_of_them for n in notation.own}
    return Notation([Symbol(n) if n in users else Internal(n) for n in names], base.functions)


def _symbols(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, dict):
            yield from _symbols([*value.keys(), *value.values()])
        elif isinstance(value, (tuple, list)):
            yield from _symbols(value)
        elif isinstance(value, (Basic, MatrixBase)):
            yield from (s for s in value.free_symbols if isinstance(s, Symbol))


def readable(name: str) -> str:
    """mescheder2018_r1_spectrum -> Mescheder 2018: r1 spectrum."""
    first, *rest = name.split("_")
    match = re.fullmatch(r"([a-z0-9]*[a-z])((?:19|20)[0-9]{2})", first)
    start = f"{_capital(match[1])} {match[2]}:" if match else _capital(first)
    return literal(" ".join([start, *(_CAPITALS.get(word, word) for word in rest)]))


def _capital(word: str) -> str:
    return _CAPITALS.get(word, word[:1].upper() + word[1:])


#: Acronyms in the names of theorems.
_CAPITALS = {
    w.lower(): w
    for w in ("GAN", "WGAN", "LSGAN", "NSGAN", "R3GAN", "DRAGAN", "GD", "AltGD", "SimGD", "R1", "R2", "GP", "TTUR")
}


def _head(notation: Notation, finding: Any) -> list[str]:
    theorem = finding.theorem
    claim = f"\\begin{{claim}}{{{_TITLES[finding.outcome]}}}\n{breakable(theorem.statement)}\n\\end{{claim}}"
    expected = (
        ", as its record expects"
        if finding.outcome is finding.expected
        else (rf" -- \textbf{{its record expects another outcome: {finding.expected.name.lower()}}}")
    )
    entries = [
        f"Source: {sentence(literal(theorem.source))}",
        rf"Outcome: \textbf{{{finding.outcome.name.lower()}}}{expected}{_rigor(finding, '; rigor: ')}. "
        + sentence(prose(notation, finding.reason)),
    ]
    if finding.outcome is Outcome.REFUTED:
        entries.append(f"Witness: {sentence(prose(notation, finding.witness))}")
    if theorem.erratum:
        entries.append(rf"\textbf{{Erratum.}} {breakable(theorem.erratum)}")
    if finding.sample not in ("", "no free parameters"):
        entries.append(
            f"An exact point of the hypotheses, so that they are not empty: {sentence(prose(notation, finding.sample))}"
        )
    return [claim, items(entries)]


def _rigor(record: Any, words: str) -> str:
    """How rigorous an outcome is; an open claim has established nothing."""
    return "" if record.outcome is Outcome.UNDECIDED else words + str(record.rigor.name).lower()


def kind(claim: Any) -> str:
    """SpectrumIs -> spectrum is."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(claim).__name__).lower().split()
    return " ".join(word.capitalize() if word in _PEOPLE else word for word in words)


#: People in the names of claims.
_PEOPLE = {"jacobian", "lyapunov", "jordan", "nash", "hurwitz", "schur"}


def meaning(claim: Any) -> str:
    """What this kind of claim says: the first sentence of its class."""
    text = (type(claim).__doc__ or "").strip().split("\n\n")[0]
    if text.startswith(f"{type(claim).__name__}("):  # made by dataclass for a class without a docstring
        return ""
    return " ".join(text.replace("``", "").split())


def _checks(notation: Notation, finding: Any) -> list[str]:
    blocks: list[str] = []
    for number, (claim, result) in enumerate(zip(finding.theorem.claim, finding.results, strict=False), 1):
        title = f"Check {number}" if len(finding.results) > 1 else "Check"
        blocks.append(
            step(rf"{title}: {kind(claim)}\ldots", result.outcome.name.lower() + _rigor(result, ", rigor "))
        )
        blocks += [sentence(prose(notation, meaning(claim))), items(_claimed(notation, claim, result))]
        said = [getattr(claim, f.name) for f in fields(claim)]
        blocks += exhibits(notation, [pair for pair in result.exhibits if not _repeats(pair[1], said)])
        word = {Outcome.CONFIRMED: "Established by", Outcome.REFUTED: "Refuted"}.get(result.outcome, "Open")
        blocks.append(f"{word}: {sentence(prose(notation, result.reason))}")
        if result.witness:
            blocks.append(f"Witness: {sentence(prose(notation, result.witness))}")
    return [*blocks, *_observed(notation, finding)]


def _repeats(value: Any, said: list[Any]) -> bool:
    """Whether an exhibit shows what a field of the claim says."""
    if isinstance(value, MatrixBase):
        return any(isinstance(rows := as_matrix(s), MatrixBase) and rows == value for s in said)
    return not isinstance(value, str) and value in said


def _claimed(notation: Notation, claim: Any, result: Any) -> list[str]:
    """The fields of a claim, without numbers that its exhibits show."""
    shown = texts([value for _, value in result.exhibits])
    return [
        f"{literal(f.name.replace('_', ' '))}: {claimed(notation, getattr(claim, f.name))}"
        for f in fields(claim)
        if not _silent(f.name, getattr(claim, f.name)) and not (texts(getattr(claim, f.name)) or {""}) <= shown
    ]


def _silent(name: str, value: Any) -> bool:
    """Defaults, and the symbol that only names a variable of another field."""
    if isinstance(value, Symbol) and value.name == name:
        return True
    return value is None or value is true or (isinstance(value, (tuple, dict)) and not value)


def _observed(notation: Notation, finding: Any) -> list[str]:
    """Predictions and observations that are no rows of a cross-check; those are in the local analyses."""
    rows = [
        rf"{prose(notation, kind(c))} & {prose(notation, r.predicted)} & {prose(notation, r.observed)} \\"
        for c, r in zip(finding.theorem.claim, finding.results, strict=False)
        if r.observed and not r.rows
    ]
    if not rows:
        return []
    columns = (
        r"@{}>{\raggedright\arraybackslash}p{0.2\linewidth}*{2}{>{\raggedright\arraybackslash}p{0.34\linewidth}}@{}"
    )
    return [
        step("Prediction against simulation", "a trajectory at the sample"),
        table(columns, ("Check", "predicted", "observed"), rows),
    ]


def _twins(notation: Notation, finding: Any) -> list[str]:
    if not finding.twins:
        return []
    entries = []
    for twin in finding.twins:
        verdict = r"\emph{Refuted}" if twin.refuted else r"\textbf{NOT REFUTED}"
        why = sentence(prose(notation, twin.checked.witness or twin.checked.reason))
        changed = _difference(notation, finding.theorem.claim, twin.claim)
        entries.append(
            f"{verdict}: {kind(twin.claim)}\\ldots{{}} {changed}{'' if changed.endswith(chr(10)) else '. '}{why}"
        )
    return [
        section("False twins"),
        "Statements of the same kind that contradict the claim, made mechanically; the same checks must refute "
        "each of them by an exact witness.",
        items(entries),
    ]


def _difference(notation: Notation, originals: Iterable[Any], twin: Any) -> str:
    """What the twin says differently from the claim it was made of."""
    changed: list[list[Any]] = []
    for claim in originals:
        if type(claim) is type(twin):
            changed.append([f for f in fields(twin) if getattr(twin, f.name) != getattr(claim, f.name)])
    least = min(changed, key=len, default=list(fields(twin)))
    return ", ".join(f"{literal(f.name.replace('_', ' '))}: {inline(notation, getattr(twin, f.name))}" for f in least)


def distinct_analyses(finding: Any) -> list[Any]:
    """The analyses behind the checks, each once."""
    found: dict[Any, Any] = {}
    for result in finding.results:
        if result.analysis is not None:
            key = (result.analysis.system, tuple(str(item.equilibrium) for item in result.analysis.local))
            found.setdefault(key, result.analysis)
    return list(found.values())


def _analysis(notation: Notation, finding: Any, analysis: Any, number: int) -> list[str]:
    title = section(f"Local analysis {number}" if number else "Local analysis")
    same = analysis.system == finding.theorem.system
    where = (
        []
        if same
        else [
            "The system of this analysis, with the values that the check names:",
            *system_field(notation, analysis.system),
        ]
    )
    return [title, *where, *findings(notation, analysis)]


__all__ = ["RULE", "distinct_analyses", "paragraphs", "theorem_document", "words"]
