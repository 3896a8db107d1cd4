"""Displayed equations that fit the page: sums are broken between terms, products between factors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sympy import Add, Integer, Mul, Piecewise, Pow, exp, fraction, log, true
from sympy.core.relational import Relational

from stability.algebra.jets import Jet
from stability.expectation import Expectation
from stability.report.notation import Notation
from stability.report.width import TEXT, width

#: What a continued line is indented by, and what delimiters of a broken product take.
_INDENT, _DELIMITERS = 22.0, 30.0
_SMALLEST = 120.0


def lines(notation: Notation, expression: Any, limit: float) -> list[str]:
    r"""The LaTeX of an expression in lines of at most ``limit`` points, where it can be broken.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> lines(Notation([x, y]), x**2 + 2*x*y + y**2, 60)
    ['x^{2} + 2 x y', '+ y^{2}']
    """
    whole = notation.tex(expression)
    if width(whole) <= limit or limit < _SMALLEST / 3:
        return [whole]
    if isinstance(expression, Add):
        return _sum(notation, expression, limit)
    if isinstance(expression, Mul):
        return _product(notation, expression, limit)
    if isinstance(expression, Relational):
        sign = whole_sign(expression)
        left, right = lines(notation, expression.lhs, limit), lines(notation, expression.rhs, limit)
        return _fill([*left, f"{sign} {right[0]}"], limit) + right[1:]
    return _power_or_call(notation, expression, limit) or [whole]


def whole_sign(relation: Relational) -> str:
    sign = str(relation.rel_op)
    return {"==": "=", "!=": r"\neq", "<=": r"\leq", ">=": r"\geq"}.get(sign, sign)


def _fill(pieces: Sequence[str], limit: float) -> list[str]:
    """Pieces side by side on as few lines as possible."""
    filled: list[str] = []
    for piece in pieces:
        joined = f"{filled[-1]} {piece}" if filled else piece
        if filled and width(joined) <= limit:
            filled[-1] = joined
        else:
            filled.append(piece)
    return filled


def _signed(latex: str, first: bool) -> str:
    body = latex.lstrip()
    if body.startswith("-"):
        return f"- {body[1:].lstrip()}"
    return body if first else f"+ {body}"


def _sum(notation: Notation, expression: Any, limit: float) -> list[str]:
    result: list[str] = []
    for index, term in enumerate(notation.terms(expression)):
        broken = lines(notation, term, limit - _INDENT)
        first = _signed(broken[0], index == 0)
        if len(broken) == 1 and result and width(f"{result[-1]} {first}") <= limit:
            result[-1] = f"{result[-1]} {first}"
        else:
            result += [first, *broken[1:]]
    return result


def _product(notation: Notation, expression: Any, limit: float) -> list[str]:
    numerator, denominator = fraction(expression)
    pieces: list[list[str]] = []
    factors = notation.factors(numerator)
    if factors[0] in (Integer(-1), -1) and (len(factors) > 1 or denominator != 1):
        pieces, factors = [["-"]], factors[1:]
    below = notation.tex(denominator)
    if denominator != 1 and width(below) < limit / 3:
        pieces.append([rf"\frac{{1}}{{{below}}}"])
    pieces += [_factor(notation, f, limit - _DELIMITERS) for f in factors if f != 1]
    if denominator != 1 and width(below) >= limit / 3:
        inner = lines(notation, denominator, limit - _DELIMITERS)
        pieces.append([rf"\Big/\Bigl({inner[0]}", *inner[1:]])
        pieces[-1][-1] += r"\Bigr)"
    return _chain(pieces, limit)


def _chain(pieces: Iterable[list[str]], limit: float) -> list[str]:
    result: list[str] = []
    for piece in pieces:
        between = r" \cdot " if piece[0][:1].isdigit() and result and result[-1] != "-" else " "
        joined = f"{result[-1]}{between}{piece[0]}" if result else piece[0]
        if result and (width(joined) <= limit or result[-1] == "-"):
            result = [*result[:-1], joined, *piece[1:]]
        else:
            dot = r"\cdot " if result and result[-1] != "-" and not piece[0].startswith(r"\Big/") else ""
            result += [dot + piece[0], *piece[1:]]
    return result


def _factor(notation: Notation, factor: Any, limit: float) -> list[str]:
    if isinstance(factor, Add):
        inner = lines(notation, factor, limit)
        return (
            [rf"\bigl({inner[0]}\bigr)"]
            if len(inner) == 1
            else [rf"\bigl({inner[0]}", *inner[1:-1], rf"{inner[-1]}\bigr)"]
        )
    return _power_or_call(notation, factor, limit) or [notation.tex(factor)]


def _expectation(notation: Notation, expression: Any, limit: float) -> list[str]:
    """An expectation on several lines; one that is legible when scaled down stays whole."""
    whole = notation.tex(expression)
    if width(whole) <= 1.6 * limit:
        return []
    opening = whole.split(r"\left[", 1)[0] + r"\bigl["
    inner = lines(notation, expression._shown()[0], limit - _DELIMITERS)
    if len(inner) == 1:
        return [rf"{opening}{inner[0]}\bigr]"]
    return [f"{opening}{inner[0]}", *inner[1:-1], rf"{inner[-1]}\bigr]"]


def _power_or_call(notation: Notation, expression: Any, limit: float) -> list[str]:
    """Powers of sums, exp, log and jets of long arguments; empty when it is none of these or short."""
    if width(notation.tex(expression)) <= limit:
        return []
    if isinstance(expression, Expectation):
        return _expectation(notation, expression, limit)
    if isinstance(expression, exp):
        opening, argument, closing = r"\exp\bigl(", expression.args[0], r"\bigr)"
    elif isinstance(expression, log):
        opening, argument, closing = r"\log\bigl(", expression.args[0], r"\bigr)"
    elif isinstance(expression, Pow) and not expression.exp.has(Add):
        exponent = expression.exp
        shown = f"{exponent.p}/{exponent.q}" if exponent.is_Rational and exponent.q != 1 else notation.tex(exponent)
        opening, argument, closing = r"\bigl(", expression.base, rf"\bigr)^{{{shown}}}"
    elif isinstance(expression, Jet):
        name = notation.tex(Jet(expression.function, expression.order, Integer(0))).removesuffix("(0)")
        opening, argument, closing = rf"{name}\bigl(", expression.argument, r"\bigr)"
    else:
        return []
    inner = lines(notation, argument, limit - _DELIMITERS)
    if len(inner) == 1:
        return [f"{opening}{inner[0]}{closing}"]
    return [f"{opening}{inner[0]}", *inner[1:-1], f"{inner[-1]}{closing}"]


def fitted(latex: str, limit: float = TEXT) -> str:
    """The formula, to be scaled down by TeX when it may still be too wide."""
    return latex if width(latex) <= limit else rf"\fit{{{limit:.0f}pt}}{{{latex}}}"


def equations(notation: Notation, pairs: Iterable[tuple[str, Any]], limit: float = TEXT) -> str:
    """One display with a line (or more) for each ``left = right``; an empty left side leaves out the sign."""
    rows = []
    listed = list(_without_wide_cases(notation, pairs, limit))
    margin = max((width(f"{left} =") for left, _ in listed if left), default=0.0)
    for left, right in listed:
        first, *rest = _right(notation, right, limit - margin - 6)
        start = f"{left} &= " if left else "&"
        rows.append(start + fitted(first, limit - margin))
        rows += [rf"&\qquad {fitted(line, limit - margin - _INDENT)}" for line in rest]
    if len(rows) == 1:
        return "\\[\n  " + rows[0].replace("&", "", 1) + "\n\\]"
    return "\\begin{align*}\n  " + " \\\\\n  ".join(rows) + "\n\\end{align*}"


def _without_wide_cases(
    notation: Notation, pairs: Iterable[tuple[str, Any]], limit: float
) -> Iterable[tuple[str, Any]]:
    """A Piecewise that is too wide becomes one equation for each case, its condition below it."""
    for left, right in pairs:
        if not isinstance(right, Piecewise) or _widest_case(notation, right) + width(left) < limit - 80:
            yield left, right
            continue
        for value, condition in right.args:
            yield left, value
            if condition is true:
                yield "", r"\qquad\text{otherwise}"
            else:
                first, *rest = lines(notation, condition, limit - 80)
                yield "", rf"\qquad\text{{if}}\ {first}"
                yield from (("", rf"\qquad\quad {line}") for line in rest)


def _widest_case(notation: Notation, expression: Piecewise) -> float:
    return max(width(notation.tex(part)) for pair in expression.args for part in pair.args)


def _right(notation: Notation, right: Any, limit: float) -> list[str]:
    if isinstance(right, str):
        return [right]
    if isinstance(right, Piecewise):
        return [piecewise(notation, right, limit)]
    return lines(notation, right, limit - _INDENT if width(notation.tex(right)) > limit else limit)


def piecewise(notation: Notation, expression: Any, limit: float) -> str:
    """Cases, each condition beside its value, or below it where they are long."""
    rows = []
    for value, condition in expression.args:
        left = rf"\displaystyle {notation.tex(value)}"
        right = r"\text{otherwise}" if condition is true else rf"\text{{if}}\ {notation.tex(condition)}"
        if width(left) + width(right) + 40 <= limit:
            rows.append(f"{left} & {right}")
        else:
            rows.append(rf"{fitted(left, limit - 30)} \\ \qquad {fitted(right, limit - 50)}")
    body = r" \\[2pt] ".join(rows)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def matrix(notation: Notation, name: str, value: Any, limit: float = TEXT, entry: str = "a") -> str:
    """``name = (matrix)`` in a display; entries that are too wide get names and equations of their own."""
    if 0 in (value.rows, value.cols):
        left = f"{name} = " if name else ""
        return f"\\[\n  {left}\\text{{an empty matrix, }} {value.rows} \\times {value.cols}\n\\]"
    shown = [[notation.tex(value[i, k]) for k in range(value.cols)] for i in range(value.rows)]
    room = limit - width(f"{name} =") - 20
    long: list[tuple[str, Any]] = []
    if _columns(shown) > room:
        share = max(room / value.cols - 11, 30.0)
        for i in range(value.rows):
            for k in range(value.cols):
                if width(shown[i][k]) > share:
                    shown[i][k] = f"{entry}_{{{i + 1},{k + 1}}}"
                    long.append((shown[i][k], value[i, k]))
    body = r" \\ ".join(" & ".join(row) for row in shown)
    array = rf"\left(\begin{{array}}{{*{{{value.cols}}}{{c}}}} {body} \end{{array}}\right)"
    whole = array if _columns(shown) <= room else rf"\fit{{{room:.0f}pt}}{{{array}}}"
    left = f"{name} = " if name else ""
    display = f"\\[\n  {left}{whole}\n\\]"
    return display + (f"\nwhere\n{equations(notation, long, limit)}" if long else "")


def _columns(shown: list[list[str]]) -> float:
    return sum(max(width(row[k]) for row in shown) + 11 for k in range(len(shown[0])))


def plus_minus(notation: Notation, a: Any, b: Any) -> str:
    """``m +- s`` when the two values are m + s and m - s with a single term s; otherwise empty."""
    common = [t for t in Add.make_args(a) if t in Add.make_args(b)]
    rest, other = (Add(*(t for t in Add.make_args(v) if t not in common)) for v in (a, b))
    if rest == 0 or rest != -other or isinstance(rest, Add):
        return ""
    shown = notation.tex(rest)
    shown = notation.tex(other) if shown.startswith("-") else shown
    both = rf"{notation.tex(Add(*common)) if common else ''} \pm {shown}".strip()
    return both if width(both) < TEXT - 60 else ""
