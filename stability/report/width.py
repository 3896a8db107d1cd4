"""How wide a formula will be when it is set, estimated from its LaTeX.

Widths of Computer Modern at 11 pt in display style, rounded up: an estimate that is too large breaks a line early, one
that is too small makes an overfull line.
"""

from __future__ import annotations

import re

#: Width of the text block in points, as the preamble sets it.
TEXT = 440.0

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_&]|\s+|.", re.DOTALL)
_LETTER, _DIGIT, _BINARY, _RELATION, _GREEK = 6.4, 5.6, 13.5, 14.8, 6.9
_COMMANDS = {
    r"\,": 1.9,
    r"\;": 3.2,
    r"\!": 0.0,
    r"\ ": 3.7,
    r"\quad": 11.0,
    r"\qquad": 22.0,
    r"\cdot": 7.6,
    r"\pm": _BINARY,
    r"\le": _RELATION,
    r"\leq": _RELATION,
    r"\ge": _RELATION,
    r"\geq": _RELATION,
    r"\neq": _RELATION,
    r"\ne": _RELATION,
    r"\in": _RELATION,
    r"\wedge": _BINARY,
    r"\vee": _BINARY,
    r"\infty": 11.0,
    r"\circ": 10.0,
    r"\to": 16.0,
    r"\mapsto": 16.0,
    r"\log": 18.0,
    r"\sin": 17.0,
    r"\cos": 19.0,
    r"\tan": 20.0,
    r"\max": 24.0,
    r"\min": 23.0,
    r"\tanh": 26.0,
    r"\sinh": 23.0,
    r"\cosh": 25.0,
    r"\lambda": 6.9,
    r"\Re": 9.0,
    r"\neg": 8.0,
    r"\lvert": 3.5,
    r"\rvert": 3.5,
}
_NOTHING = {
    r"\left",
    r"\right",
    r"\bigl",
    r"\bigr",
    r"\Bigl",
    r"\Bigr",
    r"\displaystyle",
    r"\limits",
    r"\allowbreak",
    r"\brk",
    r"\dot",
}
_GROWING = {r"\left", r"\right", r"\Bigl", r"\Bigr", r"\bigl", r"\bigr"}


def width(latex: str) -> float:
    r"""Estimated width in points.

    >>> width("x") < width(r"x + \frac{1}{2}") < width(r"x + \frac{1}{2} + y")
    True
    """
    tokens = [t for t in _TOKEN.findall(latex) if not t.isspace()]
    total, end = _sequence(tokens, 0)
    while end < len(tokens):  # an unbalanced closing brace: count on
        more, end = _sequence(tokens, end + 1)
        total += more
    return total


def _sequence(tokens: list[str], i: int) -> tuple[float, int]:
    """Width up to the closing brace that ends this group (or the end)."""
    total = 0.0
    while i < len(tokens) and tokens[i] != "}":
        piece, i = _piece(tokens, i)
        total += piece
    return total, i


def _group(tokens: list[str], i: int) -> tuple[float, int]:
    if i < len(tokens) and tokens[i] == "{":
        inside, i = _sequence(tokens, i + 1)
        return inside, i + 1
    return _piece(tokens, i) if i < len(tokens) else (0.0, i)


def _piece(tokens: list[str], i: int) -> tuple[float, int]:
    token = tokens[i]
    if token == "{":
        return _group(tokens, i)
    if token in ("^", "_"):
        inside, i = _group(tokens, i + 1)
        if i < len(tokens) and tokens[i] in ("^", "_") and tokens[i] != token:  # one above the other
            other, i = _group(tokens, i + 1)
            inside = max(inside, other)
        return 0.75 * inside + 1.0, i
    if token in (r"\frac", r"\tfrac", r"\dfrac"):
        top, i = _group(tokens, i + 1)
        bottom, i = _group(tokens, i)
        return max(top, bottom) + 4.0, i
    if token == r"\sqrt":
        return _root(tokens, i + 1)
    if token in (
        r"\text",
        r"\mathrm",
        r"\mathit",
        r"\mathtt",
        r"\operatorname",
        r"\texttt",
        r"\mathcal",
        r"\textasciicircum",
    ):
        inside, i = _group(tokens, i + 1)
        return inside + 3.0, i
    if token in (r"\begin", r"\end"):
        _, i = _group(tokens, i + 1)
        return 6.0, i
    return _single(token), i + 1


def _root(tokens: list[str], i: int) -> tuple[float, int]:
    if i < len(tokens) and tokens[i] == "[":
        i = tokens.index("]", i) + 1
    inside, i = _group(tokens, i)
    return inside + 12.0, i


def _single(token: str) -> float:
    if token in _GROWING:
        return 4.0  # a delimiter that grows is wider than the plain one, which is counted by itself
    if token in _NOTHING:
        return 0.0
    if token in _COMMANDS:
        return _COMMANDS[token]
    if token.startswith("\\"):
        return _GREEK if token[1:].isalpha() else 5.6
    if token in "+-":
        return _BINARY
    if token in "=<>":
        return _RELATION
    if token in "()[]'.,;:|!":
        return 4.4
    return _DIGIT if token.isdigit() else 9.5 if token.isupper() else _LETTER
