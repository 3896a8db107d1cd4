"""Exact constants: balls, atoms and relations, proven zeros and signs, polynomials over them."""

from __future__ import annotations

import random
from itertools import pairwise

import mpmath
import pytest
import sympy
from flint import arb, ctx
from sympy import CRootOf, Rational, Symbol, cos, erf, erfc, exp, log, pi, root, sin, sqrt, tan, tanh

from stability.algebra import tower as tower_module
from stability.algebra.numbers import ball_of, real_constant, sharp_ball
from stability.algebra.remainders import ConstantPolynomials
from stability.algebra.tower import Tower
from stability.algebra.translate import Translator, prepare
from stability.errors import BadInput, CannotSolve

x = Symbol("x")
CONSTANTS = [
    Rational(-7, 3), sqrt(2), root(5, 3), sqrt(2 + sqrt(3)), CRootOf(x**5 - x - 1, 0), sympy.GoldenRatio, pi,
    sympy.EulerGamma, sympy.Catalan, exp(Rational(-1, 2)), exp(sqrt(2)), log(Rational(2, 3)), erf(Rational(1, 2)),
    erfc(2),
    sin(1), cos(pi / 7), sin(pi / 9), tan(1), tanh(Rational(1, 3)), sympy.atan(2), sympy.asinh(1), sympy.cosh(1),
    sympy.gamma(Rational(1, 3)), sympy.zeta(3), sympy.LambertW(1), sympy.erfi(1),
    2 ** sqrt(2), sqrt(pi), 1 / (1 + exp(1)), sqrt(1 + exp(1)), abs(sqrt(2) - 2), sympy.cot(2), pi**pi,
]  # fmt: skip


def ring_of(*values: object) -> tuple[Tower, list[tuple[object, object]]]:
    prepared = [prepare(sympy.S(v)) for v in values]
    translator = Translator()
    for value in prepared:
        translator.collect(value)
    ring = translator.tower()
    return ring, [translator.fraction(value) for value in prepared]


def sign_of(value: object) -> int:
    """The proven sign of a SymPy constant."""
    ring, [(top, bottom)] = ring_of(value)
    return ring.sign(top) * ring.sign(bottom)


@pytest.mark.parametrize("value", CONSTANTS, ids=str)
def test_balls_contain_the_number(value: object) -> None:
    """Directly, and after translation to the ring: both agree with mpmath's value through SymPy."""
    number = mpmath.mpf(str(sympy.N(value, 40)))
    with ctx.workprec(200):
        reference = arb(str(sympy.N(value, 40)), arb(10) ** -36 * (1 + abs(arb(str(number)))))
        assert sharp_ball(value, 200).overlaps(reference)
        assert sharp_ball(value, 200).rel_accuracy_bits() > 150
        ring, [(top, bottom)] = ring_of(value)
        assert (ring.ball(top, 200) / ring.ball(bottom, 200)).overlaps(reference)


@pytest.mark.parametrize(
    "zero",
    [
        sqrt(2) * sqrt(3) - sqrt(6),
        sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)),
        root(2, 4) ** 2 - sqrt(2),
        sqrt(6) * root(2, 3) / sqrt(3) - 2 ** Rational(5, 6),
        sqrt(10**40 + 39) / sqrt(10**40 + 39) - 1 + sqrt(Rational(8, 27)) - 2 * sqrt(6) / 9,
        root(7 + 5 * sqrt(2), 3) - 1 - sqrt(2),
        CRootOf(x**3 - 2, 0) - root(2, 3),
        cos(pi / 5) - (1 + sqrt(5)) / 4,
        cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7) - Rational(1, 2),
        exp(Rational(1, 2)) * exp(Rational(1, 3)) - exp(Rational(5, 6)),
        exp(1) * exp(-1) - 1,
        log(72) - 3 * log(2) - 2 * log(3),
        log(sqrt(2)) - log(2) / 2,
        erf(1) + erfc(1) - 1,
        sin(1) ** 2 + cos(1) ** 2 - 1,
        tanh(1) - (exp(1) - exp(-1)) / (exp(1) + exp(-1)),
        (1 + exp(1)) * (1 / (1 + exp(1))) - 1,
        sqrt(pi) ** 2 - pi,
        (sqrt(2) * sqrt(3) - sqrt(6)) * pi,
        sqrt(1 / pi) * sqrt(pi) - 1,
        tan(3 * pi / 11) + 4 * sin(2 * pi / 11) - sqrt(11),
        tan(pi / 7) * tan(2 * pi / 7) * tan(3 * pi / 7) - sqrt(7),
    ],
    ids=str,
)
def test_zero_is_proven_and_its_neighbour_is_not_zero(zero: object) -> None:
    """An unsimplified zero has sign 0; moved by 10^-50 it has the sign of the move."""
    hidden = sympy.Add(zero, Rational(0), evaluate=False) if zero != 0 else zero
    assert sign_of(hidden) == 0
    assert sign_of(zero + Rational(1, 10**50)) == 1 and sign_of(zero - Rational(1, 10**50)) == -1


