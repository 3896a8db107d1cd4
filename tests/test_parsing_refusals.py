"""What the text parser refuses, the limits it keeps, and the promise that it executes nothing."""

from __future__ import annotations

import ast
import contextlib
import inspect
import time
from typing import Any

import pytest
from sympy import Symbol, symbols

import stability.gamefile.members
import stability.gamefile.parts
import stability.gamefile.section
import stability.gamefile.source
import stability.parsing
from stability.errors import BadInput
from stability.parsing import RESERVED, bounds, build, grammar, name_problem, parse, parse_fact, parse_relation, tokens

x, y = symbols("x y", real=True)
NAMES = {"x": x, "y": y, "p": Symbol("p", positive=True), "n": Symbol("n", negative=True)}
#: Seconds of processor time for one text; the slowest texts known take about one.
PATIENCE = 4.0


def read(text: str) -> Any:
    return parse(text, NAMES, {"f", "g"}, where="the loss")


# ---- refusals --------------------------------------------------------------------------------------------------------

_RADICALS = "+".join(f"sqrt({q})" for q in (2, 3, 5, 7, 11))
_SQUARED = "28" + "".join(f"+2*sqrt({a * b})" for a in (2, 3, 5, 7, 11) for b in (2, 3, 5, 7, 11) if a < b)

REFUSED: dict[str, str] = {
    "x*phi": "undefined name 'phi' at column 3",
    "xx": "or declare xx",
    "h(x)": "no known function",
    "sgin(x)": "Try: .*'sin'",
    "x.real": "column 2 of 'x.real'",
    "x^2": r"write powers as \*\*",
    "2x": "side by side",
    "x y": "side by side",
    "lambda: x": "the word 'lambda'",
    "lambda y: x": "the word 'lambda'",
    "2*lambda": "undefined name 'lambda'",
    "yield": "the word 'yield'",
    "relu(x, y)": "relu of 2 arguments",
    "relu'(x)": "derivative written out",
    "max(x)": "2 to 8 arguments",
    "__import__('os')": "the name '__import__'",
    "x__y": "two underscores",
    "f": "the function f without an argument",
    "f'": "without an argument",
    "sin": "the function sin",
    "sin'(x)": "derivative written out",
    "x(y)": "call of the symbol",
    "f'''''''(x)": "7 primes",
    "f(x, y)": "f of 2 arguments",
    "Max(x)": "2 to 8 arguments",
    "Max(1,2,3,4,5,6,7,8,9)": "2 to 8 arguments",
    "exp(x": "should close",
    "x + ": "ends too early",
    "": "an empty text",
    "x < y": "one relation, in a condition",
    "x = y": "compare with ==",
    "1/0": "division by zero",
    "0**-1": "division by zero",
    "0**x": "power of 0",
    "1/(x - x)": "division by zero",
    "log(0)": "infinite",
    "tan(pi/2)": "infinite",
    "sqrt(-2)": "not real",
    "sqrt(n)": "not real",
    "log(n)": "not real",
    "log(-1)": "not real",
    "(-8)**(1/3)": "not real",
    "(-2)**x": "not positive",
    "I": "finite real",
    "zoo": "finite real",
    "9**9**9": "300 digits",
    "2**100000": "300 digits",
    "2**-100000": "300 digits",
    "(2**1000*x)**3": "300 digits",
    "1e100*1e100*1e100*1e100": "300 digits",
    "1e101": "at most 100 digits",
    "9" * 101: "at most 100 digits",
    "2**(1/65)": "root of order 65",
    "x**1e-90": "huge order",
    "x**65": "degree",
    "(x*y)**33": "degree",
    "x**64*y": "degree",
    "exp(70*log(x))*y": "degree",
    "x**x**x": "tower",
    "2**2**x": "tower",
    "2**(x**3)": "exponent of degree 3",
    "2**(1000*x)": "beyond 100 in an exponent",
    "2**(60*x)*2**(60*x)": "beyond 100 in an exponent",
    "pi**pi**pi**pi": "10\\*\\*300",
    "exp(1000)": "10\\*\\*300",
    "exp(x + 1000)": "10\\*\\*300",
    "exp(10**6*log(2))": "10\\*\\*300",
    "exp(x + 10**6*log(2))": "10\\*\\*300",
    "exp(10**6*x*log(2))": "beyond 100 in an exponent",
    "exp(exp(exp(exp(9))))": "10\\*\\*300",
    "sinh(1000)": "10\\*\\*300",
    "(1+x+y+p+n)**40": "terms when multiplied out",
    f"abs({_RADICALS}-sqrt({_SQUARED}))": "cancels to 0",
    f"x*({_RADICALS}-sqrt({_SQUARED}))": "cancels to 0",
    "sin(1)**2 + cos(1)**2 - 1": "cancels to 0",
    "1/((sqrt(2) + 1)*(sqrt(2) - 1) - 1)": "cancels to 0",
    "Max(sin(1)**2 + cos(1)**2, 1)": "cancels to 0",
    "log(3**100)": "38 digits",
    "(" * 33 + "x" + ")" * 33: "more than 32 nested",
    "x**" * 40 + "x": "more than 32 nested",
    "x+" * 3000 + "x": "6000|characters",
    "-" * 4500 + "x": "more than 4000",
    "a" * 41: "a name of 41 characters",
    "\u03c8*x": "such as 'psi'",
    "\u0445": "CYRILLIC SMALL LETTER HA",
    "x\u200b": "ZERO WIDTH SPACE",
    "x \u2212 y": "ASCII minus",
    "\uff11": "FULLWIDTH DIGIT ONE",
    "f\u2019(x)": "ASCII quote",
    "x\x00": "U\\+0000",
    "x # comment": "'#'",
}


