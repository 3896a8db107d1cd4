"""The table of prediction against simulation."""

from __future__ import annotations

from typing import Any

from stability.report.notation import Notation
from stability.report.numbers import shown
from stability.report.pieces import items, sentence, step, table
from stability.report.prose import prose

_OUTCOMES = {
    "AGREES": "prediction and simulation agree",
    "DISAGREES": "PREDICTION AND SIMULATION DISAGREE",
    "INCONCLUSIVE": "inconclusive",
    "NOT_RUN": "not run",
}


def sample_tex(notation: Notation, sample: Any) -> str:
    """gamma = 1/2, f(t) = ...: an exact sample of the hypotheses."""
    parts = [f"${notation.tex(symbol)} = {notation.tex(value)}$" for symbol, value in sample.values.items()]
    parts += [
        f"${notation.tex_name(name)}({notation.tex(given.variables[0])}) = {notation.tex(given.expr)}$"
        for name, given in sample.functions.items()
    ]
    return ", ".join(parts)


def comparison(notation: Notation, check: Any) -> list[str]:
    """Rows of a CrossCheck; nothing in it varies between machines (see ``numbers``)."""
    outcome = check.outcome.value
    if not check.runs:
        return [step("Prediction against simulation", _OUTCOMES[outcome]), sentence(prose(notation, check.reason))]
    rows, notes = [], []
    for run in check.runs:
        at = sample_tex(notation, run.sample)
        if at:
            rows.append(rf"\multicolumn{{4}}{{@{{}}p{{0.93\linewidth}}@{{}}}}{{At {at}:}} \\*")
        if run.outcome.value != "AGREES":
            notes.append(f"{'At ' + at + ': ' if at else ''}{_OUTCOMES[run.outcome.value]}.")
        rows += [_row(notation, row) for row in run.rows]
    heads = ("Quantity", "predicted", "observed", "within")
    return [
        step("Prediction against simulation", _OUTCOMES[outcome]),
        table(r"@{}>{\hangindent=2em\raggedright\arraybackslash}p{0.58\linewidth}lll@{}", heads, rows),
        items(notes),
    ]


def _row(notation: Notation, row: Any) -> str:
    number = shown(row)
    within = "--" if number.exponent is None else f"$10^{{{number.exponent}}}$"
    observed = f"$< 10^{{{number.exponent}}}$" if number.observed.startswith("below") else f"${number.observed}$"
    return rf"\quad {sentence(prose(notation, row.quantity))[:-1]} & ${number.predicted}$ & {observed} & {within} \\"


RULE = "Observed values show the digits that their tolerance guarantees; tolerances are rounded up to powers of ten."
