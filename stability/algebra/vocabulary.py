"""What an expression may be made of: the functions that every later stage knows, and no variable bound inside it.

``xreplace`` and ``subs`` of SymPy put values in place of bound variables too, so an ``Integral`` over a symbol that a
player owns would be read as a function of it.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import (
    Add,
    Basic,
    CRootOf,
    Derivative,
    Lambda,
    Limit,
    Mul,
    NumberSymbol,
    Piecewise,
    Pow,
    Product,
    Rational,
    Subs,
    Sum,
    Symbol,
    preorder_traversal,
)
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.integrals.transforms import IntegralTransform
from sympy.logic.boolalg import Boolean

from stability.algebra.jets import Jet
from stability.errors import BadInput

#: The functions of one variable, and those with kinks, that may hold symbols.
FUNCTIONS = (
    *(sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc),
    *(sympy.asin, sympy.acos, sympy.atan, sympy.atan2, sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth),
    *(sympy.sech, sympy.csch, sympy.asinh, sympy.acosh, sympy.atanh, sympy.erf, sympy.erfc),
    *(sympy.Abs, sympy.sign, sympy.Max, sympy.Min, sympy.Heaviside, sympy.floor, sympy.ceiling, sympy.Mod),
)
#: What the derivatives of those bring in, and what has rules of its own.
_BESIDES = (sympy.DiracDelta, Piecewise, Jet, AppliedUndef)
#: What may stand in constants only, such as zeta(3): balls enclose their values, and nothing else is known of them.
_CONSTANT = (sympy.gamma, sympy.loggamma, sympy.zeta, sympy.LambertW, sympy.erfi, sympy.expint, sympy.Ei)
_NODES = (Add, Mul, Pow, Rational, NumberSymbol, Symbol, CRootOf, sympy.AlgebraicNumber, Str, ExprCondPair)
_CONDITIONS = (Boolean, Relational)
_SUMS = (Sum, Product, sympy.Integral)
_SHOWN = "exp, log, sqrt, sin, cos, tan, sinh, cosh, tanh, erf, atan, Abs, sign, Max, Min and their like"


def settled(value: Any) -> Any:
    """Without ``Derivative`` and ``Subs`` of known functions, which are carried out; those of abstract ones remain.

    >>> x = Symbol("x", real=True)
    >>> settled(Derivative(x**2, x) + Subs(x**3, x, 2))
    2*x + 8
    """
    if value.has(Subs):
        value = value.replace(lambda e: isinstance(e, Subs) and not e.has(AppliedUndef), _put)
    if value.has(Derivative):
        value = value.replace(lambda e: isinstance(e, Derivative) and not e.has(AppliedUndef), _derived)
    return value


def _put(node: Any) -> Any:
    return node if binds(node.expr) else node.expr.xreplace(dict(zip(node.variables, node.point, strict=True)))


def _derived(node: Any) -> Any:
    return node if binds(node.expr) else node.doit(deep=False)


def binds(value: Basic) -> bool:
    """Whether a variable is bound somewhere inside, other than by an expectation, whose variables equal no symbol."""
    return any(isinstance(e, (ExprWithLimits, Lambda, Limit, IntegralTransform)) for e in preorder_traversal(value))


def check_vocabulary(value: Basic, asked: str) -> None:
    """BadInput for bound variables and for what is made with an unknown function."""
    for node in _nodes(value):
        if isinstance(node, (*_NODES, *FUNCTIONS, *_BESIDES, *_CONDITIONS)) or getattr(node, "is_expectation", False):
            continue
        if isinstance(node, (Derivative, Subs)) and node.has(AppliedUndef):
            continue
        if isinstance(node, _CONSTANT) and not node.free_symbols:
            continue
        raise _refusal(node, asked)


def _nodes(value: Any) -> Any:
    """All nodes; the variables of a derivative or of a substitution are no expressions."""
    walk = preorder_traversal(value)
    for node in walk:
        yield node
        if isinstance(node, (Derivative, Subs)) and node.has(AppliedUndef):
            walk.skip()


def _refusal(node: Any, asked: str) -> BadInput:
    text, name = str(node), type(node).__name__
    shown = text if len(text) <= 90 else text[:86] + " ..."
    if isinstance(node, (*_SUMS, ExprWithLimits, Limit, Derivative, Subs, IntegralTransform)):
        closed = f"its closed form, {name}(...).doit()"
        mean = ", or an expectation, Expectation(g, y, Uniform(a, b)) for the mean of g over a < y < b"
        return BadInput(
            f"{asked} without bound variables",
            f"the {name} {shown}",
            closed + (mean if isinstance(node, sympy.Integral) else ""),
        )
    if isinstance(node, Lambda):
        return BadInput(f"{asked} as an expression", f"the function {shown}", "its value, such as f(x)")
    if isinstance(node, (sympy.Indexed, sympy.matrices.expressions.matexpr.MatrixElement)):
        one = "one symbol for each entry: symbols('x_1:4', real=True)"
        return BadInput(f"{asked} in symbols", f"the entry {shown} of a matrix or an array", one)
    if getattr(node, "is_Matrix", False):
        return BadInput(f"{asked} as a number", f"the matrix {shown}", "one expression for each entry")
    return BadInput(f"{asked} in known functions", f"{name} in {shown}", f"{_SHOWN}; or an abstract Function('f')")
