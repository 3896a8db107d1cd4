"""The LaTeX of expressions: one notation per document, in which different symbols never look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sympy import And, Mul, Symbol
from sympy.printing.latex import LatexPrinter

from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.report.literal import GREEK, literal

_NAME = re.compile(r"([A-Za-z]+?)(?:_?([0-9]+(?:_[0-9]+)?)|_([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*))?")
#: The standard variates that laws are made of.
_VARIATES = {"N": r"\mathcal{N}(0, 1)", "U": r"\mathcal{U}(-1, 1)"}
#: e is the base of exponentials and i the imaginary unit.
_RESERVED = ("e", "i", r"\pi")


def name_tex(name: str) -> str:
    r"""A name as mathematics: Greek letters, subscripts, a transposed matrix B^T; any other name is typeset literally.

    >>> name_tex("theta_1"), name_tex("y1_2"), name_tex("n_g"), name_tex("rate"), name_tex("50%")
    ('\\theta_{1}', 'y_{1,2}', 'n_{g}', '\\mathit{rate}', '\\text{50\\%}')
    """
    if name.endswith("^T") and _NAME.fullmatch(name[:-2]):
        return f"{{{name_tex(name[:-2])}^{{T}}}}"  # in braces, so that it can have an exponent
    match = _NAME.fullmatch(name)
    if match is None:
        return rf"\text{{{literal(name)}}}"
    base, digits, words = match.groups()
    parts = digits or words
    if not parts:
        return _letters(base)
    return f"{_letters(base)}_{{{','.join(p if p.isdigit() else _letters(p) for p in parts.split('_'))}}}"


def _letters(word: str) -> str:
    if word in GREEK:
        return rf"\{word}"
    return word if len(word) == 1 else rf"\mathit{{{word}}}" if word.isalpha() else rf"\mathrm{{{word}}}"


class _Printer(LatexPrinter):  # type: ignore[misc]
    """SymPy's printer with names, jets and conditions of our own; it never asks an expression how to print itself."""

    printmethod = "_derivation"

    def __init__(self, names: dict[str, str], own: frozenset[str]) -> None:
        super().__init__({"inv_trig_style": "full"})
        self._names, self._own = names, own
        self._bound: set[Any] = set()  # under an expectation; their names differ from those of the parameters in it

    def _print_Symbol(self, expr: Any, style: str = "plain") -> str:
        shown = self._names.get(expr.name) or name_tex(expr.name)
        clash = isinstance(expr, Internal) and expr.name in self._own and expr not in self._bound
        return rf"\bar{{{shown}}}" if clash else shown

    _print_Dummy = _print_Symbol

    def _print_Jet(self, expr: Any, exp: str | None = None) -> str:
        order, name = expr.order, self._names.get(expr.function) or name_tex(expr.function)
        marks = "'" * order if order <= 3 else f"^{{({order})}}"
        body = f"{name}{marks}({self._print(expr.argument)})"
        return body if exp is None else f"{body}^{{{exp}}}"

    def _as_ordered_terms(self, expr: Any, order: Any = None) -> list[Any]:
        """SymPy's order, but a sum does not begin with a minus sign when a term without one can lead it."""
        terms = list(super()._as_ordered_terms(expr, order=order))
        lead = next((i for i, term in enumerate(terms) if not term.could_extract_minus_sign()), 0)
        return [terms[lead], *terms[:lead], *terms[lead + 1 :]]

    def _print_ImaginaryUnit(self, expr: Any) -> str:
        return "i"

    def _print_NumberSymbol(self, expr: Any) -> str:
        return str(expr._latex(self))  # the constants of SymPy itself: pi, e, Euler's constant

    def _print_Expectation(self, expr: Any) -> str:
        shown, names = expr._shown()
        self._bound |= {name for name, _ in names}
        laws = ", ".join(rf"{self._print(name)} \sim {_VARIATES.get(kind, kind)}" for name, kind in names)
        return rf"\mathbb{{E}}_{{{laws}}}\left[{self._print(shown)}\right]"

    def _print_EulerGamma(self, expr: Any) -> str:
        return r"\gamma_{\mathrm{E}}"  # gamma, phi and theta are names that games use

    def _print_GoldenRatio(self, expr: Any) -> str:
        return r"\varphi_{\mathrm{g}}"

    def _print_Heaviside(self, expr: Any, exp: Any = None) -> str:
        body = rf"\operatorname{{H}}\left({self._print(expr.args[0])}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"

    _print_Infinity = _print_NegativeInfinity = _print_ComplexInfinity = _print_NaN = _print_NumberSymbol

    def _print_CRootOf(self, expr: Any) -> str:
        return rf"\operatorname{{root}}_{{{int(expr.index)}}}({self._print(expr.expr)})"

    _print_ComplexRootOf = _print_CRootOf

    def _print_And(self, expr: Any) -> str:
        return r",\ ".join(self._print(a) for a in expr.args)

    def _print_Or(self, expr: Any) -> str:
        return r"\ \text{or}\ ".join(self._print(a) for a in expr.args)

    def _print_BooleanTrue(self, expr: Any) -> str:
        return r"\text{always}"

    def _print_BooleanFalse(self, expr: Any) -> str:
        return r"\text{never}"

    def _print_Lambda(self, expr: Any) -> str:
        return rf"{self._print(expr.variables[0])} \mapsto {self._print(expr.expr)}"

    def _print_Str(self, expr: Any) -> str:
        return name_tex(expr.name)


