"""Certificates for where the eigenvalues of a rational matrix lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

import flint
from sympy import Rational, Symbol

from stability.algebra.program import Program, compile_program, linearize_program
from stability.certificate import Certificate
from stability.clock import Time
from stability.emission.opaque import vanishes
from stability.emission.parts import (
    MAX_STEPS,
    affordable,
    finish,
    rational_or_none,
    rational_point,
    stages_of,
    system_data,
)
from stability.errors import BadInput, CannotSolve, NotApplicable

Counts = tuple[int, int, int, int]  # inside, boundary, outside, at 0 (flow) or 1 (map)
PRECISIONS = (64, 256, 1024, 4096)  # bits; an irreducible factor off the boundary separates at one of these


def certify_location(
    matrix: Sequence[Sequence[Any]],
    time: Time,
    location_counts: Any,
    *,
    field: Program | Sequence[Program] | None = None,
    point: Any = None,
    manifold: bool | None = None,
    statement: str = "",
) -> Certificate:
    r"""The certificate that the eigenvalues of ``matrix`` (n, n) lie as ``location_counts`` says.

    ``location_counts``: a ``Location``, or a mapping with its keys inside, boundary, outside, zero (numbers with
    multiplicity) and semisimple (a bool).  The kind follows from them: unstable, jordan_block, imaginary_pairs,
    semisimple_zero, hurwitz or schur, the first that applies.  ``field`` and ``point`` tie the matrix to a system: it
    must be the Jacobian there.
    ``manifold``: also state that point + span of the tangent consists of rest points (None: when it does).
    ``statement``: free text, which goes into the unchecked ``note``.

    Raises NotApplicable for irrational or parametric entries and for more work than the checker accepts, BadInput
    when the counts or the Jacobian are wrong.

    >>> rows = [[Fraction(0), Fraction(-1)], [Fraction(1), Fraction(0)]]
    >>> c = certify_location(rows, Time.CONTINUOUS,
    ...                      {"inside": 0, "boundary": 2, "outside": 0, "semisimple": True, "zero": 0})
    >>> c.kind, c.data["claim"]["factor"]
    ('imaginary_pairs', ['1', '0', '1'])
    """
    rows = [[rational_or_none(x, "the matrix") for x in row] for row in matrix]
    n = len(rows)
    if any(len(row) != n for row in rows):
        raise BadInput("a square matrix", f"rows of lengths {[len(row) for row in rows]}", "n rows of n entries")
    affordable(n, _bits(rows))
    a = flint.fmpq_mat(n, n, [flint.fmpq(x.numerator, x.denominator) for row in rows for x in row])
    facts = _Facts(a, time)
    counts = _agreed(facts, location_counts)
    kind = _kind(counts, time)
    system, stages, where = None, None, None
    if field is not None:
        stages = stages_of(field)
        where = rational_point(point, stages[0].state)
        _tie(stages, where, rows, time)
        system = system_data(stages, where, time)
    claim, witness = _claim(facts, kind, counts)
    if kind == "semisimple_zero" and stages is not None and where is not None and manifold is not False:
        claim["manifold"] = _affine_manifold(stages, where, facts.tangent(), time)
    if manifold and claim["manifold"] is None:
        raise NotApplicable("a manifold of rest points", "an affine space which is not at rest", "manifold=None")
    data = [[str(x) for x in row] for row in rows]
    return finish(kind, time, statement, system=system, matrix=data, claim=claim, witness=witness)


def _bits(rows: list[list[Fraction]]) -> int:
    scale = reduce(lcm, (x.denominator for row in rows for x in row), 1)
    sizes = (abs(x.numerator * (scale // x.denominator)).bit_length() for row in rows for x in row)
    return scale.bit_length() + max([0, *sizes])


def _kind(counts: Mapping[str, Any], time: Time) -> str:
    if counts["outside"]:
        return "unstable"
    if not counts["semisimple"]:
        return "jordan_block"
    if counts["boundary"] > counts["zero"]:
        return "imaginary_pairs"
    if counts["zero"]:
        return "semisimple_zero"
    return "hurwitz" if time is Time.CONTINUOUS else "schur"


def _agreed(facts: _Facts, given: Any) -> dict[str, Any]:
    """The counts, established here by another route than the caller's."""
    found = dict(zip(("inside", "boundary", "outside", "zero"), facts.counts, strict=True))
    counts: dict[str, Any] = {**found, "semisimple": facts.semisimple}
    stated = {key: given.get(key) if isinstance(given, Mapping) else getattr(given, key, None) for key in counts}
    wrong = {key: x for key, x in stated.items() if x != counts[key]}
    if wrong:
        raise BadInput("a certificate for these counts", f"{wrong}, but the matrix has {counts}", "those of locate")
    return counts


