"""SymPy expressions -> straight-line programs over + - * / exp log tanh erf and abstract functions.

A program is what a certificate carries in place of an expression: a list of lines, each of which combines earlier
ones, so that a few dozen lines of standard-library Python can run and differentiate it exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy
from sympy import Integer, Rational, Symbol
from sympy.core.function import AppliedUndef

from stability.algebra.jets import Jet, to_jets
from stability.errors import BadInput, NotApplicable

SIGNS = ("positive", "negative", "nonzero", "zero", "nonnegative", "nonpositive", "real")
UNARY = ("exp", "log", "tanh", "erf")
MAX_POWER = 64  # as in the checker's limit on program length: x^64 is a dozen lines, x^(10^6) is a mistake
Line = tuple[Any, ...]
Value = tuple[str, int, Fraction]


@dataclass(frozen=True)
class Program:
    """``outputs`` of a straight-line program in the named ``state`` and ``parameters``.

    ``parameters``: (name, rational or one of SIGNS); a sign means that the parameter is free.  ``values``: rational
    values (f, order, at) -> value of derivatives of abstract functions.  ``facts``: (f, order, at or None, sign).
    """

    state: tuple[str, ...]
    parameters: tuple[tuple[str, Fraction | str], ...]
    code: tuple[Line, ...]
    outputs: tuple[int, ...]
    values: tuple[tuple[Value, Fraction], ...] = ()
    facts: tuple[tuple[str, int, Fraction | None, str], ...] = ()
    functions: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As it stands in a certificate: {"code": [...], "out": [...]}."""
        lines = [[str(x) if isinstance(x, Fraction) else x for x in line] for line in self.code]
        return {"code": lines, "out": list(self.outputs)}

    def expressions(self, opaque: bool = False) -> list[Any]:
        """The outputs as SymPy expressions in real symbols with the names of state and parameters.

        ``opaque``: exp, log, tanh and erf stand as jets of functions named "$exp" and so on, which SymPy does not
        combine or simplify; so two programs agree exactly when their expressions agree as rational functions.
        """
        numbers = {name: _rational(x) for name, x in self.parameters if isinstance(x, Fraction)}
        registers: list[Any] = []
        for op, *args in self.code:
            registers.append(_expression(op, args, registers, numbers, opaque))
        return [registers[i] for i in self.outputs]


def _rational(x: Fraction) -> Any:
    return Rational(x.numerator, x.denominator)


def _expression(op: str, args: list[Any], registers: list[Any], numbers: dict[str, Any], opaque: bool) -> Any:
    if op == "const":
        return _rational(args[0])
    if op == "in":
        return numbers.get(args[0], Symbol(args[0], real=True))
    if op == "jet":
        return Jet(args[0], args[1], registers[args[2]])
    x = [registers[i] for i in args]
    if op in UNARY:
        return Jet(f"${op}", 0, x[0]) if opaque else getattr(sympy, op)(x[0])
    operations: dict[str, Callable[[Any, Any], Any]] = {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "div": lambda a, b: a / b,
    }
    return operations[op](*x)


def exact_rational(x: Any, what: str) -> Fraction:
    """An int, Fraction or SymPy Rational as a Fraction; BadInput otherwise."""
    if isinstance(x, Fraction):
        return x
    if isinstance(x, int) and not isinstance(x, bool):
        return Fraction(x)
    if isinstance(x, Rational):
        return Fraction(int(x.p), int(x.q))
    raise BadInput(f"a rational number for {what}", f"{x!r}", "an int, a Fraction or a SymPy Rational")


