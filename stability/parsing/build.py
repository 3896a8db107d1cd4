"""Syntax tree -> SymPy expression, with every size checked before SymPy sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sympy import (
    Abs,
    Add,
    Eq,
    Ge,
    Gt,
    I,
    Integer,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Pow,
    Rational,
    S,
    atan,
    cos,
    cosh,
    erf,
    exp,
    false,
    log,
    nan,
    oo,
    preorder_traversal,
    sign,
    sin,
    sinh,
    tan,
    tanh,
    true,
    zoo,
)

from stability.algebra.exact import exact
from stability.algebra.jets import Jet
from stability.errors import BadInput
from stability.parsing import bounds
from stability.parsing.grammar import Call, Comparison, Name, Node, Number, Power, Product, Sum
from stability.parsing.tokens import FUNCTIONS, RESERVED, Source, nearest

_CONSTANTS = {"pi": S.Pi, "E": S.Exp1}
_PLAIN: dict[str, Callable[..., Any]] = {
    "log": log,
    "sin": sin,
    "cos": cos,
    "tan": tan,
    "sinh": sinh,
    "cosh": cosh,
    "tanh": tanh,
    "erf": erf,
    "atan": atan,
}
_COMPARING: dict[str, Callable[..., Any]] = {
    "abs": Abs, "Abs": Abs, "sign": sign,
    "Max": Max, "Min": Min, "max": Max, "min": Min,
}
_RELATIONS = {"<": Lt, "<=": Le, ">": Gt, ">=": Ge, "==": Eq, "!=": Ne}
MAX_ARGUMENTS = 8
#: Work under Abs, sign, Max, Min in one expression, whose arguments SymPy compares pairwise: half a second in all.
MAX_COMPARED = 4_000
#: Bits of a number under a root or in a logarithm, where SymPy looks for factors.
MAX_FACTORED = 128


_INFINITE, _UNREAL = (zoo, nan, oo, -oo), (I,)


def _relation(operator: str, left: Any, right: Any, difference: Any) -> Any:
    """The relation; (in)equations are left as they stand, for SymPy would multiply out every denominator."""
    if operator not in ("==", "!="):
        return _RELATIONS[operator](left, right)
    if difference == 0 or difference.is_zero is False:
        return true if (difference == 0) == (operator == "==") else false
    return _RELATIONS[operator](left, right, evaluate=False)


class Builder:
    """Builds one expression; ``symbols`` and ``functions`` are all the names it may contain."""

    def __init__(self, source: Source, symbols: Mapping[str, Any], functions: Collection[str]) -> None:
        self.source = source
        self.symbols = symbols
        self.functions = functions
        self.compared = 0

    def whole(self, node: Node) -> Any:
        """The expression of a whole text, checked."""
        expression = self.build(node)
        try:
            bounds.check_whole(expression)
        except bounds.TooBig as problem:
            raise BadInput(self.source.where, str(problem), "a smaller expression") from None
        return exact(expression, self.source.where)

    def comparison(self, node: Comparison) -> Any:
        """The relation of a whole text."""
        left, right = self.whole(node.left), self.whole(node.right)
        difference = self.checked(Add(left, Mul(Integer(-1), right)), node.column)
        try:
            bounds.check_side(left)
            bounds.check_side(right)
        except bounds.TooBig as problem:
            raise self.refuse(node.column, problem) from None
        relation = _relation(node.operator, left, right, difference)
        if relation == false:
            raise self.source.refusal(
                node.column,
                f"a condition that is never true: {left} {node.operator} {right}",
                "a condition that some values of the declared symbols satisfy",
            )
        return relation

    def build(self, node: Node) -> Any:
        if isinstance(node, Number):
            return Rational(node.value.numerator, node.value.denominator)
        if isinstance(node, Name):
            return self.name(node)
        if isinstance(node, Sum):
            terms = [t if s == 1 else Mul(Integer(-1), t) for s, t in ((s, self.build(t)) for s, t in node.terms)]
            return self.checked(Add(*terms), node.column)
        if isinstance(node, Product):
            return self.product(node)
        if isinstance(node, Power):
            return self.power(self.build(node.base), self.build(node.exponent), node.column)
        return self.call(node)

    def refuse(self, column: int, problem: bounds.TooBig) -> BadInput:
        return self.source.refusal(column, str(problem), "finite real numbers of moderate size; simplify or rescale")

    def checked(self, expression: Any, column: int) -> Any:
        """The expression, unless its constant part is infinite, not real, too large, or cancels."""
        if expression.has(*_INFINITE, *_UNREAL):
            if expression.has(*_INFINITE):
                raise self.source.refusal(column, "a division by zero or an infinite value", "a finite expression")
            raise self.source.refusal(column, "a value that is not real", "arguments in the domain of log and of roots")
        parts = [t for t in Add.make_args(expression) if bounds.is_constant(t)]
        try:
            if parts:
                bounds.approximate(Add(*parts))
        except bounds.TooBig as problem:
            raise self.refuse(column, problem) from None
        return expression

    def product(self, node: Product) -> Any:
        factors = []
        for power, child in node.factors:
            factor = self.build(child)
            factors.append(factor if power == 1 else self.power(factor, Integer(-1), child.column))
        if sum(map(bounds.coefficient_bits, factors)) > bounds.MAX_BITS:  # SymPy merges sqrt(a)*sqrt(b) by factoring
            raise self.refuse(node.column, bounds.TooBig("a product of numbers with more than 300 digits"))
        return self.checked(Mul(*factors), node.column)

    def power(self, base: Any, exponent: Any, column: int) -> Any:
        if base == S.Exp1:
            return self.exponential(exponent, column)
        if base == 0 and not exponent.is_positive:
            raise self.source.refusal(
                column,
                "a division by zero" if exponent.is_negative else "a power of 0 that may be infinite",
                "a divisor or base that is not 0",
            )
        try:
            bounds.check_power(base, exponent)
        except bounds.TooBig as problem:
            raise self.refuse(column, problem) from None
        if not exponent.is_Integer:
            self.factored(base, column)
        return self.checked(Pow(base, exponent), column)

    def factored(self, argument: Any, column: int) -> None:
        if bounds.coefficient_bits(argument) > MAX_FACTORED:
            raise self.source.refusal(
                column, "a number of more than 38 digits under a root or logarithm", "a shorter number"
            )

    def exponential(self, argument: Any, column: int) -> Any:
        try:
            bounds.check_exp(argument)
        except bounds.TooBig as problem:
            raise self.refuse(column, problem) from None
        return self.checked(exp(argument), column)

    def name(self, node: Name) -> Any:
        if node.name in self.symbols:
            return self.symbols[node.name]
        if node.name in _CONSTANTS:
            return _CONSTANTS[node.name]
        if node.name in self.functions or node.name in FUNCTIONS:
            raise self.source.refusal(node.column, f"the function {node.name} without an argument", f"{node.name}(u)")
        if node.name in RESERVED:
            raise self.source.refusal(node.column, f"{node.name!r}", "finite real numbers and declared symbols")
        near, declare = nearest(node.name, self.symbols), f'{node.name} = "real" in [symbols]'
        remedy = (
            f"{near}, or declare {declare}"
            if near
            else declare
            if self.symbols
            else "a number; no symbol may stand here"
        )
        raise self.source.refusal(node.column, f"the undefined name {node.name!r}", remedy)

    def call(self, node: Call) -> Any:
        name, count = node.name, len(node.arguments)
        self.callable(node)
        least, most = (2, MAX_ARGUMENTS) if name in ("Max", "Min", "max", "min") else (1, 1)
        if not least <= count <= most:
            raise self.source.refusal(
                node.column,
                f"{name} of {count} arguments",
                f"{name} of {least} argument" if most == 1 else f"{name} of {least} to {most} arguments",
            )
        arguments = [self.checked(self.build(a), a.column) for a in node.arguments]
        if name in self.functions:
            return Jet(name, node.order, arguments[0])
        return self.checked(self.apply(name, arguments, node.column), node.column)

    def callable(self, node: Call) -> None:
        name = node.name
        if name in self.functions or (name in FUNCTIONS and node.order == 0):
            return
        if name in FUNCTIONS:
            raise self.source.refusal(node.column, f"primes on the known function {name}", "its derivative written out")
        if name in self.symbols:
            raise self.source.refusal(node.column, f"a call of the symbol {name!r}", f"{name}*( ... ) for a product")
        near = nearest(name, (*FUNCTIONS, *self.functions))
        raise self.source.refusal(
            node.column, f"a call of {name!r}, which is no known function", near or "one of " + ", ".join(FUNCTIONS)
        )

    def apply(self, name: str, arguments: list[Any], column: int) -> Any:
        argument = arguments[0]
        if name == "exp":
            return self.exponential(argument, column)
        if name == "sqrt":
            return self.power(argument, Rational(1, 2), column)
        if name == "sigmoid":
            return Pow(Add(Integer(1), self.exponential(Mul(Integer(-1), argument), column)), Integer(-1))
        if name == "softplus":
            return log(Add(Integer(1), self.exponential(argument, column)))
        if name == "relu":
            return self.compare("Max", [Integer(0), argument], column)
        if name == "log":
            self.factored(argument, column)
        if name in _COMPARING:
            return self.compare(name, arguments, column)
        return _PLAIN[name](argument)

    def compare(self, name: str, arguments: list[Any], column: int) -> Any:
        function = _COMPARING[name]
        flat = [b for a in arguments for b in (a.args if isinstance(a, Max | Min) else (a,))]
        if len(flat) > MAX_ARGUMENTS:
            raise self.source.refusal(column, f"{len(flat)} quantities to compare at once", f"at most {MAX_ARGUMENTS}")
        pairs = len(flat) * (len(flat) - 1) // 2
        self.compared += len(flat) * sum(1 for a in arguments for _ in preorder_traversal(a)) + 20 * pairs
        if self.compared > MAX_COMPARED:
            found = f"more than {MAX_COMPARED} comparisons of operations under Abs, sign, Max and Min"
            raise self.source.refusal(column, found, "fewer or smaller arguments")
        for i, first in enumerate(arguments):
            for second in arguments[:i]:
                self.checked(Add(first, Mul(Integer(-1), second)), column)
        try:
            return function(*arguments)
        except ValueError:  # SymPy's word for constants that it cannot order
            found = f"constants in {name} that cannot be compared"
            raise self.source.refusal(column, found, "numbers whose order is clear") from None
