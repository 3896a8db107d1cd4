"""Certificates about equilibria: each box holds exactly one, and there are no others.

*One in each box*: Krawczyk's test in a polydisc of C^n; a real centre makes the zero real, by complex conjugation.
*No others*: disjoint polydiscs and points are as many as a bound allows.  Bounds on the number of distinct complex
zeros of f in C^n: the product of the degrees, when all zeros found are isolated (the degree of the zero set, the sum
over its irreducible components, is at most this product); or the number of monomials outside the leading monomials of
polynomials in the radical of (f), which span the ring of functions on the zero set.

References: R. Krawczyk, Computing 4 (1969) 187-201; J. Heintz, Theoretical Computer Science 24 (1983) 239-277 (Bezout's
inequality); D. Cox, J. Little, D. O'Shea, Ideals, Varieties, and Algorithms, chapter 5 (the number of points).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from flint import arb, fmpq
from sympy import Symbol

from stability.algebra.program import Program, exact_rational
from stability.algebra.systems.ideals import Ideal, ideal
from stability.certificate import Certificate
from stability.clock import Time
from stability.emission.membership import EXTRA_DEGREES, Steps, combination, data
from stability.emission.parts import finish, stages_of, system_data
from stability.emission.polydiscs import EXPONENTS, Polydisc, Tester, polydiscs
from stability.emission.polynomials import RationalField, Terms, polynomial_terms, rational_field
from stability.emission.simple import simple_equations
from stability.emission.solutions import Solutions
from stability.errors import NotApplicable


def certify_isolation(
    time: Time, field: Program | Sequence[Program], points: Sequence[Sequence[Any]], *, note: str = ""
) -> Certificate:
    """The certificate that certain boxes, around the given approximate equilibria, hold exactly one equilibrium each.

    ``field``: programs of a polynomial or rational flow (v) or map (F), with numbers for parameters; ``points``: real
    coordinates, rational numbers or balls (arb).  The zero must be simple.

    Raises NotApplicable for other fields, and for points where no box passes the test.

    >>> from sympy import symbols
    >>> from stability.algebra.program import compile_program
    >>> x = symbols("x", real=True)
    >>> c = certify_isolation(Time.CONTINUOUS, compile_program([x], [x**2 - 2]), [[1]])
    >>> c.data["claim"]["boxes"]
    [[['189812531/134217728'], ['1/1048576']]]
    """
    stages = stages_of(field)
    rational = rational_field(stages, time)
    tester = Tester(rational.equations, rational.poles)
    discs = [_around(tester, point) for point in points]
    if not discs:
        raise NotApplicable("a certificate of isolation", "no point", "one point at least")
    witness = {"inverses": [disc.matrix for disc in discs], "complex": None, "simple": None, "components": [],
               "steps": None}
    return _finished("isolation", time, note, stages, rational, [disc.box for disc in discs], witness)


def _around(tester: Tester, point: Sequence[Any]) -> Polydisc:
    start = [_flint(x) for x in point]
    for exponent in EXPONENTS:
        disc = tester.polydisc(tester.refined(start, 2 * exponent), exponent, True)
        if disc is not None:
            return disc
    raise NotApplicable("a certificate of isolation", "a point which no box isolates: it may be a multiple zero",
                        "simple zeros")


def _flint(x: Any) -> Any:
    if isinstance(x, arb):
        return x
    exact = exact_rational(x, "a coordinate")
    return fmpq(exact.numerator, exact.denominator)


def certify_completeness(
    time: Time, field: Program | Sequence[Program], *, components: Sequence[Sequence[Any]] = (), note: str = ""
) -> Certificate:
    """The certificate that certain disjoint boxes hold exactly one equilibrium each, and that there are no others.

    ``components``: sets of equilibria, each given by polynomial expressions in the symbols of the program; then there
    are no others off these sets.

    All complex solutions are computed here, from a Groebner basis.  That there are no others is proven by Bezout's
    bound where it is attained, else by members of the (radical) ideal with enough leading monomials.

    Raises NotApplicable for fields that are not polynomial or rational, for infinitely many complex solutions, and
    where the proof would be too large.

    >>> from sympy import symbols
    >>> from stability.algebra.program import compile_program
    >>> x, y = symbols("x y", real=True)
    >>> c = certify_completeness(Time.CONTINUOUS, compile_program([x, y], [x**2 - 1, y**2 + x]))
    >>> len(c.data["claim"]["boxes"]), len(c.data["witness"]["complex"]), c.data["witness"]["steps"]
    (2, 1, None)
    """
    stages = stages_of(field)
    rational = rational_field(stages, time)
    cofactors = []
    for component in components:
        symbols = [Symbol(name, real=True) for name in stages[0].state]
        terms = [polynomial_terms(_renamed(e, symbols), symbols) for e in component]
        cofactors.append(_at_rest(rational, terms))
        rational = rational.without(terms)
    source = ideal(rational.integral, rational.names)
    if source.is_unit:
        steps = _steps(rational, source, source, 0)
        witness = {"inverses": [], "complex": [], "simple": None, "components": cofactors, "steps": steps}
        return _finished("completeness", time, note, stages, rational, [], witness)
    if source.dimension > 0:
        raise NotApplicable("a certificate that there are no other equilibria",
                            f"a set of complex equilibria of dimension {source.dimension}", "isolated equilibria")
    solutions = Solutions(source, rational.size)
    steps = _steps(rational, source, solutions.radical, solutions.number)
    (real, pairs), simple = _members(rational, solutions)
    witness = {"inverses": [disc.matrix for disc in real], "complex": [[*disc.box, disc.matrix] for disc in pairs],
               "simple": simple, "components": cofactors, "steps": steps}
    return _finished("completeness", time, note, stages, rational, [disc.box for disc in real], witness)


def _renamed(expression: Any, symbols: Sequence[Any]) -> Any:
    """The state symbols of the caller, which may be positive, by those of the program: matched by name."""
    table = {s.name: s for s in symbols}
    return expression.xreplace({s: table[s.name] for s in expression.free_symbols if s.name in table})


def _at_rest(field: RationalField, component: list[Terms]) -> list[Any]:
    """Rows of cofactors by which the equations vanish where the component's polynomials do."""
    degree = max(field.degrees)
    for extra in range(EXTRA_DEGREES):
        found = combination(component, list(field.equations), degree + extra)
        if found is not None:
            return [[data(row.get(j, {})) for j in range(len(component))] for row in found]
    raise NotApplicable("a certificate of all equilibria", "a component on which the field is not seen to vanish",
                        "equations which generate its ideal")


def _members(field: RationalField, solutions: Solutions) -> tuple[tuple[list[Polydisc], list[Polydisc]], Any]:
    """Polydiscs around all solutions, by the equations or, for irrational multiple solutions, by simple equations."""
    if not solutions.multiple:
        return polydiscs(Tester(field.equations, field.poles), solutions.balls, False), None
    try:
        return polydiscs(Tester(field.equations, field.poles), solutions.balls, True), None
    except NotApplicable:
        equations, simple = simple_equations(field, solutions)
        return polydiscs(Tester(equations, field.poles), solutions.balls, False), simple


def _steps(field: RationalField, source: Ideal, radical: Ideal, number: int) -> list[Any] | None:
    """None when Bezout's bound is attained by simple zeros."""
    if all(field.equations) and number == prod(field.degrees) and source is radical:
        return None
    return Steps(field).complete(source, radical)


def _finished(
    kind: str, time: Time, note: str, stages: tuple[Program, ...], field: RationalField, boxes: list[Any],
    witness: dict[str, Any],
) -> Certificate:
    parts = system_data(stages, None, time)
    claim = {"boxes": boxes, "components": [[data(q) for q in component] for component in field.components]}
    return finish(kind, time, note, system=parts, matrix=None, claim=claim, witness=witness)