class _Facts:
    """Irreducible factors of the characteristic polynomial with their places, and the minimal polynomial."""

    def __init__(self, a: Any, time: Time) -> None:
        self.a, self.time, self.n = a, time, a.nrows()
        self.factors = [(f / f[f.degree()], e, place(f, time)) for f, e in a.charpoly().factor()[1]]
        totals = [sum(e * p[i] for _, e, p in self.factors) for i in range(4)]
        self.counts: Counts = (totals[0], totals[1], totals[2], totals[3])
        repeated = any(e > 1 and p[1] for _, e, p in self.factors)
        self.minimal = a.minpoly() if repeated else a.charpoly()
        self.blocks = [f for f, e, p in self.factors if p[1] and e > 1 and self.minimal % (f * f) == 0]
        self.semisimple = not self.blocks
        self.annihilator_needed = repeated and self.semisimple

    def pairs(self) -> Any:
        """The factor with all boundary eigenvalues other than the special one."""
        powers = [f**e for f, e, p in self.factors if p[1] and not p[3]]
        return reduce(lambda x, y: x * y, powers, flint.fmpq_poly([1]))

    def block_vector(self, f: Any) -> list[Fraction]:
        """A vector whose annihilating polynomial of least degree is f^2."""
        cofactor = self.minimal // (f * f)
        for i in range(self.n):
            unit = flint.fmpq_mat(self.n, 1, [int(i == j) for j in range(self.n)])
            v = _apply(cofactor, self.a, unit)
            if any(x != 0 for x in _apply(f, self.a, v).entries()):
                return _primitive([_fraction(x) for x in v.entries()])
        raise CannotSolve("a Jordan block", f"no unit vector in the block of {f}", "report this matrix")

    def tangent(self) -> list[list[Fraction]]:
        """A basis of the kernel of a (flow) or a - 1 (map)."""
        shift = 0 if self.time is Time.CONTINUOUS else 1
        identity = flint.fmpq_mat(self.n, self.n, [int(i == j) * shift for i in range(self.n) for j in range(self.n)])
        reduced, rank = (self.a - identity).rref()
        rows = [[_fraction(reduced[i, j]) for j in range(self.n)] for i in range(rank)]
        pivots = [next(j for j, x in enumerate(row) if x) for row in rows]
        basis = []
        for free in (j for j in range(self.n) if j not in pivots):
            vector = [Fraction(int(j == free)) for j in range(self.n)]
            for pivot, row in zip(pivots, rows, strict=True):
                vector[pivot] = -row[free]
            basis.append(_primitive(vector))
        return basis


def _fraction(x: Any) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _primitive(vector: list[Fraction]) -> list[Fraction]:
    scale = reduce(lcm, (x.denominator for x in vector), 1)
    content = gcd(*(int(x * scale) for x in vector)) or 1
    return [x * scale / content for x in vector]


def _apply(p: Any, a: Any, v: Any) -> Any:
    total = v * 0
    for c in reversed(p.coeffs()):
        total = a * total + v * c
    return total


def place(f: Any, time: Time) -> Counts:
    """Where the roots of an irreducible polynomial over Q lie: by its symmetry, and by certified balls.

    >>> place(flint.fmpq_poly([-2, 0, 0, 0, 1]), Time.CONTINUOUS)      # s^4 - 2: two real, two imaginary roots
    (1, 2, 1, 0)
    """
    if f.degree() == 1:
        root = _fraction(-f[0] / f[1])
        edge = root if time is Time.CONTINUOUS else abs(root) - 1
        special = root == (0 if time is Time.CONTINUOUS else 1)
        return int(edge < 0), int(edge == 0), int(edge > 0), int(special)
    if time is Time.DISCRETE:
        f = _moebius(f)
    n, coefficients = f.degree(), f.coeffs()
    if all(c == 0 for c in coefficients[1::2]):
        pairs = sum(r < 0 for r in _real_roots(flint.fmpq_poly(coefficients[0::2])))
        return n // 2 - pairs, 2 * pairs, n // 2 - pairs, 0
    inside = _left(f)  # no symmetry, so no root on the axis
    return inside, 0, n - inside, 0


