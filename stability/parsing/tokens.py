"""Text of an expression -> tokens; the first gate, which knows no mathematics and no Python.

Only ASCII letters form names: a Cyrillic or Greek look-alike would be a second symbol that reads like the first.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from stability.errors import BadInput

#: Characters of one expression.  The largest expressions people type (20 generated points) have about 3,000.
MAX_TEXT = 6_000
MAX_TOKENS = 4_000
#: Decimal digits of one number, and the size of the exponent in 1e-3: what exact linear algebra still does at once.
MAX_DIGITS = 100
MAX_NAME = 40
#: Primes in f'''(u): no stage differentiates an abstract function more often.
MAX_PRIMES = 6

CONSTANTS = ("pi", "E")
FUNCTIONS = (
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "erf",
    "atan",
    "abs",
    "Abs",
    "sign",
    "Max",
    "Min",
    "max",
    "min",
    "relu",
    "sigmoid",
    "softplus",
)
#: Names a game file may not give to its own symbols and functions.
RESERVED = frozenset((*CONSTANTS, *FUNCTIONS, "I", "oo", "zoo", "nan", "NaN", "inf", "Infinity"))

#: Names with a meaning that a file may give to a symbol of its own, which then has it: infected, exposed.
DECLARABLE = ("E", "I")

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DECIMAL = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?")
_OPERATOR = re.compile(r"\*\*|<=|>=|==|!=|[-+*/()<>,]")
#: The beginning of a function in Python; "lambda" alone is a name.
_FUNCTION = re.compile(r"lambda\s*(?::|[A-Za-z_])")
_HINTS = {
    "^": "write powers as **",
    "=": "compare with == (an expression itself has no =)",
    "!": "compare with !=",
    ".": "numbers, names and + - * / ** only; there are no attributes and no methods",
    "\u2212": "the ASCII minus sign -",
    "\u00d7": "the ASCII sign *",
    "\u00b7": "the ASCII sign *",
    "\u22c5": "the ASCII sign *",
    "\u00b2": "**2",
    "\u00b3": "**3",
    '"': "write f''(u) with two single quotes",
    "\u2019": "write f'(u) with the ASCII quote '",
    "\u2032": "write f'(u) with the ASCII quote '",
    "[": "round parentheses ( )",
    "{": "round parentheses ( )",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
}


@dataclass(frozen=True, slots=True)
class Token:
    """kind: "number", "name", "primes", "operator" or "end"; column counts characters from 1."""

    kind: str
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the place it came from; makes the error messages."""

    text: str
    where: str

    def refusal(self, column: int, found: str, remedy: str) -> BadInput:
        """The error for something found at a column."""
        return BadInput(self.where, f"{found} at column {column} of {self.excerpt(column)}", remedy)

    def excerpt(self, column: int) -> str:
        """Some forty characters around a column, escaped where they cannot be seen."""
        start, end = max(0, column - 21), min(len(self.text), column + 19)
        return repr(f"{'...' if start else ''}{self.text[start:end]}{'...' if end < len(self.text) else ''}")


