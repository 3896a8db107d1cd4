"""Accepts or refuses a certificate: recomputes every stated claim with integers and fractions.

Run alone, it needs nothing but Python: ``python -I checker.py cert.json`` exits 0 (accepted), 1 (refused, with
the reason) or 2 (the file cannot be read).  It imports nothing of the package whose certificates it judges.

*Location* of the eigenvalues: characteristic polynomial (Samuelson and Berkowitz), Cauchy index of its real and
imaginary part on the axis by a signed remainder sequence, the Moebius image for maps.  *Jacobian*: the field is a
straight-line program, run on truncated Taylor polynomials at the rational rest point.  *Identities*: programs run
on polynomials in which states, free parameters and the values exp(u), log(u), tanh(u), erf(u), f^(k)(u), 1/u are
indeterminates.  *Zeros* of polynomial and rational fields: Krawczyk's test in exact Taylor form, in C^n; no others by
Bezout's inequality or the leading monomials of proven members of the radical.  The text ``note`` is not checked.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from itertools import combinations, pairwise
from math import gcd, lcm, prod
from operator import le, mul
from typing import Any

SIZE, DIGITS, ORDER = 2_000_000, 2_000, 96  # characters of a certificate, of a number; order of a matrix
STEPS, BITS, NANOSECONDS, PRIME = 1_000_000, 20_000, 15 * 10**9, (1 << 61) - 1  # work which fits into seconds
SIGNS = {"positive": {1}, "negative": {-1}, "nonzero": {-1, 1}, "zero": {0}, "nonnegative": {0, 1},
         "nonpositive": {-1, 0}, "real": {-1, 0, 1}}
LOCATION = ("hurwitz", "schur", "unstable", "imaginary_pairs", "jordan_block", "semisimple_zero")
IDENTITY, ZEROS = ("conserved_quantity", "lyapunov_function"), ("isolation", "completeness")
Poly = dict[tuple[tuple[int, int], ...], Fraction]  # ((indeterminate, exponent), ...) -> coefficient
Disc = list[tuple[Fraction, Fraction, Fraction]]  # |x - (a + bi)| <= r for each coordinate
ZERO, ONE = Fraction(0), Fraction(1)
TRIED = [Fraction(x) for x in ("1", "1/2", "2", "-1", "3", "-1/2", "0", "1/3")]  # coordinates of states


class Refused(Exception):
    """The reason why a certificate is not accepted."""


@dataclass(frozen=True)
class Result:
    """``reason`` is what is proven when accepted, and what is wrong when refused."""

    accepted: bool
    reason: str


def need(condition: bool, reason: str) -> None:
    if not condition:
        raise Refused(reason)


# ---- reading: strict JSON, exact shapes -----------------------------------------------------------------------------
def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len({key for key, _ in pairs}) == len(pairs), "a key occurs twice")
    return dict(pairs)


def _number(text: str) -> int:
    need(re.fullmatch("-?[0-9]{1,9}", text) is not None, "a float, NaN, Infinity or long integer; numbers are strings")
    return int(text)


def record(x: Any, what: str, keys: str) -> dict[str, Any]:
    need(type(x) is dict and set(x) == set(keys.split()), f"{what} must be an object with exactly the keys {keys}")
    return dict(x)


def array(x: Any, what: str, length: int | None = None) -> list[Any]:
    need(type(x) is list and length in (None, len(x)), f"{what} must be a list, of length {length or 'as stated'}")
    return list(x)


def rows(x: Any, what: str, width: int, length: int | None = None) -> list[list[Any]]:
    return [array(row, f"a row of {what}", width) for row in array(x, what, length)]


def natural(x: Any, what: str, bound: int = 1000) -> int:
    need(type(x) is int and 0 <= x < bound, f"{what} must be a natural number below {bound}")
    return int(x)


def names(x: Iterable[Any]) -> list[str]:
    result = list(x)
    need(all(type(n) is str and 0 < len(n) <= 64 for n in result), "a name has 1 to 64 characters")
    need(len(set(result)) == len(result) <= 3 * ORDER, "names must differ, and be few")
    return result


def rational(x: Any) -> Fraction:
    need(type(x) is str and len(x) <= DIGITS and re.fullmatch("-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?", x) is not None,
         f"not a rational number written as a string of at most {DIGITS} characters: {ascii(x)[:40]}")
    top, _, bottom = x.partition("/")
    value = Fraction(int(top), int(bottom or 1))
    need(str(value) == x, f"not in lowest terms: {ascii(x)[:40]}")
    return value


def cleared(vectors: list[list[Fraction]]) -> list[list[int]]:
    return [[int(x * reduce(lcm, (y.denominator for y in row), 1)) for x in row] for row in vectors]


# ---- polynomials over the integers (lists in ascending order), integer matrices -------------------------------------
def trim(p: list[int]) -> list[int]:
    while p and p[-1] == 0:
        p.pop()
    return p


def sign(x: int) -> int:
    return (x > 0) - (x < 0)


def remainders(a: list[int], b: list[int]) -> tuple[int, list[int]]:
    """Cauchy index of b/a over the real line (deg a > deg b), and gcd(a, b), by subresultants with their signs."""
    signs, g, h, before, now = [(len(a) - 1, sign(a[-1]))], 1, 1, 1, 1
    while b:
        signs.append((len(b) - 1, now * sign(b[-1])))
        drop, lead, rest = len(a) - len(b), b[-1], a[:]
        for _ in range(drop + 1):
            top, shift = rest[-1], len(rest) - len(b)
            rest = [lead * c for c in rest[:shift]] + [lead * c - top * d for c, d in zip(rest[shift:], b, strict=True)]
            rest.pop()
        scale = g * h**drop
        before, now = now, -before * sign(lead) ** (drop + 1) * sign(scale)
        a, b, g = b, trim([c // scale for c in rest]), lead
        h = h if drop == 0 else g**drop // h ** (drop - 1)
    left, right = [s * (-1) ** d for d, s in signs], [s for _, s in signs]
    content = gcd(*a)
    return sum(x != y for x, y in pairwise(left)) - sum(x != y for x, y in pairwise(right)), [c // content for c in a]


def with_derivative(p: list[int]) -> tuple[int, list[int]]:
    """Number of distinct real roots of p, and gcd(p, p')."""
    return remainders(p, [k * c for k, c in enumerate(p)][1:])


def moebius(p: list[int]) -> list[int]:
    """(1 - s)^n p((1 + s)/(1 - s)): the unit disc becomes the left half plane, -1 goes to infinity."""
    image, power = [0], [1]
    for c in reversed(p):
        image = [x + y for x, y in zip([*image, 0], [0, *image], strict=True)]
        image = [x + c * y for x, y in zip(image, [*power, *[0] * (len(image) - len(power))], strict=True)]
        power = [x - y for x, y in zip([*power, 0], [0, *power], strict=True)]
    return trim(image)


def count(p: list[int], scale: int, time: str) -> tuple[int, int, int, int]:
    """(inside, boundary, outside, at 0 or 1) for the roots of p divided by ``scale``, with multiplicity."""
    q = p[:] if time == "continuous" else moebius([c * scale**k for k, c in enumerate(p)])
    at_infinity, zero, axis = len(p) - len(q), next(k for k, c in enumerate(q) if c), 0
    q = q[zero:]
    real, imaginary = (trim([part[k % 4] * c for k, c in enumerate(q)]) for part in ((1, 0, -1, 0), (0, 1, 0, -1)))
    index, common = remainders(real, imaginary) if len(q) % 2 else remainders(imaginary, real)
    while len(common) > 1:  # a root w of both parts is an eigenvalue iw; repeated ones stay in gcd(p, p')
        distinct, common = with_derivative(common)
        axis += distinct
    inside = (len(q) - 1 - axis + (-index if len(q) % 2 else index)) // 2
    return inside, axis + zero + at_infinity, len(q) - 1 - axis - inside, zero


def dot(a: Iterable[int], b: Iterable[int]) -> int:
    return sum(map(mul, a, b))


def characteristic(m: list[list[int]]) -> list[int]:
    """det(s - m) without division (Samuelson and Berkowitz)."""
    p = [1]
    for r, row in enumerate(m):
        column, vector = [1, -row[r]], [line[r] for line in m[:r]]
        for _ in range(r):
            column.append(-dot(row, vector))
            vector = [dot(line, vector) for line in m[:r]]
        p = [sum(column[i - j] * p[j] for j in range(min(i, r) + 1)) for i in range(r + 2)]
    return p[::-1]


def apply(p: list[int], m: list[list[int]], v: list[int]) -> list[int]:
    """p(m) v by Horner's rule."""
    w = [0] * len(v)
    for c in reversed(p):
        w = [dot(line, w) + c * x for line, x in zip(m, v, strict=True)]
    return w


def independent(vectors: list[list[int]]) -> bool:
    """Linear independence modulo a prime, which implies it over the rationals."""
    left = [[x % PRIME for x in row] for row in vectors]
    while left:
        pivot, *left = left
        column = next((j for j, x in enumerate(pivot) if x), None)
        if column is None:
            return False
        inverse = pow(pivot[column], -1, PRIME)
        left = [[(x - row[column] * inverse * y) % PRIME for x, y in zip(row, pivot, strict=True)] for row in left]
    return True


def affordable(n: int, bits: int, degree: int = 1) -> None:
    """Refuses what would take minutes; the terms estimate nanoseconds of Berkowitz, Horner and the remainders."""
    work = n**3 * (n // 4 + degree) * (80 + n * bits**2 // 1800) + 4 * n**2 * (n**2 * bits // 60 + 1) ** 2
    need(work <= NANOSECONDS, f"order {n} with entries of {bits} bits is more work than this program accepts")


# ---- straight-line programs on polynomials --------------------------------------------------------------------------
class Ring:
    """Q[indeterminates]; those with negative index are infinitesimals, kept up to total degree ``depth``."""

    def __init__(self, parameters: Any, functions: Any) -> None:
        need(type(parameters) is dict and type(functions) is dict, "parameters and functions must be objects")
        self.steps, self.depth, self.near = STEPS, 0, False
        self.symbols: list[tuple[str, str, int, Poly]] = []  # (kind, name, order, argument)
        self.signs: dict[str, set[int]] = {}  # of free parameters
        self.facts: list[tuple[str, int, Fraction | None, set[int]]] = []
        self.values: dict[tuple[str, int, Fraction], Fraction] = {}
        self.functions, self.parameters = names(functions), dict[str, Poly]()
        for key in names(parameters):
            word = parameters[key]
            if free := type(word) is str and word in SIGNS:
                self.signs[key] = SIGNS[word]
            number = ZERO if word == "zero" else None if free else rational(word)  # what is zero is no indeterminate
            self.parameters[key] = self.symbol("parameter", key) if number is None else self.constant(number)
        for f in functions:
            self._function(f, record(functions[f], "a function", "values facts"))

    def _function(self, f: str, x: dict[str, Any]) -> None:
        for order, at, word in rows(x["facts"], "facts", 3):
            need(type(word) is str and word in SIGNS and (at, word) != (None, "zero"), "a fact has an unknown sign")
            self.facts.append((f, natural(order, "an order"), None if at is None else rational(at), SIGNS[word]))
            if word == "zero":
                self.values[f, order, rational(at)] = ZERO
        for order, at, word in rows(x["values"], "values", 3):
            key, value = (f, natural(order, "an order"), rational(at)), rational(word)
            need(self.values.setdefault(key, value) == value, "two values for one derivative")
        need(len(self.facts) + len(self.values) <= 300, "too many facts and values")
        need(all(self.known(*fact[:3]) for fact in self.facts), "the facts contradict each other")
        need(all(sign(v.numerator) in self.known(*key) for key, v in self.values.items()), "a value contradicts a fact")
        need(all(self.monotone(g, k) for g, k, at, _ in self.facts if at is None), "facts that no function satisfies")

    def known(self, f: str, order: int, at: Fraction | None) -> set[int]:
        held = (s for g, k, a, s in self.facts if (g, k) == (f, order) and (a is None or a == at))
        return reduce(set.__and__, held, SIGNS["real"])

    def signs_at(self, f: str, order: int, at: Fraction) -> set[int]:
        value = self.values.get((f, order, at))
        return self.known(f, order, at) if value is None else {sign(value.numerator)}

    def monotone(self, f: str, order: int) -> bool:
        """Whether what is stated at points fits a fact that holds everywhere: a derivative of one sign, or of no sign
        but 0, has it at every point, and the derivative below it grows or falls from each point to the next.
        """
        def places(k: int) -> list[Fraction]:
            stated = [(g, m, a) for g, m, a, _ in self.facts if a is not None] + list(self.values)
            return sorted({a for g, m, a in stated if (g, m) == (f, k)})

        def rise(a: Fraction, b: Fraction) -> set[int]:
            low, high = self.values.get((f, order - 1, a)), self.values.get((f, order - 1, b))
            if low is not None and high is not None:
                return {sign((high - low).numerator)}
            below, above = self.signs_at(f, order - 1, a), self.signs_at(f, order - 1, b)
            return {t for x in below for y in above for t in ({-x, y} - {0} if x != y else SIGNS["real"])}

        everywhere = self.known(f, order, None)
        found = [self.signs_at(f, order, a) for a in places(order)]
        found += [rise(a, b) for a, b in combinations(places(order - 1), 2)]
        options = [{-1}, {1}] if everywhere == {-1, 1} else [everywhere]
        return any(all(signs & one for signs in found) for one in options)

    @staticmethod
    def constant(x: Fraction | int) -> Poly:
        return {(): Fraction(x)} if x else {}

    def symbol(self, kind: str, key: str, order: int = 0, argument: Poly | None = None) -> Poly:
        self.symbols.append((kind, key, order, argument or {}))
        return {((len(self.symbols) - 1, 1),): ONE}

    def spend(self, steps: int) -> None:
        self.steps -= steps
        need(self.steps >= 0, "more work than this program accepts")

    def small(self, x: Fraction) -> Fraction:
        bits = x.numerator.bit_length() + x.denominator.bit_length()
        need(bits <= BITS, "a number outgrows the limit")
        self.spend(bits * bits >> 18)
        return x

    def add(self, p: Poly, q: Poly, factor: int = 1) -> Poly:
        self.spend(1 + len(p) + len(q))
        total = dict(p)
        for m, c in q.items():
            total[m] = self.small(total.get(m, ZERO) + factor * c)
        return {m: c for m, c in total.items() if c}

    def mul(self, p: Poly, q: Poly) -> Poly:
        self.spend(1 + 4 * len(p) * len(q))
        total: Poly = {}
        for m, a in p.items():
            for k, b in q.items():
                powers = dict(m)
                for i, e in k:
                    powers[i] = powers.get(i, 0) + e
                if sum(e for i, e in powers.items() if i < 0) <= self.depth:
                    key = tuple(sorted(powers.items()))
                    total[key] = self.small(total.get(key, ZERO) + a * b)
        return {m: c for m, c in total.items() if c}

    def part(self, p: Poly, *infinitesimals: int) -> Poly:
        """The coefficient of a product of infinitesimals (given in ascending order)."""
        picked = {m: [i for i, e in m for _ in range(e) if i < 0] for m in p}
        return {tuple(x for x in m if x[0] >= 0): c for m, c in p.items() if picked[m] == list(infinitesimals)}

    def zero(self, p: Poly) -> bool:
        """Identically zero as a function."""
        return not self.numerator(p)

    def numerator(self, p: Poly) -> Poly:
        """p times powers of what is inverted; inverses are cleared from the last introduced to the first."""
        while inverses := [i for m in p for i, _ in m if self.symbols[i][0] == "inverse"]:
            last = max(inverses)
            degree, total, powers = max(dict(m).get(last, 0) for m in p), Poly(), [self.constant(1)]
            while len(powers) <= degree:
                powers.append(self.mul(powers[-1], self.symbols[last][3]))
            for m, c in p.items():
                rest: Poly = {tuple(x for x in m if x[0] != last): c}
                total = self.add(total, self.mul(rest, powers[degree - dict(m).get(last, 0)]))
            p = total
        return p

    def put(self, p: Poly, values: list[Poly]) -> Poly:
        """p with values for its indeterminates."""
        terms = (reduce(self.mul, [values[i] for i, e in m for _ in range(e)], self.constant(c)) for m, c in p.items())
        return reduce(self.add, terms, Poly())

    def sign(self, p: Poly) -> set[int]:
        """The possible signs of p, from those of its indeterminates, term by term."""
        total = {0}
        for m, c in p.items():
            term = {sign(c.numerator)}
            for i, e in m:
                term = {a * s**e for a in term for s in self._sign(*self.symbols[i])}
            total = {s for a in total for b in term for s in (SIGNS["real"] if a * b < 0 else {a or b})}
        return total

    def _sign(self, kind: str, key: str, order: int, u: Poly) -> set[int]:
        if kind == "jet":
            return self.known(key, order, u.get((), ZERO) if u.keys() <= {()} else None)
        if kind in ("exp", "bell", "tanh", "erf", "inverse"):
            return {1} if kind in ("exp", "bell") else self.sign(u)
        return self.signs[key] if kind == "parameter" else SIGNS["real"]

    def call(self, kind: str, key: str, order: int, u: Poly) -> Poly:
        """The value of a function: a number where it is a rational one, else an indeterminate, equal for equal u."""
        if u.keys() <= {()}:
            x = u.get((), ZERO)
            if kind == "inverse" and x:
                return self.constant(1 / x)
            if kind in ("exp", "log", "tanh", "erf") and x == (kind == "log"):
                return self.constant(kind == "exp")
            if kind == "jet" and (key, order, x) in self.values:
                return self.constant(self.values[key, order, x])
        if kind in ("inverse", "log"):
            defined = self.sign(u) == {1} if kind == "log" else 0 not in self.sign(u)
            need(defined if self.near else not self.zero(u), "a quotient or logarithm may be undefined")
        self.spend(5 * len(self.symbols))
        for i, (*head, argument) in enumerate(self.symbols):
            if head == [kind, key, order] and self.zero(self.add(argument, u, -1)):
                return {((i, 1),): ONE}
        return self.symbol(kind, key, order, u)

    def taylor(self, kind: str, key: str, order: int, u: Poly) -> list[Poly]:
        """[g(u), g'(u), g''(u)/2]; ``bell`` is erf' = 2/sqrt(pi) exp(-u^2), an indeterminate."""
        g, half, minus = self.call(kind, key, order, u), self.constant(Fraction(1, 2)), self.constant(-1)
        if kind in ("inverse", "log"):
            inverse = self.call("inverse", "", 0, u)
            square = self.mul(inverse, inverse)
            return [g, *([self.mul(minus, square), self.mul(square, g)] if kind == "inverse" else
                         [inverse, self.mul(self.mul(minus, half), square)])]
        if kind == "jet":
            return [g, self.call(kind, key, order + 1, u), self.mul(half, self.call(kind, key, order + 2, u))]
        if kind == "exp":
            return [g, g, self.mul(half, g)]
        slope = self.call("bell", "", 0, u) if kind == "erf" else self.add(self.constant(1), self.mul(g, g), -1)
        return [g, slope, self.mul(self.mul(minus, u if kind == "erf" else g), slope)]

    def compose(self, kind: str, key: str, order: int, p: Poly) -> Poly:
        u = self.part(p)
        rest, total, power = self.add(p, u, -1), Poly(), self.constant(1)
        for c in self.taylor(kind, key, order, u) if rest else [self.call(kind, key, order, u)]:
            total, power = self.add(total, self.mul(c, power)), self.mul(power, rest)
        return total

    def run(self, program: Any, inputs: dict[str, Poly], outputs: int, depth: int, near: bool) -> list[Poly]:
        """``near``: quotients and logarithms must be seen to be defined at the point, hence also near it."""
        program = record(program, "a program", "code out")
        self.depth, self.near, lines = depth, near, list[Poly]()
        for line in array(program["code"], "code"):
            need(type(line) is list and 2 <= len(line) <= 4 and type(line[0]) is str, "a program line must be a list")
            self.spend(10)
            lines.append(self._line(line[0], line[1:], lines, inputs))
        return [lines[natural(i, "an output", len(lines))] for i in array(program["out"], "out", outputs)]

    def _line(self, op: str, args: list[Any], lines: list[Poly], inputs: dict[str, Poly]) -> Poly:
        if (op, len(args)) == ("const", 1):
            return self.constant(rational(args[0]))
        if (op, len(args)) == ("in", 1):
            need(type(args[0]) is str and args[0] in inputs, f"an unknown input {ascii(args[0])[:40]}")
            return inputs[args[0]]
        key, order = "", 0
        if (op, len(args)) == ("jet", 3):
            key, order, args = args[0], natural(args[1], "an order"), args[2:]
            need(type(key) is str and key in self.functions, f"an unknown function {ascii(key)[:40]}")
        x = [lines[natural(i, "a line number", len(lines))] for i in args]
        if op in ("exp", "log", "tanh", "erf", "jet") and len(x) == 1:
            return self.compose(op, key, order, x[0])
        need(op in ("add", "sub", "mul", "div") and len(x) == 2, f"an unknown operation {ascii(op)[:40]}")
        if op in ("add", "sub"):
            return self.add(x[0], x[1], 1 if op == "add" else -1)
        return self.mul(x[0], x[1] if op == "mul" else self.compose("inverse", "", 0, x[1]))


# ---- the claims -----------------------------------------------------------------------------------------------------
class System:
    """The field or map with its parameters, functions and rest point; functions of the state are programs."""

    def __init__(self, data: Any, time: str) -> None:
        data = record(data, "the system", "state parameters functions stages point")
        self.time, self.ring = time, Ring(data["parameters"], data["functions"])
        self.state, self.stages = names(array(data["state"], "state")), array(data["stages"], "stages")
        self.n = len(self.state)
        need(0 < self.n <= ORDER and len(names([*self.state, *self.ring.parameters])) > 0, "too few or too many states")
        need(len(self.stages) == 1 or (self.stages != [] and time == "discrete"), "a flow has one stage, a map some")
        self.point = None if data["point"] is None else [rational(x) for x in array(data["point"], "point", self.n)]
        self.x = [self.ring.symbol("state", key) for key in self.state]

    @cached_property
    def image(self) -> list[Poly]:
        return self.field(self.x)

    def run(self, program: Any, values: list[Poly], outputs: int = 1, depth: int = 0, near: bool = False) -> list[Poly]:
        inputs = {**dict(zip(self.state, values, strict=True)), **self.ring.parameters}
        return self.ring.run(program, inputs, outputs, depth, near)

    def field(self, values: list[Poly], depth: int = 0, near: bool = False) -> list[Poly]:
        return reduce(lambda x, stage: self.run(stage, x, self.n, depth, near), self.stages, values)

    def motion(self, x: list[Poly], image: list[Poly]) -> list[Poly]:
        minus = -1 if self.time == "discrete" else 0
        return [self.ring.add(v, r, minus) for v, r in zip(image, x, strict=True)]

    def at_rest(self, x: list[Poly], image: list[Poly]) -> bool:
        return all(map(self.ring.zero, self.motion(x, image)))

    def near(self, depth: int) -> list[Poly]:
        """The point, with an infinitesimal added to each coordinate when depth > 0."""
        need(self.point is not None, "a point is needed")
        constants = [self.ring.constant(x) for x in self.point or []]
        return [{**x, ((i - self.n, 1),): ONE} for i, x in enumerate(constants)] if depth else constants

    def jacobian(self) -> list[list[Poly]]:
        image, part = self.field(self.near(1), 1, near=True), self.ring.part
        need(self.at_rest(self.near(0), [part(v) for v in image]), "the point is not at rest")
        return [[part(v, j - self.n) for j in range(self.n)] for v in image]

    def value(self, program: Any) -> Poly:
        """As a function of the state; it must be defined at the point, if one is given."""
        if self.point is not None:
            self.run(program, self.near(0), near=True)
        return self.run(program, self.x)[0]

    def somewhere(self, program: Any) -> None:
        """Without a point: a state must be seen at which the function and the field have values."""
        for shift, step in [(i, j) for j in range(4) for i in range(len(TRIED))]:
            place = [self.ring.constant(TRIED[(shift + step * k) % len(TRIED)]) for k in range(self.n)]
            try:
                self.run(program, self.field(place, near=True) if self.time == "discrete" else place, near=True)
                self.run(program, place, near=True)
                self.field(place, near=True)
            except Refused:
                self.ring.spend(1)  # which ends the search when the work is used up
                continue
            return
        raise Refused("no state is seen at which the function and the field have values")

    def follow(self, program: Any) -> Poly:
        """The derivative along the flow, or the value after one step of the map."""
        if self.time == "discrete":
            return self.run(program, self.image)[0]
        moving = [{**x, **{((-1, 1), *m): c for m, c in v.items()}} for x, v in zip(self.x, self.image, strict=True)]
        return self.ring.part(self.run(program, moving, depth=1)[0], -1)

    def constant(self, program: Any) -> bool:
        moving = [{**x, ((i - self.n, 1),): ONE} for i, x in enumerate(self.x)]
        [value] = self.run(program, moving, depth=1)
        return all(self.ring.zero(self.ring.part(value, i - self.n)) for i in range(self.n))

    def squares(self, data: Any, total: Poly, what: str) -> list[Any]:
        """total = sum of c q^2 with c positive; returns the programs of the q."""
        for c, q in rows(data, what, 2):
            factor, value = self.value(c), self.value(q)
            need(self.ring.sign(factor) == {1}, f"{what}: a coefficient is not seen to be positive")
            total = self.ring.add(total, self.ring.mul(factor, self.ring.mul(value, value)), -1)
        need(self.ring.zero(total), f"{what}: the sum of squares is another function")
        return [q for _, q in data]

    def isolate(self, data: Any, base: list[Any], what: str) -> None:
        """(x_i - point_i)^power = sum of cofactor times base[j], for each i: the base vanishes only at the point."""
        ring, values = self.ring, [self.value(program) for program in base]
        for x, a, (power, terms) in zip(self.x, self.point or [], rows(data, what, 2, self.n), strict=True):
            need(natural(power, "a power", 64) > 0, f"{what}: a power is positive")
            total = reduce(ring.mul, [ring.add(x, ring.constant(-a))] * power)
            for j, cofactor in rows(terms, what, 2):
                total = ring.add(total, ring.mul(self.value(cofactor), values[natural(j, "a number", len(base))]), -1)
            need(ring.zero(total), f"{what}: the identity for a coordinate fails")

    def minimum(self, program: Any, squares: Any, isolated: Any) -> None:
        """A strict local minimum at the point: squares with no other common zero, or a positive definite Hessian."""
        ring, n = self.ring, self.n
        [local] = self.run(program, self.near(2), depth=2, near=True)
        need(all(ring.zero(ring.part(local, i - n)) for i in range(n)), "the gradient is not zero at the point")
        if squares is not None:
            base = self.squares(squares, ring.add(self.value(program), ring.part(local), -1), "squares")
            return self.isolate(isolated, base, "isolated")
        need(isolated is None, "isolated belongs to squares")
        m = [[ring.mul(ring.constant(1 + (i == j)), ring.part(local, *sorted((i - n, j - n)))) for j in range(n)]
             for i in range(n)]
        while m:  # pivots of the elimination are quotients of leading minors
            pivot, *m = m
            need(ring.sign(pivot[0]) == {1}, "the Hessian is not seen to be positive definite")
            inverse = ring.call("inverse", "", 0, pivot[0])
            m = [[ring.add(x, ring.mul(ring.mul(row[0], inverse), y), -1)
                  for x, y in zip(row[1:], pivot[1:], strict=True)] for row in m]
        return None


class Matrix:
    """m = scale A with integer entries, and p = det(s - m)."""

    def __init__(self, data: Any, time: str) -> None:
        n = len(array(data, "matrix"))
        need(n <= ORDER, f"the order exceeds {ORDER}")
        self.entries = [[rational(x) for x in row] for row in rows(data, "the matrix", n)]
        self.time, self.scale = time, 1
        for x in (x for row in self.entries for x in row):
            self.scale = lcm(self.scale, x.denominator)
            need(self.scale.bit_length() <= BITS, "the common denominator is too long")
        self.m = [[int(x * self.scale) for x in row] for row in self.entries]
        self.bits = self.scale.bit_length() + max([0, *(x.bit_length() for row in self.m for x in row)])
        affordable(n, self.bits)
        self.p = characteristic(self.m)

    def count(self, p: list[int]) -> tuple[int, int, int, int]:
        return count(p, self.scale, self.time)

    def simple(self, p: list[int]) -> bool:
        """Every boundary root of p is simple."""
        return len(p) < 2 or self.count(with_derivative(p)[1])[1] == 0

    def divide(self, data: Any, what: str) -> list[int]:
        """A factor of p, read from a monic factor of det(s - A) in ascending order."""
        f, wrong = [rational(c) for c in array(data, what)], f"{what}: no monic factor of the characteristic polynomial"
        need(1 < len(f) <= len(self.p) and f[-1] == 1, wrong)
        scaled = [c * self.scale ** (len(f) - 1 - k) for k, c in enumerate(f)]
        need(all(c.denominator == 1 for c in scaled), wrong)
        divisor, rest = [int(c) for c in scaled], self.p[:]
        bound = 4 * max(c.bit_length() for c in rest) + 4 * len(rest)
        while len(rest) >= len(divisor):
            need(rest[-1].bit_length() <= bound, wrong)  # factors of p have coefficients below 2^n |p|
            shift = len(rest) - len(divisor)
            rest[shift:] = [x - rest[-1] * c for x, c in zip(rest[shift:], divisor, strict=True)]
            rest.pop()
        need(not any(rest), wrong)
        return divisor

    def check_annihilator(self, data: Any) -> None:
        mu, n = self.divide(data, "annihilator"), len(self.m)
        affordable(n, self.bits, len(mu))
        need(self.simple(mu), "the annihilator has a repeated root on the boundary")
        unit = [[int(i == j) for j in range(n)] for i in range(n)]
        need(not any(any(apply(mu, self.m, e)) for e in unit), "the annihilator does not annihilate the matrix")

    def check_block(self, factor: list[int], data: Any) -> None:
        """The polynomial of least degree which annihilates the vector is factor squared."""
        krylov = cleared([[rational(x) for x in array(data, "vector", len(self.m))]])
        affordable(len(self.m), self.bits + max(x.bit_length() for x in krylov[0]) // len(self.m))
        need(self.count(factor)[1] > 0, "factor has no root on the boundary")
        twice = apply(factor, self.m, apply(factor, self.m, krylov[0]))
        need(not any(twice), "factor squared does not annihilate the vector")
        while len(krylov) < 2 * (len(factor) - 1):
            krylov.append([dot(line, krylov[-1]) for line in self.m])
        need(independent(krylov), "a polynomial of lower degree may annihilate the vector")

    def check_tangent(self, data: Any, zero: int) -> None:
        """A basis of the eigenspace as large as the algebraic multiplicity: hence no Jordan block."""
        basis = [[rational(x) for x in row] for row in rows(data, "tangent", len(self.m), zero)]
        for row in basis:
            image = [sum(map(mul, line, row), ZERO) for line in self.entries]
            need(image == (row if self.time == "discrete" else [ZERO] * len(row)), "a tangent vector is no eigenvector")
        need(independent(cleared(basis)), "the tangent vectors are not independent")


def check_location(data: dict[str, Any], kind: str, time: str) -> str:
    matrix = Matrix(data["matrix"], time)
    keys = "inside boundary outside zero"
    claim = record(data["claim"], "the claim", f"{keys} semisimple factor tangent manifold")
    witness = record(data["witness"], "the witness", "annihilator vector")
    counts, semisimple = matrix.count(matrix.p), claim["semisimple"] is True
    _, boundary, outside, zero = counts
    need([natural(claim[key], key) for key in keys.split()] == list(counts), f"({keys}) is {counts}")
    expected = ("unstable" if outside else "jordan_block" if not semisimple else "imaginary_pairs" if boundary > zero
                else "semisimple_zero" if zero else "hurwitz" if time == "continuous" else "schur")
    need(kind == expected and type(claim["semisimple"]) is bool, f"these counts belong to the kind {expected}")
    need((claim["factor"] is None) == (semisimple and kind != "imaginary_pairs"), "factor belongs to pairs and blocks")
    need((witness["vector"] is None) == semisimple, "vector belongs to a boundary which is not semisimple")
    need((claim["tangent"] is None) == (kind != "semisimple_zero"), "tangent belongs to semisimple_zero")
    system = None if data["system"] is None else System(data["system"], time)
    if system is not None:
        pairs = zip(system.jacobian(), array(matrix.entries, "matrix", system.n), strict=True)
        wrong = [system.ring.add(x, system.ring.constant(a), -1) for row in pairs for x, a in zip(*row, strict=True)]
        need(all(map(system.ring.zero, wrong)), "the matrix is not the Jacobian of the field at the point")
    if claim["factor"] is not None:
        factor = matrix.divide(claim["factor"], "factor")
        need(not semisimple or matrix.count(factor)[1::2] == (boundary - zero, 0), "factor misses a pair")
        if not semisimple:
            matrix.check_block(factor, witness["vector"])
    if claim["tangent"] is not None:
        matrix.check_tangent(claim["tangent"], zero)
    if witness["annihilator"] is not None:
        need(semisimple, "an annihilator belongs to a semisimple boundary")
        matrix.check_annihilator(witness["annihilator"])
    proven = claim["tangent"] is not None or witness["annihilator"] is not None
    need(not semisimple or proven or matrix.simple(matrix.p), "a repeated boundary eigenvalue needs an annihilator")
    if claim["manifold"] is not None:
        check_manifold(system, claim["manifold"], zero if kind == "semisimple_zero" else 0)
    return f"eigenvalues ({keys}) {counts}, " + ("semisimple" if semisimple else "not semisimple")


def check_manifold(system: System | None, data: Any, dimension: int) -> None:
    """x = m(c) is at rest for all c, immersed, and passes through the point; its tangent lies in the eigenspace."""
    if system is None or system.point is None or dimension == 0:
        raise Refused("a manifold needs a semisimple zero and a system with a point")
    data = record(data, "manifold", "coordinates at program")
    ring, n = system.ring, system.n
    keys = names([*array(data["coordinates"], "coordinates", dimension), *ring.parameters])[:dimension]
    local = {key: {**ring.constant(rational(x)), ((i - n, 1),): ONE}
             for i, (key, x) in enumerate(zip(keys, array(data["at"], "at", dimension), strict=True))}
    here = ring.run(data["program"], {**ring.parameters, **local}, n, 1, near=True)
    need([ring.part(v) for v in here] == [ring.constant(x) for x in system.point], "the manifold misses the point")
    slopes = [[ring.part(v, i - n) for v in here] for i in range(dimension)]
    need(all(x.keys() <= {()} for row in slopes for x in row), "the manifold has no rational tangent")
    need(independent(cleared([[x.get((), ZERO) for x in row] for row in slopes])), "the manifold is not immersed")
    general = {key: ring.symbol("state", key) for key in keys}
    curve = ring.run(data["program"], {**ring.parameters, **general}, n, 0, near=False)
    need(system.at_rest(curve, system.field(curve)), "the manifold is not at rest")


def check_identity(data: dict[str, Any], kind: str, time: str) -> str:
    system = System(data["system"], time)
    claim = record(data["claim"], "the claim", "function minimum attracting")
    witness = record(data["witness"], "the witness", "squares isolated decrease derived attraction")
    program, minimum, attracting, ring = claim["function"], claim["minimum"], claim["attracting"], system.ring
    if system.point is not None:
        system.jacobian()  # at rest, and defined near the point
    else:
        system.somewhere(program)
    need(data["matrix"] is None and type(minimum) is type(attracting) is bool, "a matrix, or a claim that is no bool")
    value = system.value(program)
    decrease = ring.add(value if time == "discrete" else {}, system.follow(program), -1)
    need(not system.constant(program), "the function is a constant")
    if kind == "conserved_quantity":
        need(ring.zero(decrease), "the quantity is not conserved")
        need(witness["decrease"] is None and not attracting, "a conserved quantity does not decrease")
    else:
        need(minimum, "a Lyapunov function has a minimum")
        base = system.squares(witness["decrease"], decrease, "decrease")
    need(all((witness[key] is None) != attracting for key in ("attraction", "derived")), "attraction proves attracting")
    if minimum:
        system.minimum(program, witness["squares"], witness["isolated"])
    need(minimum or witness["squares"] is witness["isolated"] is None, "squares belong to a minimum")
    if attracting:
        for j, derived in rows(witness["derived"], "derived", 2):
            following = system.follow(base[natural(j, "a number", len(base))])
            need(ring.zero(ring.add(following, system.value(derived), -1)), "derived: another function follows")
            base.append(derived)
        system.isolate(witness["attraction"], base, "attraction")
    return f"minimum {minimum}, attracting {attracting}"


class Zeros:
    """The equilibria of a polynomial or rational field: common zeros of ``equations`` where no pole vanishes."""

    def __init__(self, system: System, simple: Any, components: Any, factors: Any) -> None:
        need(system.point is None, "a claim about all equilibria has no point")
        self.ring, self.n, motion = system.ring, system.n, system.motion(system.x, system.image)
        need({kind for kind, *_ in self.ring.symbols} <= {"state", "inverse"}, "the field is not rational over Q")
        self.ring.steps, self.new, self.unknowns = 2 * STEPS, len(self.ring.symbols), list(range(self.n))
        self.equations = [self.ring.numerator(p) for p in motion]
        self.poles = [self.ring.numerator(u) for kind, _, _, u in self.ring.symbols if kind == "inverse"]
        self.points = False
        self.i, self.w, *self.y = (self.ring.symbol("new", "") for _ in range(self.n + 2))
        self.simple = self.equations if simple is None else self.generators(*array(simple, "simple", 2))
        need(len(self.simple) == self.n, "simple equations are as many as the states")
        for h, rest in zip(array(components, "components"), array(factors, "components", len(components)), strict=True):
            q = self.generators(h, rest)  # real points off the component are where the square sum is not 0
            self.poles.append(q[0] if len(q) == 1 else self.less({}, ((self.ring.add({}, p, -1), p) for p in q)))

    def generators(self, functions: Any, factors: Any) -> list[Poly]:
        """Polynomials h with f_i = sum of b_ij h_j: their common zeros are zeros of the equations f."""
        h = [self.polynomial(p) for p in array(functions, "polynomials")]
        for f, row in zip(self.equations, rows(factors, "cofactors", len(h), self.n), strict=True):
            need(not self.less(f, zip(map(self.polynomial, row), h, strict=True)), "cofactors give other equations")
        return h

    def less(self, p: Poly, products: Iterable[tuple[Poly, Poly]]) -> Poly:
        return reduce(lambda total, ab: self.ring.add(total, self.ring.mul(*ab), -1), products, p)

    def polynomial(self, data: Any) -> Poly:
        total = Poly()
        for c, exponents in rows(data, "a polynomial", 2):
            powers = [natural(e, "an exponent") for e in array(exponents, "exponents", len(self.unknowns))]
            key = tuple((i, e) for i, e in zip(self.unknowns, powers, strict=True) if e)
            total[key] = total.get(key, ZERO) + rational(c)
        return {m: c for m, c in total.items() if c}

    def gaussian(self, x: Any) -> Poly:
        a, b = map(rational, array(x, "a complex number", 2) if type(x) is list else [x, "0"])
        return self.ring.add(self.ring.constant(a), self.ring.mul(self.ring.constant(b), self.i))

    def sizes(self, p: Poly) -> tuple[Fraction, Fraction]:
        """Bounds for |y| <= 1: of the constant term; of the other terms, and of the row sum of their derivatives."""
        parts = Poly()
        for m, c in p.items():
            e = dict(m).get(self.new, 0)  # i^2 = -1
            key = (*(x for x in m if x[0] != self.new), (self.new, e % 2))
            parts[key] = parts.get(key, ZERO) + c * (-1) ** (e // 2)
        degrees = [(sum(e for _, e in m[:-1]), abs(c)) for m, c in parts.items()]
        return sum((c for d, c in degrees if d == 0), ZERO), sum((d * c for d, c in degrees), ZERO)

    def member(self, place: Any, radius: Any, inverse: Any) -> Disc:
        """One zero, a simple one: y - inverse f(centre + radius y)/radius contracts |y| <= 1; or the centre itself."""
        ring, centre = self.ring, [self.gaussian(c) for c in array(place, "a centre", self.n)]
        radii = [rational(r) for r in array(radius, "a radius", self.n)]
        y = [ring.mul(ring.constant(r), v) for r, v in zip(radii, self.y, strict=True)]
        x = [ring.add(c, v) for c, v in zip(centre, y, strict=True)]
        values = [ring.put(p, x) for p in self.simple]
        if inverse is None:
            need(not any(radii) and not any(any(self.sizes(v)) for v in values), "a point is no zero")
            self.points = True
        matrix = [] if inverse is None else rows(inverse, "an inverse", self.n, self.n)
        for r, v, row in zip(radii, y, matrix, strict=inverse is not None):
            image = self.less(v, zip(map(self.gaussian, row), values, strict=True))
            need(sum(self.sizes(image)) < r, "Krawczyk's test fails in a box")
        for constant, rest in (self.sizes(ring.put(p, x)) for p in self.poles):
            need(constant > 2 * rest, "the field may be undefined in a box")  # |a| + |b| <= 2 |a + bi|
        return [(c.get((), ZERO), c.get(((self.new, 1),), ZERO), r) for c, r in zip(centre, radii, strict=True)]

    def bound(self, steps: Any) -> int:
        """Of the number of complex zeros: Bezout's, or the number of monomials which no leading monomial divides.

        A step [k, h, [[j, a], ...]] with h^k = sum of a f_j adds h to the f_j: it vanishes at every zero.
        """
        ring, polys = self.ring, list(self.equations)
        if steps is None:
            simple = self.simple is self.equations and not self.points
            need(simple and all(polys), "Bezout's bound needs equations with simple zeros")
            return prod(max(sum(e for _, e in m) for m in p) for p in polys)
        if self.poles:  # w times the product of the poles is 1
            self.unknowns.append(self.new + 1)
            polys.append(ring.add(reduce(ring.mul, self.poles, self.w), ring.constant(1), -1))
        for power, data, cofactors in rows(steps, "steps", 3):
            h = self.polynomial(data)
            products = ((self.polynomial(a), polys[natural(j, "a number", len(polys))])
                        for j, a in rows(cofactors, "cofactors", 2))
            need(natural(power, "a power", 64) > 0, "a power is positive")
            need(not self.less(reduce(ring.mul, [h] * power), products), "the identity of a step fails")
            polys.append(h)
        exponents = ([tuple(dict(m).get(i, 0) for i in self.unknowns) for m in p] for p in polys if p)
        leading = {max(p, key=lambda m: (sum(m), [-e for e in m[::-1]])) for p in exponents}
        level, standard = {(0,) * len(self.unknowns)}, 0
        while level:  # degree by degree
            ring.spend(len(level) * len(leading))
            level = {m for m in level if not any(all(map(le, lead, m)) for lead in leading)}
            standard += len(level)
            need(standard <= 1000, "the leading monomials leave too many others")
            level = {(*m[:k], e + 1, *m[k + 1:]) for m in level for k, e in enumerate(m)}
        return standard


def check_zeros(data: dict[str, Any], kind: str, time: str) -> str:
    claim = record(data["claim"], "the claim", "boxes components")
    witness = record(data["witness"], "the witness", "inverses complex simple components steps")
    system, components = System(data["system"], time), claim["components"]
    zeros = Zeros(system, witness["simple"], components, witness["components"])
    boxes, complete = rows(claim["boxes"], "boxes", 2), kind == "completeness"
    inverses = array(witness["inverses"], "inverses", len(boxes))
    zeros.ring.spend((len(boxes) + 2 * len(witness["complex"] or [])) ** 2)  # comparisons
    found = [zeros.member(c, r, inverse) for (c, r), inverse in zip(boxes, inverses, strict=True)]
    need(data["matrix"] is None and not any(b for box in found for _, b, _ in box), "a matrix, or a box off the reals")
    others = [witness[key] for key in ("complex", "simple", "steps")]
    need(complete or (boxes != [] and others == [None] * 3 and components == [] and not zeros.points),
         "isolation is of boxes, with inverses only")
    for c, r, inverse in rows(witness["complex"], "complex", 3) if complete else []:
        half = zeros.member(c, r, inverse)
        found += [half, [(a, -b, s) for a, b, s in half]]
    apart = all(any(max(abs(a - c), abs(b - d)) > r + s for (a, b, r), (c, d, s) in zip(p, q, strict=True))
                for p, q in combinations(found, 2))
    need(apart or not complete, "two boxes are not seen to be disjoint")
    need(not complete or len(found) == zeros.bound(witness["steps"]), f"{len(found)} complex zeros may not be all")
    rest = f", {len(components)} components, and no other real equilibrium" if complete else ""
    return f"{len(boxes)} boxes with one equilibrium each{rest}"


def examine(text: str) -> str:
    need(len(text) <= SIZE, f"longer than {SIZE} characters")
    data = json.loads(text, object_pairs_hook=_unique, parse_int=_number, parse_float=_number, parse_constant=_number)
    data = record(data, "the certificate", "format kind time note system matrix claim witness digest")
    signed = {key: value for key, value in data.items() if key != "digest"}
    canonical = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    need(data["digest"] == hashlib.sha256(canonical.encode("ascii")).hexdigest(), "the digest does not fit the content")
    kind, time = data["kind"], data["time"]
    need(data["format"] == "stability-certificate/1", "an unknown format")
    need(type(kind) is str and kind in LOCATION + IDENTITY + ZEROS, "an unknown kind")
    need(type(time) is str and time in ("continuous", "discrete"), "time must be continuous or discrete")
    need(type(data["note"]) is str and len(data["note"]) <= 2000, "note must be a text of at most 2000 characters")
    judge = check_location if kind in LOCATION else check_identity if kind in IDENTITY else check_zeros
    return f"{kind}, {time} time: {judge(data, kind, time)}"


def check(certificate: str | Mapping[str, Any]) -> Result:
    """Accepts or refuses a certificate, given as JSON text or as the object read from it.

    >>> check("{}").accepted
    False
    """
    try:
        text = certificate if isinstance(certificate, str) else json.dumps(certificate, allow_nan=False)
        return Result(True, examine(text))
    except Refused as refusal:
        return Result(False, str(refusal))
    except (TypeError, ValueError, RecursionError, MemoryError) as error:
        return Result(False, f"not a certificate, or not JSON ({type(error).__name__})")


def main(arguments: list[str]) -> int:
    try:
        [path] = arguments
        with open(path, "rb") as file:
            content = file.read(SIZE + 1)
    except (OSError, ValueError) as error:
        print(f"usage: checker.py CERTIFICATE.json ({type(error).__name__})", file=sys.stderr)
        return 2
    result = check(content.decode("utf-8", errors="surrogateescape"))
    print(f"{'accepted' if result.accepted else 'refused'}: {result.reason}")
    return 0 if result.accepted else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
