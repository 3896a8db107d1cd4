"""Any text as LaTeX that typesets it literally: no character of it can act as a command."""

from __future__ import annotations

import re
import unicodedata

#: Only characters of the original fonts (OT1): others need fonts that a small TeX may have to draw first.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"{\normalfont\char36}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    '"': "{\\ttfamily\\char34}",
    "`": r"{\normalfont\char18}",
    "\u2013": r"\textendash{}",
    "\u2014": r"\textemdash{}",
    "\u2018": "{`}",
    "\u2019": "{'}",
    "\u201c": "{``}",
    "\u201d": "{''}",
    "\u2026": r"\dots{}",
    "\u00d7": r"$\times$",
    "\u00b7": r"$\cdot$",
    "\u2264": r"$\le$",
    "\u2265": r"$\ge$",
    "\u2260": r"$\ne$",
    "\u2212": "$-$",
    "\u00b1": r"$\pm$",
    "\u221e": r"$\infty$",
    "\u2192": r"$\to$",
    "\u00a7": r"$\mathsection$",
    "\u00df": r"\ss{}",
    "\u00f8": r"\o{}",
    "\u00d8": r"\O{}",
    "\u00e6": r"\ae{}",
    "\u00c6": r"\AE{}",
    "\u0153": r"\oe{}",
    "\u0152": r"\OE{}",
    "\u0142": r"\l{}",
    "\u0141": r"\L{}",
    "\u0131": r"\i{}",
    "\u00a0": r"\ ",
}
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
}

#: Letters whose LaTeX command is their name; capitals that look Latin have none.
GREEK = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Upsilon",
    "Phi",
    "Psi",
    "Omega",
)
#: A word longer than this may be broken anywhere, because TeX knows no hyphens for it.
_LONG = 24


def literal(text: str) -> str:
    r"""LaTeX (pure ASCII) that typesets ``text`` as it is; control characters become blanks.

    >>> print(literal(r"50% & _x_ \input{/etc/passwd}"))
    50\% \& \_x\_ \textbackslash{}input\{/etc/passwd\}

    A character that the standard fonts lack is shown as its code point.
    """
    words = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text).split(" ")
    return " ".join(_word(word) for word in words if word)


def _word(word: str) -> str:
    pieces = [_character(c) for c in unicodedata.normalize("NFC", word)]
    shown = (r"\brk{}" if len(word) > _LONG else "").join(pieces)
    return shown.replace("''", "'{}'").replace("--", "-{}-").replace("--", "-{}-")  # no ligatures


def _character(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if c.isascii():
        return c
    name = unicodedata.name(c, "")
    for kind in ("SMALL", "CAPITAL"):
        letter = name.removeprefix(f"GREEK {kind} LETTER ").lower()
        letter = (
            {"lamda": "lambda"}.get(letter, letter)
            if kind == "SMALL"
            else {"lamda": "lambda"}.get(letter, letter).capitalize()
        )
        if letter in GREEK:
            return rf"$\{letter}$"
    base, *marks = list(unicodedata.normalize("NFD", c))
    if len(marks) == 1 and base.isascii() and marks[0] in _ACCENTS:
        return rf"\{_ACCENTS[marks[0]]}{{{base}}}"
    return rf"\texttt{{U+{ord(c):04X}}}"


def code(text: str) -> str:
    """The text in typewriter, breakable after every underscore."""
    words = (r"\_\brk{}".join(literal(part) for part in word.split("_")) for word in text.split(" "))
    return r"\texttt{" + " ".join(words) + "}"


def breakable(latex: str) -> str:
    r"""LaTeX in which long numbers may be broken after every fifth digit.

    >>> print(breakable("$0.1234567890123$"))
    $0.12345\brk{}67890\brk{}123$
    """
    return re.sub(
        r"[0-9]{12,}", lambda match: r"\brk{}".join(match[0][i : i + 5] for i in range(0, len(match[0]), 5)), latex
    )