@pytest.mark.parametrize(
    "text", REFUSED, ids=lambda t: t[:40].encode("ascii", "backslashreplace").decode().replace("\\x00", "NUL")
)
def test_refused(text: str) -> None:
    """Each refusal names the place, the finding and the remedy on one line, quickly."""
    start = time.process_time()
    with pytest.raises(BadInput, match=REFUSED[text]) as caught:
        read(text)
    assert time.process_time() - start < PATIENCE
    message = str(caught.value)
    assert message.startswith("Asked for the loss") and " Try: " in message
    assert message.isprintable() and len(message) < 400


@pytest.mark.parametrize("text", [None, 3, 0.5, True, b"x", ["x"], x])
def test_not_text(text: Any) -> None:
    """Only text is read."""
    for reader in (lambda t: parse(t, NAMES), lambda t: parse_relation(t, NAMES), lambda t: parse_fact(t, {"f"})):
        with pytest.raises(BadInput, match="instead of text"):
            reader(text)


@pytest.mark.parametrize(
    "text",
    [
        "x**64",
        "(" * 32 + "x" + ")" * 32,
        "9" * 100,
        "2**1000",
        "f''''''(x)",
        "2**(100*x)",
        "exp(600)",
        "x+" * 1900 + "x",
        "-" * 3999 + "x",
        "Max(1, 2, 3, 4, 5, 6, 7, x)",
        f"abs({_RADICALS} - 10)",
        "2**(1/64)",
        "(1+x+y)**64",
        "1/(1/(1/(1/x)))",
        "a" * 40,
    ],
)
def test_just_inside_the_limits(text: str) -> None:
    """The neighbours of refused texts pass: the limits are where the documentation says."""
    assert parse(text, {**NAMES, "a" * 40: x}, {"f"}) is not None