def quoted(text: str, width: int = 60) -> str:
    """``text`` as one short line in quotes, invisible and exotic characters escaped."""
    return repr(text if len(text) <= width else text[: width - 3] + "...")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like ``name``, or all of them when there are few, for a remedy."""
    names = sorted(known)
    near = get_close_matches(name[:MAX_NAME], names, n=3, cutoff=0.6)
    if near:
        return " or ".join(repr(n) for n in near)
    return "one of " + ", ".join(names) if 0 < len(names) <= 24 else ""


def spelled(character: str) -> str:
    """A character with its code point, so that look-alikes and invisible ones can be told."""
    name = unicodedata.name(character, "unnamed")
    return f"the character {character!r}" + (
        "" if character.isascii() and character.isprintable() else f" (U+{ord(character):04X} {name})"
    )


def name_problem(name: str) -> str | None:
    """Why ``name`` cannot name a symbol or a function; None when it can.

    >>> name_problem("lambda"), name_problem("import")
    (None, "'import' is a reserved word of Python, which could not be used in a script")
    """
    if not _NAME.fullmatch(name):
        odd = next((c for c in name if not c.isascii()), None)
        return f"{quoted(name)} is not made of the letters a-z, A-Z, digits and _" + (
            f": it has {spelled(odd)}" if odd else ""
        )
    if len(name) > MAX_NAME:
        return f"{quoted(name)} has {len(name)} characters, and names may have {MAX_NAME}"
    if name.startswith("_") or "__" in name:
        return f"{name!r} begins with an underscore or has two in a row"
    if keyword.iskeyword(name) and name != "lambda":  # a common name of a parameter; it cannot begin a function here
        return f"{name!r} is a reserved word of Python, which could not be used in a script"
    if name in RESERVED and name not in DECLARABLE:
        return f"{name!r} already has a meaning in expressions"
    return None


def read_decimal(text: str) -> Fraction | None:
    """A decimal numeral as the exact rational it denotes; None when it is longer than the limits allow.

    >>> read_decimal("0.3"), read_decimal("1e-3"), read_decimal("1e999999999")
    (Fraction(3, 10), Fraction(1, 1000), None)
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return None
    sign, whole, part, power = match.groups(default="")
    digits = whole + part
    if not digits or len(digits) > MAX_DIGITS or len(power) > 5 or abs(int(power or "0")) > MAX_DIGITS:
        return None
    value = Fraction(int(digits)) * Fraction(10) ** (int(power or "0") - len(part))
    return -value if sign == "-" else value


def tokenize(source: Source) -> tuple[Token, ...]:
    """The tokens of a text, "end" last; BadInput for any character outside the grammar."""
    text = source.text
    if len(text) > MAX_TEXT:
        raise BadInput(source.where, f"{len(text)} characters", f"at most {MAX_TEXT} characters in one expression")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        if text[position] in " \t\r\n":
            position += 1
            continue
        token = _token(source, position)
        if len(tokens) >= MAX_TOKENS:
            raise source.refusal(position + 1, f"more than {MAX_TOKENS} symbols and numbers", "a shorter expression")
        tokens.append(token)
        position += len(token.text)
    tokens.append(Token("end", "", len(text) + 1))
    return tuple(tokens)


def _token(source: Source, position: int) -> Token:
    text, column = source.text, position + 1
    if match := _NUMBER.match(text, position):
        return _number(source, match.group(), column)
    if match := _NAME.match(text, position):
        return _name(source, match.group(), column)
    if match := _OPERATOR.match(text, position):
        return Token("operator", match.group(), column)
    if text[position] == "'":
        primes = re.compile("'+").match(text, position)
        length = len(primes.group()) if primes else 1
        if length > MAX_PRIMES:
            raise source.refusal(column, f"{length} primes", f"derivatives up to order {MAX_PRIMES}")
        return Token("primes", "'" * length, column)
    character = text[position]
    hint = _HINTS.get(character) or _letter_hint(character)
    raise source.refusal(column, spelled(character), hint)


def _letter_hint(character: str) -> str:
    words = unicodedata.name(character, "").split()
    if len(words) == 4 and words[:3] in (["GREEK", "SMALL", "LETTER"], ["GREEK", "CAPITAL", "LETTER"]):
        return f"an ASCII name such as {words[3].lower()!r}"
    return "ASCII letters, digits, _ and + - * / ** ( ) , only"


def _number(source: Source, numeral: str, column: int) -> Token:
    if read_decimal(numeral) is None:
        raise source.refusal(
            column, f"the number {quoted(numeral, 24)}", f"at most {MAX_DIGITS} digits and exponents up to {MAX_DIGITS}"
        )
    return Token("number", numeral, column)


def _name(source: Source, name: str, column: int) -> Token:
    if len(name) > MAX_NAME:
        raise source.refusal(column, f"a name of {len(name)} characters", f"names of at most {MAX_NAME}")
    if name.startswith("_") or "__" in name:
        raise source.refusal(
            column, f"the name {name!r}", "names that begin with a letter, without two underscores in a row"
        )
    if keyword.iskeyword(name) and (name != "lambda" or _FUNCTION.match(source.text, column - 1)):
        raise source.refusal(column, f"the word {name!r}", "arithmetic only: an expression is no program")
    return Token("name", name, column)
