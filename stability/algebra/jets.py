"""Values and derivatives of an undetermined function, as symbols that differentiate themselves."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, Expr, Function, Integer, Subs
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.core.symbol import Str

from stability.errors import BadInput


class Jet(Function):  # type: ignore[misc]
    r"""``Jet(f, k, u)`` is the k-th derivative of the undetermined real function f at u.

    The chain rule gives d/dx f^(k)(u) = f^(k+1)(u) du/dx, and substitution acts on u only, so a
    Jacobian at a point holds plain numbers such as f'(0) instead of SymPy's Subs(Derivative(...)).

    >>> from sympy import symbols
    >>> x = symbols("x", real=True)
    >>> Jet("f", 0, x**2).diff(x)
    2*x*f'(x**2)
    """

    nargs = 3

    @classmethod
    def eval(cls, name: Any, order: Any, argument: Any) -> Any:
        if isinstance(name, (Str, str)) and isinstance(order, Integer) and order >= 0:
            return None
        raise BadInput("a derivative of an abstract function", f"{name!r}, {order!r}", "Jet('f', order, argument)")

    def __new__(cls, name: Any, order: Any, argument: Any, **options: Any) -> Any:
        return super().__new__(cls, Str(name) if isinstance(name, str) else name, order, argument, **options)

    @property
    def function(self) -> str:
        return str(self.args[0].name)

    @property
    def order(self) -> int:
        return int(self.args[1])

    @property
    def argument(self) -> Expr:
        return self.args[2]

    def _eval_derivative(self, s: Any) -> Any:
        return Jet(self.args[0], self.order + 1, self.argument) * self.argument.diff(s)

    def _eval_is_real(self) -> bool:
        return True

    def _marks(self) -> str:
        return "'" * self.order if self.order <= 3 else f"^({self.order})"

    def _sympystr(self, printer: Any) -> str:
        return f"{self.function}{self._marks()}({printer._print(self.argument)})"

    _sympyrepr = _sympystr

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        marks = self._marks().replace("^(", "^{(").replace(")", ")}") if self.order > 3 else self._marks()
        body = rf"{self.function}{marks}\left({printer._print(self.argument)}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"


def function_name(f: Any) -> str:
    """The name of an abstract function given as ``Function("f")`` or as a string."""
    if isinstance(f, UndefinedFunction):
        return str(f.__name__)
    if isinstance(f, str) and f.isidentifier():
        return f
    raise BadInput("an abstract function", f"{f!r}", 'f = sympy.Function("f")')


def _from_derivative(node: Any) -> Any:
    """f(x).diff(x, k) with a bare symbol x, as SymPy prints it."""
    inner, *counts = node.args
    if isinstance(inner, AppliedUndef) and len(inner.args) == 1 and len(counts) == 1:
        variable, times = counts[0]
        if inner.args[0] == variable and isinstance(times, Integer):
            return Jet(inner.func.__name__, times, variable)
    raise BadInput(
        "derivatives of abstract functions of one variable", str(node), "differentiate with respect to f's own argument"
    )


def to_jets(expression: Any) -> Any:
    """Replace every ``f(u)``, ``f'(u)`` of SymPy's undetermined functions by jets.

    >>> from sympy import Function, symbols
    >>> x, y = symbols("x y", real=True)
    >>> to_jets(Function("f")(x*y).diff(x))
    y*f'(x*y)
    """
    if not expression.has(AppliedUndef):
        return expression
    expression = expression.replace(lambda e: isinstance(e, Subs), _from_subs)
    expression = expression.replace(lambda e: isinstance(e, Derivative), _from_derivative)
    return expression.replace(lambda e: isinstance(e, AppliedUndef), _from_application)


def _from_subs(node: Any) -> Any:
    return node.expr.replace(lambda e: isinstance(e, Derivative), _from_derivative).xreplace(
        dict(zip(node.variables, node.point, strict=True))
    )


def _from_application(node: Any) -> Any:
    if len(node.args) != 1:
        raise BadInput("an abstract function of one variable", str(node), "write f(u) with a single argument")
    if "$" in node.func.__name__:  # such names stand for exp, log, tanh and erf inside certificates
        raise BadInput("the name of an abstract function", node.func.__name__, 'f = sympy.Function("f")')
    return Jet(node.func.__name__, 0, node.args[0])


def jets(expression: Any) -> list[Jet]:
    """All jets in an expression, sorted by name, order and argument."""
    return sorted(expression.atoms(Jet), key=lambda j: (j.function, j.order, str(j.argument)))


def instantiate(expression: Any, functions: dict[str, Any]) -> Any:
    """Put given functions (name -> SymPy Lambda) in place of the abstract ones.

    >>> from sympy import Lambda, exp, symbols
    >>> t = symbols("t", real=True)
    >>> instantiate(Jet("f", 2, 0), {"f": Lambda(t, exp(3*t))})
    9
    """
    derivatives: dict[tuple[str, int], Any] = {}

    def value(jet: Any) -> Any:
        given = functions.get(jet.function)
        if given is None:
            return jet
        key = (jet.function, jet.order)
        if key not in derivatives:
            variable = given.variables[0]
            derivatives[key] = given.expr.diff(variable, jet.order) if jet.order else given.expr
        return derivatives[key].xreplace({given.variables[0]: jet.argument}).doit(deep=False)

    return expression.replace(lambda e: isinstance(e, Jet), value) if expression.has(Jet) else expression