@pytest.mark.parametrize(
    "text",
    [
        "+".join(f"sigmoid({k}*x + y)" for k in range(300)),
        "sin(" * 32 + "x" + ")" * 32,
        "cosh(" * 30 + "x" + "".join(f"+{k}*x*y)" for k in range(30)),
        "*".join(f"sqrt({10**15 + k})" for k in range(300)),
        "Max(" * 30 + "x" + "".join(f", y - {k}, {k}*y**2, p)" for k in range(30)),
        "+".join(f"Max(x*y - {k}, p, {k}*y, x)" for k in range(200)),
        "1/(" * 30 + "x" + "".join(f" + {k}*y)" for k in range(30)),
        "(" * 30 + "x" + "".join(f" + {k}*p)**0.5" for k in range(30)),
        "abs(" + "+".join(f"sqrt({k})*x" for k in range(2, 400)) + ")",
        "abs(" + "-".join(f"sqrt({k})" for k in range(2, 600)) + ")",
        "+".join(f"sin(pi*{k}/{k + 64})" for k in range(200)),
        "sqrt(" + "*".join(f"(x - {k})**2" for k in range(30)) + ")",
    ],
)
def test_large_texts_end_soon(text: str) -> None:
    """Large texts inside or outside the limits are decided in the time a person waits."""
    start = time.process_time()
    with contextlib.suppress(BadInput):
        read(text)
    assert time.process_time() - start < PATIENCE


# ---- names, and the promise ------------------------------------------------------------------------------------------


def test_names() -> None:
    """Greek letters in ASCII and even names that SymPy uses are free; words with a meaning are not."""
    for name in ("gamma", "beta", "zeta", "S", "I", "E", "N", "Q", "x_1", "Theta2", "factorial", "lambda"):
        assert name_problem(name) is None
    for name in (
        *(set(RESERVED) - {"E", "I"}),
        "yield",
        "import",
        "None",
        "True",
        "_x",
        "x__y",
        "__class__",
        "1x",
        "a b",
        "",
        "a" * 41,
        "\u03b8",
        "x\u200b",
        "x\n",
    ):
        assert name_problem(name) is not None


def test_symbols_that_shadow_sympy_functions_are_symbols() -> None:
    """gamma, beta and zeta are parameters here."""
    g = Symbol("gamma", positive=True)
    assert parse("gamma/2*x**2", {"gamma": g, "x": x}) == g * x**2 / 2
    with pytest.raises(BadInput, match="call of the symbol"):
        parse("gamma(x)", {"gamma": g, "x": x})


FORBIDDEN = {
    "eval",
    "exec",
    "compile",
    "sympify",
    "parse_expr",
    "literal_eval",
    "__import__",
    "getattr_static",
    "S",
    "lambdify",
    "pickle",
    "ast",
}


def forbidden_calls(source: str) -> set[str]:
    """Names from the list of forbidden ones that a source calls or imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = (
                node.func.id
                if isinstance(node.func, ast.Name)
                else node.func.attr
                if isinstance(node.func, ast.Attribute)
                else ""
            )
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
            if not (name == "compile" and isinstance(receiver, ast.Name) and receiver.id == "re"):
                found.add(name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {a.name for a in node.names} - {"S"}
    return found & FORBIDDEN


def test_no_source_can_execute_text() -> None:
    """No module on the way from text to expression calls eval, sympify or their kin."""
    for module in (
        stability.parsing,
        tokens,
        grammar,
        build,
        bounds,
        stability.gamefile,
        stability.gamefile.source,
        stability.gamefile.section,
        stability.gamefile.parts,
        stability.gamefile.members,
    ):
        assert forbidden_calls(inspect.getsource(module)) == set()


def test_the_source_check_fires() -> None:
    """Its twin: each forbidden call is seen."""
    for line in (
        "eval('1')",
        "sympy.sympify(t)",
        "S('x')",
        "from ast import literal_eval",
        "compile(t, '', 'eval')",
        "import pickle",
    ):
        assert forbidden_calls(line)
    assert not forbidden_calls("import re\nre.compile('x')")
