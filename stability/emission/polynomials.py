"""The field of a certificate as the checker reads it: numerators and denominators over Q, from the programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx
from sympy import Poly
from sympy.polys.polyerrors import PolynomialError

from stability.algebra.program import Program
from stability.algebra.systems.ideals import Monomial, ring
from stability.clock import Time
from stability.errors import NotApplicable

MAX_DEGREE = 60  # of a numerator; far beyond what a Groebner basis can be computed for

Terms = dict[Monomial, Any]  # exponents -> fmpq


@dataclass(frozen=True)
class RationalField:
    """v(x) of a flow, F(x) - x of a map: ``equations`` are its numerators, ``poles`` what must not vanish.

    The poles are the denominators cleared, and one polynomial for each of the ``components`` left out.  ``system``: the
    equations, and w times the product of the poles minus 1 when there are poles, in ``names``.  Polynomials are terms:
    exponents -> rational coefficient.
    """

    size: int
    equations: tuple[Terms, ...]
    poles: tuple[Terms, ...]
    components: tuple[tuple[Terms, ...], ...] = ()

    def without(self, component: Sequence[Terms]) -> RationalField:
        """Only the zeros off the set where all given polynomials vanish: off the reals, where their square sum does."""
        context = _context(self.size)
        polys = [context.from_dict(q) for q in component]
        pole = polys[0] if len(polys) == 1 else sum((q * q for q in polys), context.constant(0))
        return replace(self, poles=(*self.poles, _terms(pole)), components=(*self.components, tuple(component)))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"x{i}" for i in range(self.size)) + (("w",) if self.poles else ())

    @property
    def system(self) -> list[Terms]:
        if not self.poles:
            return [dict(p) for p in self.equations]
        context = _context(self.size + 1)
        unit = context.gen(self.size)
        for pole in self.poles:
            unit = unit * context.from_dict({(*m, 0): c for m, c in pole.items()})
        return [{(*m, 0): c for m, c in p.items()} for p in self.equations] + [_terms(unit - 1)]

    @property
    def degrees(self) -> tuple[int, ...]:
        return tuple(max(map(sum, p), default=0) for p in self.equations)

    @property
    def integral(self) -> list[Any]:
        """The system with integer coefficients, in ``ring(names)``."""
        return [ring(self.names).from_dict(integer_terms(p)) for p in self.system]


def integer_terms(p: Terms) -> dict[Monomial, int]:
    scale = denominator(p)
    return {m: int((c * scale).p) for m, c in p.items()}


def denominator(p: Terms) -> int:
    return lcm(*(int(c.q) for c in p.values()))


def rational_field(stages: Sequence[Program], time: Time) -> RationalField:
    """Runs the programs on polynomials, with an indeterminate for each inverse; then clears the inverses.

    Raises NotApplicable for other functions, and for free parameters.

    >>> from sympy import symbols
    >>> from stability.algebra.program import compile_program
    >>> x, y = symbols("x y", real=True)
    >>> field = rational_field([compile_program([x, y], [x/(1 + y**2) - y, x])], Time.CONTINUOUS)
    >>> field.equations[0], field.poles
    ({(0, 3): -1, (1, 0): 1, (0, 1): -1}, ({(0, 2): 1, (0, 0): 1},))
    """
    n = len(stages[0].state)
    run = _Run(n, sum(line[0] == "div" for stage in stages for line in stage.code))
    start = [run.context.gen(i) for i in range(n)]
    values = start
    for stage in stages:
        values = run.stage(stage, values)
    rest = [v - s if time is Time.DISCRETE else v for v, s in zip(values, start, strict=True)]
    equations = [run.numerator(v) for v in rest]
    poles = [run.numerator(u) for u in run.inverted]
    return RationalField(n, tuple(map(run.short, equations)), tuple(map(run.short, poles)))


def polynomial_terms(expression: Any, state: Sequence[Any]) -> Terms:
    """The terms of a SymPy polynomial over Q in the state; NotApplicable for anything else."""
    try:
        terms = Poly(expression, *state).terms()
    except PolynomialError:
        terms = [((), expression)]
    if not all(c.is_Rational for _, c in terms):
        raise NotApplicable("a certificate of all equilibria", f"a component given by {expression} = 0",
                            "polynomial equations with rational coefficients")
    return {tuple(m): fmpq(int(c.p), int(c.q)) for m, c in terms}


def _context(n: int) -> Any:
    return fmpq_mpoly_ctx.get([f"x{i}" for i in range(n)], Ordering.degrevlex)


def _terms(p: Any) -> Terms:
    return {tuple(int(e) for e in m): c for m, c in p.terms()}


class _Run:
    """A program on polynomials in the state and in one indeterminate for each different inverse."""

    def __init__(self, n: int, inverses: int) -> None:
        self.n, self.context = n, _context(n + inverses)
        self.inverted: list[Any] = []

    def stage(self, program: Program, values: list[Any]) -> list[Any]:
        inputs: dict[str, Any] = {**dict(program.parameters), **dict(zip(program.state, values, strict=True))}
        lines: list[Any] = []
        for op, *args in program.code:
            if op == "const":
                lines.append(self.constant(args[0]))
            elif op == "in":
                lines.append(self._input(args[0], inputs[args[0]]))
            elif op in ("add", "sub", "mul", "div"):
                lines.append(self._combine(op, lines[args[0]], lines[args[1]]))
            else:
                raise NotApplicable("a certificate of all equilibria", f"{op} in the field",
                                    "polynomial and rational fields; other equilibria have no certificate yet")
        return [lines[i] for i in program.outputs]

    def constant(self, x: Fraction) -> Any:
        return self.context.constant(fmpq(x.numerator, x.denominator))

    def _input(self, name: str, x: Any) -> Any:
        if isinstance(x, str):
            raise NotApplicable("a certificate of all equilibria", f"the free parameter {name}", f"a number for {name}")
        return self.constant(x) if isinstance(x, Fraction) else x

    def _combine(self, op: str, a: Any, b: Any) -> Any:
        if op == "add":
            return a + b
        if op == "sub":
            return a - b
        result = a * (b if op == "mul" else self._inverse(b))
        if result.total_degree() > MAX_DEGREE:
            raise NotApplicable("a certificate of all equilibria", f"a field of degree above {MAX_DEGREE}",
                                "a field of lower degree")
        return result

    def _inverse(self, u: Any) -> Any:
        if u.is_constant() and u != 0:
            return self.context.constant(1 / u.leading_coefficient())
        for k, known in enumerate(self.inverted):
            if self.numerator(known - u) == 0:
                return self.context.gen(self.n + k)
        self.inverted.append(u)
        return self.context.gen(self.n + len(self.inverted) - 1)

    def numerator(self, p: Any) -> Any:
        """The inverses cleared, the last one first, each with its highest power in p."""
        for k in reversed(range(len(self.inverted))):
            place = self.n + k
            degree = p.degrees()[place]
            if degree <= 0:
                continue
            total = self.context.constant(0)
            for m, c in p.terms():
                e = int(m[place])
                rest = self.context.from_dict({(*m[:place], 0, *m[place + 1:]): c})
                total = total + rest * self.inverted[k] ** (degree - e)
            p = total
        return p

    def short(self, p: Any) -> Terms:
        """Terms in the state alone."""
        return {m[: self.n]: c for m, c in _terms(p).items()}
