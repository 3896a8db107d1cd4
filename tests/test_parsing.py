"""Text -> expression: what it means, what it refuses, and that nothing explodes or runs on the way."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, Symbol, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.errors import BadInput
from stability.parsing import (
    FUNCTIONS,
    parse,
    parse_fact,
    parse_relation,
)

x, y = symbols("x y", real=True)
p = Symbol("p", positive=True)
n = Symbol("n", negative=True)
NAMES = {"x": x, "y": y, "p": p, "n": n}
#: Seconds for one text; the slowest texts known take about one on an idle core.
PATIENCE = 4.0


def read(text: str) -> Any:
    return parse(text, NAMES, {"f", "g"}, where="the loss")


# ---- meaning ---------------------------------------------------------------------------------------------------------

MEANINGS: dict[str, Any] = {
    "-x**2": -(x**2),
    "2**-1": Rational(1, 2),
    "2**3**2": Integer(512),
    "(2**3)**2": Integer(64),
    "-2**2": Integer(-4),
    "x**-y": x ** (-y),
    "x - y - x": -y,
    "x/y/2": x / (2 * y),
    "x/(y/2)": 2 * x / y,
    "2*x**2*y": 2 * x**2 * y,
    "--x": x,
    "-+-x": x,
    "x*-y": -x * y,
    "+x": x,
    "0.3": Rational(3, 10),
    "1e-3": Rational(1, 1000),
    ".5": Rational(1, 2),
    "2.": Integer(2),
    "1.5E+2*x": 150 * x,
    "0.1 + 0.2": Rational(3, 10),
    " x\n\t+ y ": x + y,
    "pi*E": sympy.pi * sympy.E,
    "E**x": sympy.exp(x),
    "sqrt(p**2)": p,
    "abs(x) + Abs(y)": sympy.Abs(x) + sympy.Abs(y),
    "sign(-p)": Integer(-1),
    "Max(x, 0) + Min(x, y, 1)": sympy.Max(x, 0) + sympy.Min(x, y, 1),
    "sigmoid(x)": 1 / (1 + sympy.exp(-x)),
    "softplus(-x)": sympy.log(1 + sympy.exp(-x)),
    "sin(x)*cos(y)/tan(p)": sympy.sin(x) * sympy.cos(y) / sympy.tan(p),
    "sinh(x) + cosh(y) + tanh(p) + erf(n) + atan(x)": sympy.sinh(x)
    + sympy.cosh(y)
    + sympy.tanh(p)
    + sympy.erf(n)
    + sympy.atan(x),
    "f(x*y)": Jet("f", 0, x * y),
    "f'(0)*g''(-x)": Jet("f", 1, 0) * Jet("g", 2, -x),
    "log(p)**2": sympy.log(p) ** 2,
    "2**x": Integer(2) ** x,
    "x**0.5": sympy.sqrt(x),
    "(10**9)**9": Integer(10) ** 81,
    "exp(-100)": sympy.exp(-100),
    "exp(-2*log(1 + p))": (1 + p) ** -2,
    "sqrt(2)*sqrt(3) - sqrt(6)": Integer(0),
}


@pytest.mark.parametrize("text", MEANINGS)
def test_meaning(text: str) -> None:
    """Every text gives the expression SymPy's own operators give."""
    assert read(text) == MEANINGS[text]


def test_decimals_never_become_floats() -> None:
    """17 digits survive, and no Float is in the tree."""
    assert read("0.12345678901234567") == Rational(12345678901234567, 10**17)
    assert not read("x*0.1 + 1e-20").atoms(sympy.Float)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("x < 1", x < 1),
        ("x <= 0.5", x <= Rational(1, 2)),
        ("x*y > 0", x * y > 0),
        ("x >= y", x >= y),
        ("x == y", sympy.Eq(x, y)),
        ("x != 1", sympy.Ne(x, 1)),
        ("f'(0) != 0", sympy.Ne(Jet("f", 1, 0), 0)),
        ("p > 0", sympy.true),
        ("p != 0", sympy.true),
        ("x == x", sympy.true),
    ],
)
def test_relations(text: str, relation: Any) -> None:
    """Each of the six relations, and those that hold by declaration."""
    assert parse_relation(text, NAMES, {"f"}) == relation


@pytest.mark.parametrize(
    "text", ["p < 0", "1 > 2", "p == 0", "x != x", "x < 1 < 2", "x", "x =< 1", "", "< 1", "x <", "x = 1", "x <> 1"]
)
def test_relations_refused(text: str) -> None:
    """Conditions that are never true, chains and half relations."""
    with pytest.raises(BadInput, match=r"^Asked for a condition\."):
        parse_relation(text, NAMES)


def test_relation_of_continued_fractions_is_refused() -> None:
    """SymPy would multiply out 2^20 terms to compare them."""
    text = "1/(x+" * 20 + "y" + ")" * 20 + " == 1"
    with pytest.raises(BadInput, match="nested"):
        parse_relation(text, NAMES)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("f'(t) != 0", Fact("f", 1, None, "nonzero")),
        ("f''(0) < 0", Fact("f", 2, 0, "negative")),
        ("f(1/2) >= 0", Fact("f", 0, Rational(1, 2), "nonnegative")),
        ("0 < f'(0)", Fact("f", 1, 0, "positive")),
        ("0 >= f'(0)", Fact("f", 1, 0, "nonpositive")),
        ("f''(0) == 0", Fact("f", 2, 0, "zero")),
    ],
)
def test_facts(text: str, fact: Fact) -> None:
    """The sign of a derivative at a number or everywhere, on either side of 0."""
    assert parse_fact(text, {"f"}) == fact


