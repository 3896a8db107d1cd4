"""Sentences of the records, which hold formulas as plain text, as LaTeX with those formulas typeset.

A formula is recognised by a small grammar (numbers, names, calls, + - * / **, relations); everything else is typeset
literally.  The text is translated sign by sign, never evaluated: what is read is what was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stability.report.literal import GREEK, breakable, literal
from stability.report.notation import Notation, name_tex
from stability.report.width import TEXT, width
from stability.verdict import Stability

_TOKEN = re.compile(
    r"\s+|[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|\+-|\*\*|<=|>=|!=|==|->|'+|\^\([0-9]+\)|.",
    re.DOTALL,
)
_RELATIONS = {
    "=": "=",
    "==": "=",
    "<": "<",
    ">": ">",
    "<=": r"\leq",
    ">=": r"\geq",
    "!=": r"\neq",
    "~": r"\approx",
    "->": r"\to",
    "+-": r"\pm",
}
_JOINED = {"&": r"\ \text{and}\ ", "|": r"\ \text{or}\ "}
_CALLS = {
    "exp": r"\exp",
    "log": r"\log",
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "Max": r"\max",
    "Min": r"\min",
    "atan": r"\arctan",
    "erf": r"\operatorname{erf}",
    "sign": r"\operatorname{sign}",
    "besseli": r"\operatorname{I}",
    "re": r"\operatorname{re}",
    "im": r"\operatorname{im}",
}
_CONSTANTS = {"pi": r"\pi", "I": "i", "E": "e", "oo": r"\infty"}
#: An exponent longer than this is written exp(...).
_SHORT = 24
#: Names of verdicts become words.
_VERDICT = re.compile(r"\b(" + "|".join(sorted(Stability.__members__, key=len, reverse=True)) + r")\b")
#: A case without a condition.
_ALWAYS = re.compile(r"\b[Ww]here True[,:]? ?")
#: Single letters that are English words, or begin a sentence.
_WORDS = frozenset("aAI")


class _NoFormula(Exception):
    pass


@dataclass
class _Reader:
    """Reads one formula; ``mathematical`` once it holds more than a bare number or a single doubtful letter."""

    tokens: list[str]
    position: int
    known: Callable[[str], str | None]
    functions: frozenset[str]
    mathematical: bool = False

    def peek(self, offset: int = 0) -> str:
        i, seen = self.position, 0
        while i < len(self.tokens):
            if not self.tokens[i].isspace():
                if seen == offset:
                    return self.tokens[i]
                seen += 1
            i += 1
        return ""

    def take(self) -> str:
        while self.tokens[self.position].isspace():
            self.position += 1
        self.position += 1
        return self.tokens[self.position - 1]

    def formula(self) -> str:
        """Relations, joined by & and | as SymPy prints And and Or."""
        result = self.relation()
        while self.peek() in _JOINED:
            joined = self.extended(_bare(result), _JOINED[self.peek()], lambda: _bare(self.relation()))
            if joined.endswith("\0"):
                return result
            result = joined
        return result

    def relation(self) -> str:
        if self.peek() in _RELATIONS and self.peek() != "->":
            sign = _RELATIONS[self.take()]
            result, self.mathematical = f"{sign} {self.sum()}", True
        else:
            result = self.sum()
        while self.peek() in _RELATIONS:
            result = self.extended(result, _RELATIONS[self.peek()], self.sum)
            if result.endswith("\0"):
                return result[:-1]
        return result

    def extended(self, left: str, sign: str, operand: Callable[[], str]) -> str:
        """left sign operand; when no operand follows, left alone with a mark, at the old position."""
        here, was = self.position, self.mathematical
        self.take()
        try:
            right = operand()
        except _NoFormula:
            self.position, self.mathematical = here, was
            return left + "\0"
        self.mathematical = True
        return f"{left} {sign} {right}"

    def sum(self) -> str:
        result = self.product()
        while self.peek() in ("+", "-"):
            result = self.extended(result, self.peek(), self.product)
            if result.endswith("\0"):
                return result[:-1]
        return result

    def product(self) -> str:
        if self.peek() == "-":
            self.take()
            self.mathematical = self.mathematical or self.adjacent()[:1].isdigit()
            return f"-{self.product()}"
        above, below = [self.power()], list[str]()
        while self.peek() in ("*", "/"):
            here, was, sign = self.position, self.mathematical, self.take()
            try:
                (above if sign == "*" else below).append(self.power())
            except _NoFormula:
                self.position, self.mathematical = here, was
                break
            self.mathematical = True
        if len(below) == 1:
            below = [_bare(below[0])]
        top = _bare(above[0]) if below and len(above) == 1 else _juxtaposed(above)
        return rf"\frac{{{top}}}{{{_juxtaposed(below)}}}" if below else top

    def power(self) -> str:
        base = self.atom()
        if self.peek() in ("**", "^"):
            self.take()
            exponent = f"-{self.power()}" if self.peek() == "-" and self.take() else _bare(self.power())
            self.mathematical = True
            return f"{f'({base})' if base.startswith('e^') else base}^{{{exponent}}}"
        return base

    def atom(self) -> str:
        token = self.peek()
        if not token:
            raise _NoFormula
        if token[0].isdigit():
            self.mathematical = self.mathematical or "e" in token
            return _number(self.take())
        if token == "(":
            return self.parenthesis()
        if token[0].isalpha() or token[0] == "_":
            return self.name()
        raise _NoFormula

    def parenthesis(self) -> str:
        self.take()
        parts = [self.formula()]
        while self.peek() == ",":
            self.take()
            parts.append(self.formula())
        if self.peek() != ")":
            raise _NoFormula
        self.take()
        return f"({', '.join(parts)})"

    def adjacent(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def name(self) -> str:
        name = self.take()
        call = name in _CALLS or name in ("sqrt", "Abs", "Eq", "Ne")
        if call and self.adjacent() == "(":
            self.mathematical = True
            return self.call(name)
        shown = None if name == "E" and self.adjacent() == "[" else self.known(name)  # E[...] is an expectation
        if shown is None:
            raise _NoFormula
        if name not in _WORDS:
            self.mathematical = True
        marks = ""
        if self.adjacent().strip("'") == "" and self.adjacent() and (self.following() == "(" or len(name) == 1):
            marks = self.take()
        elif self.adjacent().startswith("^("):
            marks = f"^{{{self.take()[1:]}}}"
        if (marks or name in self.functions) and self.adjacent() == "(":
            return f"{shown}{marks}{self.parenthesis()}"
        return f"{shown}{marks}"

    def following(self) -> str:
        return self.tokens[self.position + 1] if self.position + 1 < len(self.tokens) else ""

    def call(self, name: str) -> str:
        inside = self.parenthesis()
        if name == "sqrt":
            return rf"\sqrt{{{inside[1:-1]}}}"
        if name == "Abs":
            return rf"\lvert {inside[1:-1]} \rvert"
        if name in ("Eq", "Ne"):
            left, _, right = inside[1:-1].rpartition(", ")
            return f"{left} {'=' if name == 'Eq' else chr(92) + 'neq'} {right}"
        if name == "exp" and len(inside) < _SHORT:
            return f"e^{{{inside[1:-1]}}}"
        return f"{_CALLS[name]}{inside}"


def _bare(latex: str) -> str:
    """Without one pair of parentheses around the whole."""
    depth = 0
    for i, c in enumerate(latex):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return latex[1:-1] if i == len(latex) - 1 and latex.startswith("(") else latex
    return latex


def _juxtaposed(factors: list[str]) -> str:
    result = factors[0] if factors else ""
    for factor in factors[1:]:
        result += (r" \cdot " if factor[:1].isdigit() or factor.startswith("-") else " ") + factor
    return result


def _number(token: str) -> str:
    mantissa, _, exponent = token.partition("e")
    if not exponent:
        return mantissa
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"


def prose(notation: Notation, text: str) -> str:
    r"""The sentence as LaTeX.

    >>> from sympy import symbols
    >>> n = Notation(symbols("theta psi"), ["f"])
    >>> print(prose(n, "psi**2 + theta**2 is 100% conserved, f'(0) > 1/2"))
    $\psi^{2} + \theta^{2}$ is 100\% conserved, $f'(0) > \frac{1}{2}$
    """

    def known(name: str) -> str | None:
        if name in notation.names:
            return notation.names[name]
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        base = name.split("_")[0]
        plain = base in GREEK or (len(base) == 1 and re.fullmatch(r"[A-Za-z](_[A-Za-z0-9]+)*", name))
        return name_tex(name) if plain else None

    text = _ALWAYS.sub("", text)
    tokens = _TOKEN.findall(_VERDICT.sub(lambda match: match[0].lower().replace("_", " "), text))
    out: list[str] = []
    plain: list[str] = []
    i = 0
    while i < len(tokens):
        formula, end = _attempt(tokens, i, known, notation.functions) if _may_start(tokens, i) else ("", i)
        if formula:
            out += [_kept(plain), _inline(formula, "".join(tokens[i:end]))]
            plain, i = [], end
        else:
            plain.append(tokens[i])
            i += 1
    return "".join([*out, _kept(plain)]).strip()


def _kept(tokens: list[str]) -> str:
    """Literal text, with the blanks at its ends."""
    text = "".join(tokens)
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{literal(text)}{end}"


def _may_start(tokens: list[str], i: int) -> bool:
    token, before = tokens[i], tokens[i - 1] if i else " "
    if not (token[0].isalnum() or token[0] in "(-_" or token in ("<", ">", "<=", ">=")) or token[0].isspace():
        return False
    return not (before[-1].isalnum() or before[-1] in "_'.") and not (token == "-" and before[-1] in ")-")


def _attempt(
    tokens: list[str], i: int, known: Callable[[str], str | None], functions: frozenset[str]
) -> tuple[str, int]:
    reader = _Reader(tokens, i, known, functions)
    try:
        formula = reader.formula()
    except (_NoFormula, RecursionError):
        return "", i
    after = reader.adjacent()
    broken = bool(after) and (
        after[0].isalnum() or after[0] in "_'^(" or (after == "-" and reader.following()[:1].isalpha())
    )
    return (formula, reader.position) if reader.mathematical and not broken else ("", i)


def _inline(formula: str, text: str) -> str:
    """A formula in a line of text; one without breaks as wide as a line is shown as it was recorded."""
    if max(map(width, re.split(r" (?:[-+=<>]|\\leq|\\geq|\\neq) ", formula))) > 0.6 * TEXT or formula.count("{") > 60:
        return (
            r"\texttt{" + "".join(literal(t) + (r"\brk{}" if t in "+-*/ " else "") for t in _TOKEN.findall(text)) + "}"
        )
    return f"${breakable(formula)}$"
