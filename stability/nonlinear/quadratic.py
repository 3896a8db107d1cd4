"""Change of a function along a system, and exact tests on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Dummy, Expr, Matrix, Poly, PolynomialError, cancel, fraction, hessian, together

from stability.algebra.conditions import NEGATIVE, POSITIVE, holds, sign_set
from stability.clock import Time
from stability.system import System


def increment(system: System, q: Any) -> Expr:
    """The derivative of q along a flow, q' = grad q . rhs; the change along a map, q(F(x)) - q(x)."""
    if system.time is Time.CONTINUOUS:
        return sum((q.diff(s) * v for s, v in zip(system.state, system.rhs, strict=True)), q * 0)
    moved = dict(zip(system.state, system.rhs, strict=True))
    return q.subs(moved, simultaneous=True) - q


def vanishes(expression: Any) -> bool:
    """True when the expression is zero for every value of its symbols: its numerator is the zero polynomial.

    Atoms such as exp(u) and f'(u) count as independent unknowns, so True is a proof and False is not.
    """
    if expression == 0:
        return True
    numerator, _ = fraction(together(expression))
    return bool(numerator.expand() == 0 or cancel(numerator) == 0)


def abstracted(expression: Any, moving: set[Any]) -> tuple[Any, list[Any]]:
    """The expression with a symbol in place of every outermost function application that depends on ``moving``."""
    names: dict[Any, Any] = {}

    def walk(node: Any) -> Any:
        if node.is_Atom or not node.free_symbols & moving:
            return node
        if node.is_Add or node.is_Mul or (node.is_Pow and node.exp.is_Integer):
            return node.func(*map(walk, node.args))
        return names.setdefault(node, Dummy())

    return walk(expression), list(names.values())


def linear_conditions(expression: Any, state: tuple[Any, ...], unknowns: list[Any]) -> list[Expr]:
    """Linear equations on the unknowns that make the expression vanish identically in the state."""
    flat, names = abstracted(expression, set(state))
    numerator, _ = fraction(together(flat))
    polynomial = Poly(numerator.expand(), *state, *names)
    return [c for c in polynomial.coeffs() if c.free_symbols & set(unknowns)]


def definite(form: Any, state: tuple[Any, ...], assumptions: Iterable[Any]) -> int:
    """+1, -1 when the quadratic part of ``form`` is proven positive, negative definite; 0 otherwise (Sylvester)."""
    given = tuple(assumptions)
    second = Matrix(hessian(form, state))
    for sign in (1, -1):
        minors = [(sign * second)[:k, :k].det(method="berkowitz").expand() for k in range(1, len(state) + 1)]
        if all(
            sign_set(m, given) == POSITIVE or (sign_set(m, given) != NEGATIVE and m != 0 and holds(m > 0, given))
            for m in minors
        ):
            return sign
    return 0


def is_affine(system: System) -> bool:
    """Whether every component is a polynomial of degree at most 1 in the state."""
    try:
        return all(Poly(c, *system.state).total_degree() <= 1 for stage in system.maps for c in stage)
    except PolynomialError:
        return False