@pytest.mark.parametrize(
    "text",
    [
        "f'(0)",
        "f'(0) > 1",
        "f'(0) > f(0)",
        "g'(0) > 0",
        "f'(x) > 0",
        "f'(0) + 1 > 0",
        "f'(0, 1) > 0",
        "1 > 0",
        "exp(0) > 0",
    ],
)
def test_facts_refused(text: str) -> None:
    """Everything else that relates derivatives."""
    with pytest.raises(BadInput, match=r"^Asked for a fact"):
        parse_fact(text, {"f"}, where="a fact")


# ---- round trip ------------------------------------------------------------------------------------------------------

Tree = tuple[Any, ...]
_LEAVES = st.one_of(
    st.sampled_from([("name", s) for s in NAMES]),
    st.builds(lambda v: ("number", v), st.fractions(0, 50, max_denominator=1).map(lambda q: Fraction(q))),
    st.builds(lambda k: ("decimal", Fraction(k, 100)), st.integers(0, 999)),
)


def _branches(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(
        st.tuples(st.just("sum"), st.lists(st.tuples(st.sampled_from([1, -1]), children), min_size=2, max_size=4)),
        st.tuples(st.just("product"), st.lists(children, min_size=2, max_size=4)),
        st.tuples(st.just("negative"), children),
        st.tuples(st.just("power"), children, st.integers(1, 3)),
        st.tuples(st.just("call"), st.sampled_from(["sin", "cosh", "tanh", "atan", "erf"]), children),
        st.tuples(st.just("jet"), st.sampled_from("fg"), st.integers(0, 3), children),
    )


_TREES = st.recursive(_LEAVES, _branches, max_leaves=12)
_STRENGTH = {
    "sum": 0,
    "negative": 0,
    "product": 1,
    "power": 2,
    "call": 4,
    "jet": 4,
    "name": 4,
    "number": 4,
    "decimal": 4,
}


def render(tree: Tree, outer: int = 0) -> str:
    """The text of a tree with as few parentheses as Python's precedence allows."""
    text = _render(tree)
    return f"({text})" if _STRENGTH[tree[0]] < outer else text


def _render(tree: Tree) -> str:
    kind, *rest = tree
    if kind == "sum":
        (sign, first), *others = rest[0]
        start = ("-" if sign < 0 else "") + render(first, 1)
        return start + "".join((" - " if s < 0 else " + ") + render(t, 1) for s, t in others)
    if kind == "product":
        return "*".join(render(t, 1 if i == 0 else 2) for i, t in enumerate(rest[0]))
    if kind == "negative":
        return "-" + render(rest[0], 2)
    if kind == "power":
        return f"{render(rest[0], 3)}**{rest[1]}"
    if kind == "call":
        return f"{rest[0]}({render(rest[1])})"
    if kind == "jet":
        return f"{rest[0]}{chr(39) * rest[1]}({render(rest[2])})"
    return f"{float(rest[0]):.2f}" if kind == "decimal" else str(rest[0])


def construct(tree: Tree) -> Any:
    """The same tree built with SymPy directly."""
    kind, *rest = tree
    if kind == "sum":
        return Add(*(Mul(s, construct(t)) for s, t in rest[0]))
    if kind == "product":
        return Mul(*(construct(t) for t in rest[0]))
    if kind == "negative":
        return Mul(-1, construct(rest[0]))
    if kind == "power":
        return Pow(construct(rest[0]), rest[1])
    if kind == "call":
        return getattr(sympy, rest[0])(construct(rest[1]))
    if kind == "jet":
        return Jet(rest[0], rest[1], construct(rest[2]))
    return NAMES[rest[0]] if kind == "name" else Rational(rest[0].numerator, rest[0].denominator)


@settings(max_examples=300, deadline=None)
@given(_TREES)
def test_random_trees_survive_the_round_trip(tree: Tree) -> None:
    """Rendered and parsed back, a random tree is the tree; sizes past a limit are refused by name."""
    try:
        found = read(render(tree))
    except BadInput as refusal:
        assert any(word in str(refusal) for word in ("digits", "degree", "10**300", "terms", "cancels"))
        return
    expected = construct(tree)
    assert found == expected or (found - expected).expand() == 0


@settings(max_examples=200, deadline=None)
@given(_TREES)
def test_printed_expressions_parse_back(tree: Tree) -> None:
    """What SymPy prints of a parsed expression is again in the grammar, with the same meaning."""
    try:
        expression = read(render(tree))
        again = read(str(expression))
    except BadInput as refusal:
        assert any(word in str(refusal) for word in ("digits", "degree", "10**300", "terms", "cancels"))
        return
    assert again == expression or (again - expression).expand() == 0


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_random_text(text: str) -> None:
    """Random text gives an expression or BadInput."""
    try:
        read(text)
    except BadInput as refusal:
        assert str(refusal).isprintable()


_WORDS = [
    *NAMES,
    *FUNCTIONS,
    "f",
    "f'",
    "pi",
    "E",
    "I",
    "oo",
    "9",
    "0",
    "1e50",
    ".5",
    "10**9",
    "(",
    ")",
    "((",
    "))",
    ",",
    "+",
    "-",
    "*",
    "/",
    "**",
    "<",
    "==",
    "lambda",
    "__class__",
    ".",
    "'",
    "^",
    "theta",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=24))
def test_random_words(words: list[str]) -> None:
    """Random words of the grammar give an expression or BadInput, within the time a person waits."""
    start = time.process_time()
    for reader in (parse, parse_relation):
        try:
            reader("".join(words), NAMES, {"f"})
        except BadInput as refusal:
            assert str(refusal).isprintable()
    assert time.process_time() - start < PATIENCE