def test_a_zero_divisor_is_no_obstacle() -> None:
    """sqrt(3 + 2 sqrt(2)) is 1 + sqrt(2): its relation is reducible, the ring has zero divisors, signs stay right."""
    ring, [(top, _)] = ring_of(sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2))
    assert top and ring.inverse(top) is None and ring.sign(top) == 0
    assert sign_of(sqrt(3 + 2 * sqrt(2)) + 1 + sqrt(2)) == 1


def test_unknown_relations_end_in_cannot_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machin's formula is not among the relations: refused with the precision reached, not guessed."""
    monkeypatch.setattr(tower_module, "MAX_PRECISION", 1024)
    with pytest.raises(CannotSolve, match="1024 bits"):
        sign_of(4 * sympy.atan(Rational(1, 5)) - sympy.atan(Rational(1, 239)) - pi / 4)


@pytest.mark.parametrize("value", [sqrt(-1), Symbol("a"), sympy.Float(1), sympy.oo, log(-1), sympy.besselj(0, 1)])
def test_what_is_no_exact_real_constant(value: object) -> None:
    """Complex, symbolic, float, infinite and unknown things are refused, and the place is named."""
    with pytest.raises(BadInput):
        real_constant(value, "row 0, column 0")


def test_ball_of_refuses_a_division_by_a_hidden_zero() -> None:
    """1 / (log(4) - 2 log(2)) cannot be enclosed at any precision."""
    hidden = sympy.Pow(sympy.Add(log(4), -2 * log(2), evaluate=False), -1, evaluate=False)
    with pytest.raises((CannotSolve, BadInput)):
        sharp_ball(hidden, 64)


def test_inverse_and_multiplication_matrix() -> None:
    """b b^-1 = 1, and the multiplication matrix of b has b among its eigenvalues."""
    ring, [(b, _)] = ring_of(1 + sqrt(2) + root(3, 3))
    inverse = ring.inverse(b)
    assert ring.multiply(b, inverse) == ring.constant(1)
    p, value = ring.multiplication_matrix(b).charpoly(), ring.ball(b, 200)
    assert sum((arb(c) * value**k for k, c in enumerate(p.coeffs())), arb(0)).contains(0)


def polynomial(ring: Tower, roots: list[object], values: dict[object, object]) -> list[object]:
    p = [ring.constant(1)]
    for value in roots:
        shifted = [ring.constant(0), *p]
        p = [a - ring.multiply(b, values[value]) for a, b in zip(shifted, [*p, ring.constant(0)], strict=True)]
    return p


@pytest.mark.parametrize("unit", [sqrt(2), root(3, 3), exp(Rational(-1, 2)), pi, sqrt(2) * exp(1)], ids=str)
def test_inertia_and_square_free_parts_over_constants(unit: object) -> None:
    """Products of (s - k u): counts, multiplicities and square-free factors are as constructed."""
    ring, [(u, _)] = ring_of(unit)
    tools, rng = ConstantPolynomials(ring), random.Random(2)
    for _ in range(12):
        chosen = [rng.randint(-2, 2) for _ in range(rng.randint(1, 5))]
        p = polynomial(ring, chosen, {k: u * k for k in chosen})
        found = tools.inertia(p)
        expected = (sum(k < 0 for k in chosen), chosen.count(0), sum(k > 0 for k in chosen))
        assert (found.left, found.axis, found.right) == expected and found.zero == chosen.count(0)
        parts = {m: len(f) - 1 for f, m in tools.square_free(p)}
        multiplicities = [chosen.count(k) for k in set(chosen)]
        assert parts == {m: multiplicities.count(m) for m in multiplicities}


def test_imaginary_pairs_over_constants() -> None:
    """(s^2 + u^2)^2 (s^2 - u^2) (s + 1): two double imaginary roots, one symmetric pair, one root on the left."""
    for unit in (sqrt(3), exp(1)):
        ring, [(u, _)] = ring_of(unit)
        one, zero, square = ring.constant(1), ring.constant(0), ring.multiply(u, u)
        p = [one]
        for factor in ([square, zero, one], [square, zero, one], [-square, zero, one], [one, one]):
            p = [
                sum((ring.multiply(p[i], factor[k - i]) for i in range(len(p)) if 0 <= k - i < len(factor)), zero)
                for k in range(len(p) + len(factor) - 1)
            ]
        found = ConstantPolynomials(ring).inertia(p)
        assert (found.left, found.axis, found.right, found.multiple, found.decided_by) == (2, 4, 1, True, "exact")


def test_signed_remainders_of_sturm() -> None:
    """The chain of a polynomial with simple known roots drops one degree at a time, and counts them."""
    ring, [(u, _)] = ring_of(sqrt(2))
    tools = ConstantPolynomials(ring)
    p = polynomial(ring, [-1, -2, -3], {k: u * k for k in (-1, -2, -3)})
    chain = tools.chain(p, tools.derivative(p))
    assert [len(m) for m in chain] == [4, 3, 2, 1] and all(len(a) > len(b) for a, b in pairwise(chain))
    assert tools.negative_roots(p) == (3, False)


def test_working_precision_is_restored() -> None:
    """Nothing leaves flint's global precision changed."""
    before = ctx.prec
    sharp_ball(sqrt(2), 500)
    sign_of(sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)))
    ball_of(pi)
    assert ctx.prec == before