class Notation:
    r"""How one document writes its symbols and abstract functions.

    Two names with the same LaTeX (x1 and x_1), or with that of a constant, are typeset in typewriter instead; a symbol
    that the package made gets a bar where the user has a symbol of that name.

    >>> a, b = Symbol("x1", real=True), Symbol("x_1", real=True)
    >>> Notation([a]).tex(a), Notation([a, b]).tex(b)
    ('x_{1}', '\\mathtt{x\\_1}')
    """

    def __init__(self, symbols: Iterable[Any] = (), functions: Iterable[str] = ()) -> None:
        given = tuple(symbols)
        self.own = frozenset(str(s.name) for s in given if not isinstance(s, Internal))
        names = sorted({str(s.name) for s in given} | set(functions))
        shown = {name: name_tex(name) for name in names}
        looks = [*shown.values(), *_RESERVED]
        self.names = {n: t if looks.count(t) == 1 else rf"\mathtt{{{literal(n)}}}" for n, t in shown.items()}
        self.functions = frozenset(functions)
        self._printer = _Printer(self.names, self.own)

    def tex(self, expression: Any) -> str:
        """The LaTeX of an expression, relation or matrix, without dollars."""
        return str(self._printer.doprint(expression))

    def tex_name(self, name: str) -> str:
        """The LaTeX of a symbol's or function's name."""
        return self.names.get(name) or name_tex(name)

    def terms(self, expression: Any) -> list[Any]:
        """The terms of a sum in the order in which they are printed."""
        return list(self._printer._as_ordered_terms(expression))

    def factors(self, expression: Any) -> list[Any]:
        """The factors of a product in the order in which they are printed."""
        return list(expression.as_ordered_factors()) if isinstance(expression, Mul) else [expression]

    def fresh(self, *wishes: str) -> str:
        """The first of the wishes that no symbol of the document looks like."""
        taken = set(self.names.values())
        return next((w for w in wishes if w not in taken), rf"\mathsf{{{wishes[0]}}}")

    def tuple(self, values: Iterable[Any]) -> str:
        shown = [self.tex(v) for v in values]
        return shown[0] if len(shown) == 1 else "(" + r",\brk{} ".join(shown) + ")"

    def point(self, point: Any) -> str:
        """(theta, psi) = (0, 0), from pairs or a mapping of state symbols and values."""
        pairs = list(point.items() if hasattr(point, "items") else point)
        return f"{self.tuple(s for s, _ in pairs)} = {self.tuple(v for _, v in pairs)}"

    def fact(self, fact: Any) -> str:
        """f'(t) != 0 for every t."""
        relation = {
            "positive": "> 0",
            "negative": "< 0",
            "zero": "= 0",
            "nonzero": r"\neq 0",
            "nonnegative": r"\geq 0",
            "nonpositive": r"\leq 0",
        }[fact.sign]
        everywhere = fact.at is None
        jet = Jet(fact.function, fact.order, Internal("t", real=True) if everywhere else fact.at)
        return f"{self.tex(jet)} {relation}" + (r"\ \text{for every}\ t" if everywhere else "")

    def condition(self, condition: Any) -> list[str]:
        """The parts of a condition that hold together."""
        return [self.tex(c) for c in (sorted(condition.args, key=str) if isinstance(condition, And) else [condition])]


def notation_of(system: Any, *more: Any) -> Notation:
    """The notation for a system and further expressions."""
    symbols = {*system.state, *system.parameters}
    for player in system.game.players if system.game else ():
        symbols |= player.loss.free_symbols
    for expression in (*more, *(a for a in system.assumptions if hasattr(a, "free_symbols"))):
        symbols |= {s for s in getattr(expression, "free_symbols", ()) if isinstance(s, Symbol)}
    for critic in system.game.critics if system.game else ():
        symbols |= {*critic.input, *critic.output.free_symbols}
    functions = set(system.functions) | {a.function for a in system.assumptions if hasattr(a, "function")}
    if system.game:
        functions |= set(system.game.functions)
    return Notation(symbols, functions)
