"""Certificates for conserved quantities and Lyapunov functions: identities between rational functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from sympy import I, Integer, Mul, Ne, Poly, Rational, Symbol, cancel, fraction, nan, together, zoo

from stability.algebra.conditions.domain import is_defined
from stability.algebra.program import Program, compile_program
from stability.certificate import IDENTITY_KINDS, Certificate
from stability.clock import Time
from stability.emission.attraction import isolate
from stability.emission.opaque import image, is_zero, opaque, simplify_values, symbols_of
from stability.emission.parts import finish, rational_point, stages_of, system_data
from stability.errors import BadInput, NotApplicable

#: Coordinates of the states at which a function is seen to have a value, and what a word says of a parameter.
_TRIED = tuple(map(Rational, ("1", "1/2", "2", "-1", "3", "-1/2", "0", "1/3")))
_ASSUMED: dict[Any, Callable[[Any], Any]] = {
    "positive": lambda s: s > 0, "negative": lambda s: s < 0, "nonzero": lambda s: Ne(s, 0),
    "nonnegative": lambda s: s >= 0, "nonpositive": lambda s: s <= 0,
}
MAX_TERMS = 2000  # of an expanded identity; the checker multiplies terms one by one


def certify_identity(
    kind: str,
    time: Time,
    field: Program | Sequence[Program],
    expression: Any,
    *,
    point: Any = None,
    minimum: bool | None = None,
    squares: Sequence[tuple[Any, Any]] | None = None,
    decrease: Sequence[tuple[Any, Any]] | None = None,
    attracting: bool | None = None,
    note: str = "",
) -> Certificate:
    r"""The certificate that ``expression`` is conserved, or a Lyapunov function, for every value of the free parameters
    and every abstract function with the listed facts.

    ``kind``: "conserved_quantity" (H' = 0, map: H(F(x)) = H(x)) or "lyapunov_function" (V' = -sum c q^2 with c > 0,
    map: V(F(x)) - V(x)).  ``decrease``: the pairs (c, q); found for diagonal quadratic forms.  ``minimum``: a strict
    local minimum at ``point``, hence Lyapunov stability (None: when the Hessian is seen to be positive definite);
    ``squares``: pairs (c, q) with expression - value = sum c q^2, where the Hessian is degenerate.  ``attracting``:
    asymptotic stability, by q and its derivatives along the orbits vanishing together only at the point (None: when
    such an identity is found).  Expressions are in the symbols of the program, matched by name.

    Raises BadInput when the identity is false, NotApplicable when no certificate is found.

    >>> from sympy import symbols
    >>> from stability.algebra.jets import Jet
    >>> x, y = symbols("x y", real=True)
    >>> field = compile_program([x, y], [-y * Jet("f", 1, x*y), x * Jet("f", 1, x*y)])
    >>> certify_identity("conserved_quantity", Time.CONTINUOUS, field, x**2 + y**2, point=(0, 0)).statement[:53]
    'The stated function is constant along every orbit and'
    """
    if kind not in IDENTITY_KINDS:
        raise BadInput("a kind of identity", repr(kind), f"one of {', '.join(IDENTITY_KINDS)}")
    work = _Work(stages_of(field), time, point)
    function = work.compile(expression)
    change = work.change(function)
    claim: dict[str, Any] = {"function": function.to_data(), "minimum": False, "attracting": False}
    witness: dict[str, Any] = dict.fromkeys(("squares", "isolated", "decrease", "derived", "attraction"))
    if all(is_zero(opaque(function)[0].diff(s)) for s in work.state):
        raise BadInput("a function of the state", f"the constant {expression}", "a function that varies")
    work.somewhere(function)
    needed = True if kind == "lyapunov_function" else minimum
    claim["minimum"] = work.minimum(function, needed, squares, witness)
    if kind == "conserved_quantity":
        if not is_zero(change):
            raise BadInput("a conserved quantity", f"{expression}, which changes along the orbits", "another quantity")
        if attracting or decrease:
            raise BadInput("a conserved quantity", "attracting or decrease", "neither: nothing decreases")
    else:
        base = work.decrease(change, decrease, witness)
        claim["attracting"] = work.attracting(base, attracting, witness)
    parts = system_data(work.stages, work.point, time)
    return finish(kind, time, note, system=parts, matrix=None, claim=claim, witness=witness)


class _Work:
    """The stages with one table of parameters, values and facts, and what is computed from them."""

    def __init__(self, stages: tuple[Program, ...], time: Time, point: Any) -> None:
        self.stages, self.time = stages, time
        self.state = symbols_of(stages[0])
        self.parameters = dict(entry for s in stages for entry in s.parameters)
        self.values = dict(entry for s in stages for entry in s.values)
        self.facts = tuple(dict.fromkeys(entry for s in stages for entry in s.facts))
        if "zero" in self.parameters.values():
            raise BadInput("free parameters", "one that is declared zero", "0 in its place")
        self.functions = {f for s in stages for f in s.functions}
        self.point = None if point is None else rational_point(point, stages[0].state)
        self.image = image(stages, self.state)
        if self.point is not None:
            rest = self.point if time is Time.DISCRETE else [Fraction(0)] * len(self.point)
            found = [self.here(v) for v in self.image]
            if not all(is_zero(v - _number(r)) for v, r in zip(found, rest, strict=True)):
                raise BadInput("a rest point", f"the value {found} at it", "a point where the field vanishes")

    def compile(self, expression: Any) -> Program:
        parameters = {Symbol(name, real=True): x for name, x in self.parameters.items()}
        program = compile_program(self.state, [expression], parameters, self.values, self.facts)
        if not {line[1] for line in program.code if line[0] == "jet"} <= self.functions:
            raise BadInput("an expression in the functions of the field", f"{expression}", "no further function")
        return program

    def somewhere(self, function: Program) -> None:
        """Without a point: a state must be seen at which the function and the field have values."""
        if self.point is not None:
            return
        given = [_ASSUMED[word](Symbol(name, real=True)) for name, word in self.parameters.items() if word in _ASSUMED]
        field = [e for s in self.stages for e in s.expressions()]
        for shift, step in product(range(len(_TRIED)), range(4)):
            put = {s: _TRIED[(shift + step * k) % len(_TRIED)] for k, s in enumerate(self.state)}
            here = [e.xreplace(put) for e in (*function.expressions(), *field)]
            if all(not e.has(I, nan, zoo) and is_defined(e, given) for e in here):  # log(-3) becomes log(3) + i pi
                return
        raise NotApplicable(
            "a certificate without a point",
            f"no state at which {function.expressions()[0]} and the field are seen to have values",
            "a rest point, or a function that is defined there",
        )

    def here(self, expression: Any) -> Any:
        """At the point, with values of functions where they are rational."""
        put = {s: _number(x) for s, x in zip(self.state, self.point or [], strict=True)}
        return simplify_values(expression.xreplace(put), self.stages[0])

    def follow(self, expression: Any) -> Any:
        """Derivative along the flow, or value after one step."""
        if self.time is Time.DISCRETE:
            put = dict(zip(self.state, self.image, strict=True))
            return simplify_values(expression.xreplace(put), self.stages[0])
        total = sum((expression.diff(s) * v for s, v in zip(self.state, self.image, strict=True)), Integer(0))
        return simplify_values(total, self.stages[0])

    def change(self, function: Program) -> Any:
        [e] = opaque(function)
        change = self.follow(e) - (e if self.time is Time.DISCRETE else 0)
        if len(together(change).as_numer_denom()[0].expand().as_ordered_terms()) > MAX_TERMS:
            raise NotApplicable("a certificate", f"an identity of more than {MAX_TERMS} terms", "a smaller system")
        return change

    def rows(self, pairs: Sequence[tuple[Any, Any]]) -> tuple[list[Any], list[Any], Any]:
        """Pairs (c, q) as programs, the opaque q, and the sum of c q^2; c must be seen to be positive."""
        programs = [(self.compile(c), self.compile(q)) for c, q in pairs]
        for c, _ in programs:
            if not self.positive(opaque(c)[0]):
                raise BadInput("positive coefficients", f"{c.expressions()[0]}", "a sign for each free parameter")
        base = [opaque(q)[0] for _, q in programs]
        total = sum((opaque(c)[0] * q**2 for (c, _), q in zip(programs, base, strict=True)), Integer(0))
        return [[c.to_data(), q.to_data()] for c, q in programs], base, total

    def positive(self, expression: Any) -> bool:
        """A polynomial with positive coefficients in parameters and exponentials which are positive."""
        top, bottom = fraction(cancel(expression))
        return all(self._all_positive(part) for part in (top, bottom))

    def _all_positive(self, e: Any) -> bool:
        if not e.free_symbols and not e.args:
            return bool(e.is_Rational and e > 0)
        names = {Symbol(name, real=True) for name, x in self.parameters.items() if x == "positive"}
        terms = Poly(e, *sorted(e.free_symbols, key=str)).terms() if e.free_symbols <= names and not e.is_number else []
        return bool(terms) and all(c.is_Rational and c > 0 for _, c in terms)

    def minimum(self, function: Program, wanted: bool | None, squares: Any, witness: dict[str, Any]) -> bool:
        if wanted is False:
            return False
        if self.point is None:
            if wanted:
                raise BadInput("a strict local minimum", "no point", "point=...")
            return False
        [e] = opaque(function)
        flat = all(is_zero(self.here(simplify_values(e.diff(s), function))) for s in self.state)
        if flat and squares is None and self._definite(e, function):
            return True
        if flat and squares is not None and self._squares(e, squares, witness):
            return True
        if wanted:
            raise NotApplicable("a strict local minimum at the point",
                                f"{function.expressions()[0]}, whose Hessian is not seen to be positive definite there",
                                "squares=[(c, q), ...], or another function")
        return False

    def _definite(self, e: Any, function: Program) -> bool:
        gradient = [simplify_values(e.diff(s), function) for s in self.state]
        hessian = [[cancel(self.here(simplify_values(g.diff(s), function))) for s in self.state] for g in gradient]
        if all(x.is_Rational for row in hessian for x in row):
            return _positive_definite([[Fraction(int(x.p), int(x.q)) for x in row] for row in hessian])
        diagonal = all(x == 0 for i, row in enumerate(hessian) for j, x in enumerate(row) if i != j)
        return diagonal and all(self.positive(row[i]) for i, row in enumerate(hessian))

    def _squares(self, e: Any, squares: Any, witness: dict[str, Any]) -> bool:
        rows, base, total = self.rows(squares)
        if not is_zero(e - self.here(e) - total):
            raise BadInput("a sum of squares", "another function", "pairs (c, q) with function - value = sum of c q^2")
        isolated, derived = isolate(self, base, 0)
        if isolated is None or derived:
            return False
        witness.update(squares=rows, isolated=isolated)
        return True

    def decrease(self, change: Any, pairs: Any, witness: dict[str, Any]) -> list[Any]:
        rows, base, total = self.rows(self._diagonal(change) if pairs is None else pairs)
        if not is_zero(change + total):
            raise BadInput("a Lyapunov function", "a change along the orbits other than minus the sum of squares",
                           "pairs (c, q) with change = - sum of c q^2")
        witness["decrease"] = rows
        return base

    def _diagonal(self, change: Any) -> list[tuple[Any, Any]]:
        """(c, monomial) when minus the change is a sum of positive multiples of squares of monomials in x - point."""
        shifted = [s + _number(a) for s, a in zip(self.state, self.point or [], strict=True)]
        moved = cancel((-change).xreplace(dict(zip(self.state, shifted, strict=True))))
        top, bottom = fraction(moved)
        plain = not bottom.free_symbols & set(self.state) and top.is_polynomial(*self.state)
        terms = Poly(top, *self.state).terms() if plain else [((1,), 1)]
        if any(k % 2 for m, _ in terms for k in m):
            raise NotApplicable("a certificate", "a decrease not in squares of monomials", "decrease=[(c, q), ...]")
        distances = [s - _number(a) for s, a in zip(self.state, self.point or [], strict=True)]
        roots = [(c, [d ** (k // 2) for d, k in zip(distances, m, strict=True)]) for m, c in terms if c != 0]
        return [(c / bottom, Mul(*powers)) for c, powers in roots]

    def attracting(self, base: list[Any], wanted: bool | None, witness: dict[str, Any]) -> bool:
        if wanted is False:
            return False
        rows, derived = isolate(self, base, len(self.state))
        if rows is None:
            if wanted:
                raise NotApplicable("asymptotic stability by the invariance principle",
                                    "no identity showing that only the point stays where nothing decreases",
                                    "attracting=None, which states stability alone")
            return False
        witness.update(attraction=rows, derived=derived)
        return True


def _number(x: Fraction) -> Any:
    return Rational(x.numerator, x.denominator)


def _positive_definite(m: list[list[Fraction]]) -> bool:
    while m:
        pivot, *m = m
        if pivot[0] <= 0:
            return False
        m = [[x - row[0] / pivot[0] * y for x, y in zip(row[1:], pivot[1:], strict=True)] for row in m]
    return True