def compile_program(
    state: Sequence[Any],
    rhs: Sequence[Any],
    parameters: Mapping[Any, Any] | None = None,
    values: Mapping[tuple[str, int, Any], Any] | None = None,
    facts: Sequence[Any] = (),
) -> Program:
    r"""The straight-line program of the expressions ``rhs`` in the symbols ``state`` (any number of outputs).

    ``parameters``: symbol -> rational number, or one of "positive", "negative", "nonzero", "nonnegative",
    "nonpositive", "real" for a free parameter.  ``values``: (f, order, at) -> rational sample value of
    f^(order)(at).  ``facts``: Fact records, or tuples (f, order, at or None for everywhere, sign).

    Raises BadInput for floats and unknown symbols, NotApplicable for what a program cannot hold (roots, pi, sin,
    Abs, ...).

    >>> from sympy import symbols
    >>> x, y, c = symbols("x y c", real=True)
    >>> p = compile_program([x, y], [-y * Jet("f", 1, x), c * x], {c: Rational(3, 10)}, {("f", 1, 0): 1})
    >>> p.code[:3], p.outputs
    ((('const', Fraction(0, 1)), ('in', 'x'), ('in', 'y')), (5, 7))
    >>> p.expressions()
    [-y*f'(x), 3*x/10]
    """
    names = [_name(s) for s in state]
    given = {_name(s): _parameter(s, x) for s, x in (parameters or {}).items()}
    if len({*names, *given}) < len(names) + len(given):
        raise BadInput("a program", "two inputs of the same name", "different names for all states and parameters")
    compiler = _Compiler({*names, *given})
    for name in names:
        compiler.line("in", name)
    outputs = tuple(compiler.compile(to_jets(_expression_of(e))) for e in rhs)
    table = {
        (f, k, exact_rational(a, "an argument")): exact_rational(v, "a value")
        for (f, k, a), v in (values or {}).items()
    }
    rows = tuple(_fact(fact) for fact in facts)
    functions = {f for f, *_ in table} | {f for f, *_ in rows} | {line[1] for line in compiler.code if line[0] == "jet"}
    return Program(
        tuple(names),
        tuple(given.items()),
        tuple(compiler.code),
        outputs,
        tuple(table.items()),
        rows,
        tuple(sorted(functions)),
    )


def _expression_of(e: Any) -> Any:
    if isinstance(e, (int, Fraction)) and not isinstance(e, bool):
        return _rational(Fraction(e))
    if isinstance(e, sympy.Expr):
        return e
    raise BadInput("an expression", f"{e!r}", "a SymPy expression, an int or a Fraction")


def _fact(fact: Any) -> tuple[str, int, Fraction | None, str]:
    f, order, at, sign = fact if isinstance(fact, tuple) else (fact.f, fact.order, fact.at, fact.sign)
    return str(f), order, None if at is None else exact_rational(at, "the point of a fact"), _sign(sign)


def _name(symbol: Any) -> str:
    if isinstance(symbol, Symbol) and 0 < len(str(symbol.name)) <= 64:
        return str(symbol.name)
    raise BadInput("a symbol with a name of at most 64 characters", f"{symbol!r}", 'Symbol("x", real=True)')


def _parameter(symbol: Any, x: Any) -> Fraction | str:
    return _sign(x) if isinstance(x, str) else exact_rational(x, f"the parameter {symbol}")


def _sign(x: str) -> str:
    if x in SIGNS:
        return x
    raise BadInput("a sign", repr(x), f"one of {', '.join(SIGNS)}")


