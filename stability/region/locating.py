"""The location of all eigenvalues of a matrix with parameters, once the signs are known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from stability.clock import Time
from stability.region.count import Coefficients, Counter, Counts, Oracle, moebius
from stability.region.ring import Problem
from stability.spectrum import Location

#: Powers of larger matrices, or with longer entries, are not formed to tell whether a multiple boundary eigenvalue is
#: semisimple: the answer is then None.
MAX_SIZE, MAX_LENGTH = 12, 400


def locate(problem: Problem, oracle: Oracle, time: Time) -> Location:
    """Counts factor by factor.  Raises what the oracle raises."""
    counter, parts = Counter(oracle), []
    for factor, multiplicity in problem.factors:
        p = _positive(factor, oracle)
        parts.append((p, multiplicity, counter.half_plane(p) if time is Time.CONTINUOUS else counter.disc(p)))
    inside, outside, zero, minus, pairs = (
        sum(m * getattr(c, name) for _, m, c in parts) for name in ("inside", "outside", "zero", "minus", "pairs")
    )
    boundary = zero + minus + pairs
    semisimple = _semisimple(problem, counter, time, parts, zero, minus) if boundary else True
    return Location(inside, boundary, outside, semisimple, zero, "exact", problem.degree)


def outside_somewhere(problem: Problem, oracle: Oracle, time: Time) -> bool:
    """Whether an eigenvalue is proven outside because a coefficient has the wrong sign (by rules, without a question).

    A polynomial with positive leading coefficient and all roots in Re <= 0 has no negative coefficient.
    """
    for factor, _ in problem.factors:
        p = list(factor) if time is Time.CONTINUOUS else moebius(factor)
        lead = oracle.hint(p[-1])
        if len(lead) == 1 and 0 not in lead and any(oracle.hint(c * next(iter(lead))) == {-1} for c in p[:-1]):
            return True
    return False


def _positive(factor: Sequence[Any], oracle: Oracle) -> Coefficients:
    """Times the sign of its leading coefficient, or times that coefficient (which vanishes at poles only)."""
    signs = oracle.hint(factor[-1])
    if len(signs) == 1:
        return [c * next(iter(signs)) for c in factor]
    return [c * factor[-1] for c in factor]


def _semisimple(
    problem: Problem, counter: Counter, time: Time, parts: list[tuple[Coefficients, int, Counts]], zero: int, minus: int
) -> bool | None:
    """Whether every boundary eigenvalue is semisimple; None when it is not known."""
    moving = [(p, m, c) for p, m, c in parts if c.pairs]
    repeated = any(m > 1 for _, m, _ in moving)
    entangled = any(c.multiple for _, _, c in moving) or any(
        _meet(counter, p, q, time) for (p, _, _), (q, _, _) in combinations(moving, 2)
    )
    if zero <= 1 and minus <= 1 and not repeated and not entangled:
        return True
    if not problem.entries:
        return None
    if problem.normal:
        return True
    answers = [_regular_power(problem, counter, value, k) for value, k in _real(time, zero, minus) if k > 1]
    if entangled:
        answers.append(None)
    elif repeated:
        answers.append(_annihilates(problem, counter, parts))
    if False in answers:
        return False
    return None if None in answers else True


def _real(time: Time, zero: int, minus: int) -> tuple[tuple[int, int], ...]:
    return ((0, zero),) if time is Time.CONTINUOUS else ((1, zero), (-1, minus))


def _meet(counter: Counter, p: Coefficients, q: Coefficients, time: Time) -> bool:
    """Whether two factors share an imaginary pair (a pair on the circle)."""
    if time is Time.DISCRETE:
        p, q = counter.trim(moebius(p)), counter.trim(moebius(q))
    if len(p) < len(q):
        p, q = q, p
    common = counter.chain(p, q)[-1]
    return len(common) > 1 and counter.half_plane(common).pairs > 0


def _product(polynomials: list[Coefficients], one: Any) -> Coefficients:
    result = [one]
    for p in polynomials:
        longer = [one * 0] * (len(result) + len(p) - 1)
        for i, a in enumerate(result):
            for j, b in enumerate(p):
                longer[i + j] += a * b
        result = longer
    return result


def _regular_power(problem: Problem, counter: Counter, value: int, k: int) -> bool | None:
    """Semisimple iff (A - v) q(A) = 0, where the characteristic polynomial is (s - v)^k q(s)."""
    one = problem.ring.constant(1)
    whole = _product([list(f) for f, m in problem.factors for _ in range(m)], one)
    for _ in range(k):  # division by s - v; the remainder vanishes
        quotient = [one * 0] * (len(whole) - 1)
        carry = one * 0
        for place in range(len(whole) - 1, 0, -1):
            carry = whole[place] + carry * value
            quotient[place - 1] = carry
        whole = quotient
    return _vanishes(problem, counter, _product([whole, [one * -value, one]], one))


def _annihilates(problem: Problem, counter: Counter, parts: list[Any]) -> bool | None:
    """Semisimple iff the factors with boundary pairs, each once, and the other factors together annihilate A."""
    factors = [p for p, m, c in parts for _ in range(1 if c.pairs else m)]
    return _vanishes(problem, counter, _product(factors, problem.ring.constant(1)))


def _vanishes(problem: Problem, counter: Counter, p: Coefficients) -> bool | None:
    """Whether p(A) = 0; with A = N/d, d^deg p(A) by Horner's rule."""
    ring, oracle = problem.ring, counter.oracle
    n = problem.degree
    if n > MAX_SIZE:
        return None
    d = ring.constant(1)
    for _, bottom in problem.entries:
        d = d * (bottom // d.gcd(bottom))
    a = [[top * (d // bottom) for top, bottom in problem.entries[i * n : i * n + n]] for i in range(n)]
    power, total = ring.constant(1), [[ring.constant(0)] * n for _ in range(n)]
    for c in reversed(p):
        total = [
            [ring.reduce(sum((x * a[k][j] for k, x in enumerate(row) if x), ring.constant(0))) for j in range(n)]
            for row in total
        ]
        for i in range(n):
            total[i][i] = ring.reduce(total[i][i] + c * power)
        power = ring.reduce(power * d)
        if max(len(x) for row in total for x in row) > MAX_LENGTH:
            return None
    open_entries = sorted({str(x): x for row in total for x in row if x}.values(), key=len)
    if any(0 not in oracle.hint(x) for x in open_entries):
        return False
    return all(oracle.sign(x) == 0 for x in open_entries)
