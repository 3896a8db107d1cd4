"""Text -> expression, by a whitelist; text never reaches Python or SymPy as code.

Grammar: numbers (decimals are exact rationals), declared names, ``pi``, ``E``, ``+ - * / **``, parentheses, functions
exp, log, sqrt, sin, cos, tan, sinh, cosh, tanh, erf, atan, abs, sign, Max, Min, sigmoid(u) = 1/(1 + exp(-u)),
softplus(u) = log(1 + exp(u)), relu(u) = Max(0, u), max and min for Max and Min, and declared abstract functions
``f(u)``, ``f'(u)``, ``f''(u)``, ...
Precedence is Python's: ``-x**2`` is ``-(x**2)``, ``2**3**2`` is ``2**(3**2)``.

Limits, checked before anything is built: 6,000 characters, 4,000 tokens, nesting 32, names of 40 characters, literals
of 100 digits; numbers up to 10**300, total degree 64, 100,000 terms when multiplied out; no constant that cancels to 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from stability.algebra.conditions import Fact
from stability.errors import BadInput
from stability.parsing import bounds
from stability.parsing.build import Builder
from stability.parsing.grammar import Call, Name, Node, Number, read_comparison, read_expression
from stability.parsing.tokens import FUNCTIONS, RESERVED, Source, name_problem, nearest, quoted, read_decimal

__all__ = [
    "FUNCTIONS",
    "RESERVED",
    "name_problem",
    "nearest",
    "parse",
    "parse_fact",
    "parse_relation",
    "quoted",
    "read_decimal",
]

_SIGNS = {">": "positive", "<": "negative", "==": "zero", "!=": "nonzero", ">=": "nonnegative", "<=": "nonpositive"}
_FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}


def _source(text: Any, where: str, example: str) -> Source:
    if not isinstance(text, str):
        raise BadInput(where, f"{type(text).__name__} instead of text", f"text such as {example}")
    return Source(text, where)


def parse(text: str, symbols: Mapping[str, Any], functions: Collection[str] = (), where: str = "an expression") -> Any:
    """The SymPy expression that ``text`` denotes.

    symbols: name -> Symbol; functions: names of abstract functions; where: what is being read, for messages.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> parse("0.3*f'(x) - sigmoid(-x**2)", {"x": x, "y": y}, {"f"})
    3*f'(x)/10 - 1/(exp(x**2) + 1)
    >>> parse("x.real", {"x": x})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for an expression. Found: the character '.' at column 2 of 'x.real'. Try: ...

    Raises BadInput for anything outside the grammar or the limits; nothing is ever executed.
    """
    source = _source(text, where, '"x*y - y**2/2"')
    return Builder(source, symbols, functions).whole(read_expression(source))


def parse_relation(
    text: str, symbols: Mapping[str, Any], functions: Collection[str] = (), where: str = "a condition"
) -> Any:
    """The relation that ``text`` states: one of < <= > >= == != between two expressions.

    >>> from sympy import Symbol
    >>> parse_relation("gamma < 0.5", {"gamma": Symbol("gamma", positive=True)})
    gamma < 1/2

    Raises BadInput as ``parse`` does, and for a relation that is never true.
    """
    source = _source(text, where, '"gamma < 1"')
    return Builder(source, symbols, functions).comparison(read_comparison(source))


def parse_fact(text: str, functions: Collection[str], where: str = "a fact about an abstract function") -> Fact:
    """The Fact that ``text`` states: the sign of a derivative at a number, or at every t.

    >>> str(parse_fact("f''(0) < 0", {"f"})), str(parse_fact("f'(t) != 0", {"f"}))
    ("f''(0) < 0", "f'(t) != 0 for every t")

    Raises BadInput for other statements.
    """
    source = _source(text, where, '"f\'(0) != 0"')
    comparison = read_comparison(source)
    call, zero, operator = comparison.left, comparison.right, comparison.operator
    if isinstance(zero, Call):
        call, zero, operator = zero, call, _FLIPPED[operator]
    if not isinstance(call, Call) or not isinstance(zero, Number) or zero.value != 0:
        raise BadInput(where, quoted(text), "the sign of one derivative, such as f'(0) != 0, f''(0) < 0 or f'(t) > 0")
    if call.name not in functions or len(call.arguments) != 1:
        raise source.refusal(
            call.column,
            f"{call.name!r} with {len(call.arguments)} argument(s)",
            f"{nearest(call.name, functions) or 'a declared function'}, with one argument",
        )
    return Fact(call.name, call.order, _point(source, call.arguments[0]), _SIGNS[operator])


def _point(source: Source, node: Node) -> Any:
    if isinstance(node, Name) and node.name == "t":
        return None
    point = Builder(source, {}, ()).whole(node)
    if not bounds.is_constant(point):
        raise source.refusal(node.column, f"the point {point}", "a number, or t for every argument")
    return point