@dataclass
class _Compiler:
    """Equal subexpressions get one line (hash consing by value)."""

    inputs: set[str]
    code: list[Line] = field(default_factory=list)
    numbers: dict[Line, int] = field(default_factory=dict)
    known: dict[Any, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line("const", Fraction(0))

    def line(self, *content: Any) -> int:
        if content not in self.numbers:
            self.numbers[content] = len(self.code)
            self.code.append(content)
        return self.numbers[content]

    def compile(self, e: Any) -> int:
        if e not in self.known:
            self.known[e] = self._compile(e)
        return self.known[e]

    def _compile(self, e: Any) -> int:
        if isinstance(e, Rational):
            return self.line("const", Fraction(int(e.p), int(e.q)))
        if e.is_Float or e.has(sympy.Float):
            raise BadInput("an exact expression", f"the float {e}", "the fraction it stands for: Rational(1, 2)")
        if isinstance(e, Symbol):
            if e.name not in self.inputs:
                raise BadInput("a program", f"the symbol {e} without a value", f"parameters={{{e}: Rational(...)}}")
            return self.line("in", str(e.name))
        if e.is_Add:
            return self._sum(e)
        if e.is_Mul:
            return self._product(e)
        if e.is_Pow and isinstance(e.exp, Integer):
            return self._power(e.base, int(e.exp))
        if isinstance(e, Jet):
            return self.line("jet", e.function, e.order, self.compile(e.argument))
        return self._call(e)

    def _sum(self, e: Any) -> int:
        terms = sorted(e.args, key=lambda t: (t.could_extract_minus_sign(), sympy.default_sort_key(t)))
        first, *rest = terms
        total = self.compile(first)
        for t in rest:
            minus = t.could_extract_minus_sign() and not t.is_Add
            total = self.line("sub" if minus else "add", total, self.compile(-t if minus else t))
        return total

    def _product(self, e: Any) -> int:
        factors, divisors = [], []
        for factor in e.args:
            if factor.is_Pow and isinstance(factor.exp, Integer) and factor.exp < 0:
                divisors.append(factor.base ** (-factor.exp))
            else:
                factors.append(factor)
        if factors and factors[0] == -1 and len(factors) > 1:
            return self._quotient(self.line("sub", self.line("const", Fraction(0)), self._times(factors[1:])), divisors)
        return self._quotient(self._times(factors), divisors)

    def _times(self, factors: list[Any]) -> int:
        if not factors:
            return self.line("const", Fraction(1))
        return reduce(lambda a, b: self.line("mul", a, b), [self.compile(f) for f in factors])

    def _quotient(self, top: int, divisors: list[Any]) -> int:
        return self.line("div", top, self._times(divisors)) if divisors else top

    def _power(self, base: Any, exponent: int) -> int:
        if exponent < 0:
            return self.line("div", self.line("const", Fraction(1)), self._power(base, -exponent))
        if exponent > MAX_POWER:
            raise NotApplicable("a certificate", f"the power {base}**{exponent}", f"powers up to {MAX_POWER}")
        if exponent < 2:
            return self.compile(base) if exponent else self.line("const", Fraction(1))
        half = self._power(base, exponent // 2)
        square = self.line("mul", half, half)
        return self.line("mul", square, self.compile(base)) if exponent % 2 else square

    def _call(self, e: Any) -> int:
        if isinstance(e, sympy.exp) or e is sympy.S.Exp1:
            return self._exp(e.args[0] if e.args else Integer(1))
        if isinstance(e, sympy.erfc):
            return self.compile(1 - sympy.erf(e.args[0]))
        if isinstance(e, (sympy.sinh, sympy.cosh, sympy.coth, sympy.sech, sympy.csch)):
            return self.compile(e.rewrite(sympy.exp))
        for name in UNARY:
            if isinstance(e, getattr(sympy, name)) and len(e.args) == 1:
                return self.line(name, self.compile(e.args[0]))
        if isinstance(e, AppliedUndef):
            raise BadInput("a program", f"the abstract function {e}", "one argument: f(u)")
        raise NotApplicable(
            "a certificate of this field",
            f"{e}, which is not made of + - * / exp log tanh erf",
            "rational constants and these functions only; the verdict itself needs no certificate",
        )

    def _exp(self, u: Any) -> int:
        """exp(-u) as 1/exp(u) and exp(3u) as exp(u)^3, so that the identities between them are visible."""
        if u.could_extract_minus_sign():
            return self.line("div", self.line("const", Fraction(1)), self._exp(-u))
        content, rest = u.as_content_primitive()
        if isinstance(content, Integer) and 1 < content <= MAX_POWER:
            return self._power(sympy.exp(rest), int(content))
        return self.line("exp", self.compile(u))


def linearize_program(
    stages: Sequence[Program], point: Sequence[Fraction]
) -> tuple[list[Fraction], list[list[Fraction]]]:
    """Value and Jacobian of the composed stages at a rational point, by forward differentiation over the fractions.

    Raises NotApplicable where a value or derivative is not a rational number: exp away from 0, log away from 1,
    tanh away from 0, erf' anywhere, an abstract derivative without a sample value, a free parameter.

    >>> from sympy import exp, symbols
    >>> x = symbols("x", real=True)
    >>> linearize_program([compile_program([x], [1 - exp(2*x)])], [Fraction(0)])
    ([Fraction(0, 1)], [[Fraction(-2, 1)]])
    """
    n = len(point)
    values = [(x, tuple(Fraction(int(i == j)) for j in range(n))) for i, x in enumerate(point)]
    for program in stages:
        values = _run(program, values)
    return [v for v, _ in values], [list(d) for _, d in values]


Dual = tuple[Fraction, tuple[Fraction, ...]]


def _run(program: Program, start: list[Dual]) -> list[Dual]:
    flat = tuple(Fraction(0) for _ in start[0][1]) if start else ()
    inputs: dict[str, Any] = {**dict(program.parameters), **dict(zip(program.state, start, strict=True))}
    zeros = {(f, k, a): Fraction(0) for f, k, a, s in program.facts if s == "zero" and a is not None}
    samples = dict(program.values) | zeros
    registers: list[Dual] = []
    for op, *args in program.code:
        if op == "const":
            registers.append((args[0], flat))
        elif op == "in":
            x = inputs[args[0]]
            if isinstance(x, str):
                raise _irrational(f"the free parameter {args[0]}")
            registers.append((x, flat) if isinstance(x, Fraction) else x)
        elif op == "jet":
            u, du = registers[args[2]]
            registers.append(_chain(du, lambda k, f=args[0], m=args[1], u=u: _sample(samples, f, m + k, u)))
        elif op in UNARY:
            u, du = registers[args[0]]
            registers.append(_chain(du, lambda k, op=op, u=u: _elementary(op, u, k)))
        else:
            registers.append(_combine(op, registers[args[0]], registers[args[1]]))
    return [registers[i] for i in program.outputs]


def _chain(du: tuple[Fraction, ...], derivative: Any) -> Dual:
    if not any(du):
        return derivative(0), du
    slope = derivative(1)
    return derivative(0), tuple(slope * d for d in du)


def _combine(op: str, x: Dual, y: Dual) -> Dual:
    (a, da), (b, db) = x, y
    if op == "mul":
        return a * b, tuple(b * s + a * t for s, t in zip(da, db, strict=True))
    if op == "div":
        if b == 0:
            raise NotApplicable("a certificate", "a division by zero at the point", "a point of the field's domain")
        return a / b, tuple((s - a / b * t) / b for s, t in zip(da, db, strict=True))
    side = 1 if op == "add" else -1
    return a + side * b, tuple(s + side * t for s, t in zip(da, db, strict=True))


def _elementary(op: str, u: Fraction, order: int) -> Fraction:
    if op == "erf" and order:
        raise _irrational("erf' = 2/sqrt(pi) exp(-u^2)")
    if u != (op == "log"):
        raise _irrational(f"{op}({u})")
    return Fraction(int(op == "exp" or order == 1))


def _sample(samples: dict[Value, Fraction], f: str, order: int, at: Fraction) -> Fraction:
    if (f, order, at) not in samples:
        raise _irrational(f"{f}^({order})({at}) without a sample value")
    return samples[f, order, at]


def _irrational(what: str) -> NotApplicable:
    return NotApplicable(
        "a certificate with a rational Jacobian",
        f"{what}, which is not a known rational number",
        "sample values and parameters with rational derivatives; the verdict needs no certificate",
    )
