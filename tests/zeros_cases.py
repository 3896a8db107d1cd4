"""Certificates about equilibria, and a judge of their truth: all complex solutions from lexicographic bases by SymPy.

It shares no code with the checker or the emission: no contraction, no bound on the number of zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from certificate_cases import FLOW, MAP, _field, rational, x, y
from sympy import Float, Integer, Matrix, Mul, Poly, Rational, Symbol, fraction, groebner, prod, together

from stability.algebra.program import compile_program
from stability.certificate import Certificate
from stability.clock import Time
from stability.emission import certify_completeness, certify_isolation

DIGITS = 60


def zeros_cases() -> Iterator[tuple[str, Certificate]]:
    """One field for each way in which completeness is proven."""
    def complete(*rhs: Any, time: Time = FLOW, **options: Any) -> Certificate:
        return certify_completeness(time, compile_program((x, y)[: len(rhs)], rhs), **options)

    parabola = compile_program([x, y], [x**2 - 1, y**2 + x])
    yield "isolation", certify_isolation(FLOW, parabola, [[-1, Rational(9, 8)], [-1, Rational(-9, 8)]])
    step = compile_program([x], [x - (x**2 - 2) / (3 + x**2)])
    yield "isolation-map", certify_isolation(MAP, step, [[Rational(7, 5)]])
    yield "complete-pair", complete(x**2 - 1, y**2 + x)
    yield "complete-none", complete(x**2 + x + 1)
    yield "complete-empty", complete(x * y - 1, x)
    yield "complete-deficit", complete(x * (y - 1), y * (x - 2))
    yield "complete-pole", complete(x / (1 + x**2) - Rational(1, 4))
    yield "complete-map", complete(2 * x / (1 + y), y + x**2 - 1, time=MAP)
    yield "complete-double", complete(x * (x - 1) ** 2, y - x**2)
    yield "complete-irrational", complete((x**2 - 2) ** 2)
    circle = x**2 + y**2 - 1
    yield "complete-circle", complete(x * circle, y * circle, components=[[circle]])
    yield "complete-lines", complete(x * (x - 1), x * y * (y - 2), components=[[x], [x - 1, y]])


def judged(data: dict[str, Any]) -> bool:
    """Whether the boxes hold exactly one real solution each, and, for completeness, no other one exists."""
    system, claim, time = data["system"], data["claim"], Time(data["time"])
    state = [Symbol(name, real=True) for name in system["state"]]
    field = _field(system, state)
    quotients = [fraction(together(v - (s if time is MAP else 0))) for v, s in zip(field, state, strict=True)]
    components = [[_polynomial(q, state) for q in component] for component in claim["components"]]
    poles = [d for _, d in quotients] + [sum(q**2 for q in component) for component in components]
    if not all(_vanish([n for n, _ in quotients], component, state) for component in components):
        return False
    numerators = [n for n, _ in quotients]
    boxes = [[(rational(c), rational(r)) for c, r in zip(*box, strict=True)] for box in claim["boxes"]]
    found = real_solutions(numerators, poles, state)
    if found is None:  # infinitely many off the components
        return data["kind"] == "isolation" and all(_alone(numerators, state, box) for box in boxes)
    inside = [[p for p in found if all(abs(v - c) <= r + Float(10) ** -25 for v, (c, r) in zip(p, box, strict=True))]
              for box in boxes]
    if any(len(points) != 1 for points in inside):
        return False
    return data["kind"] == "isolation" or len({points[0] for points in inside}) == len(found) == len(boxes)


def _polynomial(terms: list[Any], state: list[Any]) -> Any:
    return sum((rational(c) * Mul(*(s**e for s, e in zip(state, exponents, strict=True))) for c, exponents in terms),
               Integer(0))


def _vanish(numerators: list[Any], component: list[Any], state: list[Any]) -> bool:
    basis = groebner([q for q in component if q != 0] or [Integer(0)], *state)
    return all(n == 0 or basis.contains(n) for n in numerators)


def real_solutions(numerators: list[Any], poles: list[Any], state: list[Any]) -> list[tuple[Any, ...]] | None:
    """Real common zeros off the zeros of the poles, to 60 digits; None when there are infinitely many complex ones."""
    w = Symbol("w_")
    candidates = []
    for s in state:
        others = [v for v in state if v != s]
        basis = groebner([*numerators, w * prod(poles) - 1], w, *others, s, order="lex")
        if basis.exprs == [1]:
            return []
        if not basis.is_zero_dimensional:
            return None
        last = Poly(basis.exprs[-1], s)
        roots = (last.quo(last.gcd(last.diff(s)))).nroots(n=DIGITS, maxsteps=500)
        candidates.append([r for r in roots if r.is_real])
    small = Float(10, DIGITS) ** -30  # simple roots of these small equations have 50 correct digits
    values = [(c, dict(zip(state, c, strict=True))) for c in product(*candidates)]
    return [c for c, at in values if all(abs(n.evalf(DIGITS, subs=at)) < small for n in numerators)
            and abs(prod(poles).evalf(DIGITS, subs=at)) > small]


def _alone(numerators: list[Any], state: list[Any], box: list[tuple[Any, Any]]) -> bool:
    """Newton's iteration from every corner ends at one simple zero in the box."""
    jacobian, ends = Matrix(numerators).jacobian(state), set()
    for corner in product(*((c - r, c + r) for c, r in box)):
        point = Matrix([Float(v, DIGITS) for v in corner])
        for _ in range(12):
            at = dict(zip(state, point, strict=True))
            slope = jacobian.evalf(DIGITS, subs=at)
            if slope.det() == 0:
                return False
            point -= slope.solve(Matrix(numerators).evalf(DIGITS, subs=at))
        ends.add(tuple(round(v, 30) for v in point))
    return len(ends) == 1 and all(abs(v - c) <= r for v, (c, r) in zip(ends.pop(), box, strict=True))