def _moebius(f: Any) -> Any:
    n = f.degree()
    plus, minus = flint.fmpq_poly([1, 1]), flint.fmpq_poly([1, -1])
    return sum((c * plus**k * minus ** (n - k) for k, c in enumerate(f.coeffs())), flint.fmpq_poly([0]))


def _roots(f: Any, precision: int) -> list[Any]:
    before = flint.ctx.prec
    try:
        flint.ctx.prec = precision
        return [r for r, _ in f.numer().complex_roots()]
    finally:
        flint.ctx.prec = before


def _real_roots(g: Any) -> list[Any]:
    for precision in PRECISIONS:
        real = [r.real for r in _roots(g, precision) if r.imag == 0]  # python-flint: exactly 0 for real roots
        if all(x < 0 or x > 0 for x in real):
            return real
    raise CannotSolve("the signs of real roots", f"not separated at {PRECISIONS[-1]} bits", "no certificate")


def _left(f: Any) -> int:
    for precision in PRECISIONS:
        parts = [r.real for r in _roots(f, precision)]
        if all(x < 0 or x > 0 for x in parts):
            return sum(bool(x < 0) for x in parts)
    raise CannotSolve("the place of eigenvalues", f"not separated at {PRECISIONS[-1]} bits", "no certificate")


def _tie(stages: Sequence[Program], point: list[Fraction], rows: list[list[Fraction]], time: Time) -> None:
    """The point is at rest and the matrix is the Jacobian there, or BadInput."""
    if sum(len(s.code) for s in stages) * (len(point) + 20) > MAX_STEPS:
        raise NotApplicable("a certificate", "a field too long to re-check in seconds", "the matrix alone, field=None")
    values, jacobian = linearize_program(stages, point)
    if values != (point if time is Time.DISCRETE else [Fraction(0)] * len(point)):
        raise BadInput("a rest point", f"the value {[str(v) for v in values]} there", "a zero of the field")
    if jacobian != rows:
        raise BadInput("the Jacobian of the field", "another matrix", "the matrix of linearize at the same point")


def _claim(facts: _Facts, kind: str, counts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    claim: dict[str, Any] = {**counts, "factor": None, "tangent": None, "manifold": None}
    witness: dict[str, Any] = {"annihilator": None, "vector": None}
    if not facts.semisimple:
        claim["factor"] = _strings(facts.blocks[0].coeffs())
        witness["vector"] = [str(x) for x in facts.block_vector(facts.blocks[0])]
    elif kind == "imaginary_pairs":
        claim["factor"] = _strings(facts.pairs().coeffs())
    if kind == "semisimple_zero":
        claim["tangent"] = [[str(x) for x in row] for row in facts.tangent()]
    elif facts.annihilator_needed:
        witness["annihilator"] = _strings(facts.minimal.coeffs())
    return claim, witness


def _strings(coefficients: list[Any]) -> list[str]:
    return [str(_fraction(c)) for c in coefficients]


def _affine_manifold(
    stages: Sequence[Program], point: list[Fraction], tangent: list[list[Fraction]], time: Time
) -> Any:
    """point + c_1 t_1 + ... as a manifold of rest points, or None when it is none."""
    taken = {*stages[0].state, *(name for s in stages for name, _ in s.parameters)}
    symbols = [Symbol(name, real=True) for name in _fresh(len(tangent), taken)]
    terms = [[Fraction(x), *(c * _sympy(t[i]) for c, t in zip(symbols, tangent, strict=True) if t[i])]
             for i, x in enumerate(point)]
    rows = [sum((_sympy(x) if isinstance(x, Fraction) else x for x in row), _sympy(Fraction(0))) for row in terms]
    program = compile_program(symbols, rows)
    if sum(len(s.code) for s in stages) > 400 or not vanishes(stages, program, time):
        return None
    return {"coordinates": [str(s.name) for s in symbols], "program": program.to_data(), "at": ["0"] * len(symbols)}


def _sympy(x: Fraction) -> Any:
    return Rational(x.numerator, x.denominator)


def _fresh(count: int, taken: set[str]) -> list[str]:
    names = (f"c{i}" for i in range(1, count + len(taken) + 1))
    return [name for name in names if name not in taken][:count]
