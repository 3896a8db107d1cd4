"""Factors beyond the limits of the libraries' own functions, and what is built on them."""

import random

from flint import Ordering, fmpz_mpoly_ctx
from sympy import Rational, expand, sqrt, symbols

from stability import System, Time, analyze, find_equilibria
from stability.algebra.factors import factor_pairs, factors

x, y, a = symbols("x y a", real=True)


def test_factors_beyond_64_bits_are_those_of_the_product() -> None:
    """Products with coefficients of up to 40 digits: the factors multiply to the polynomial, up to its content."""
    rng = random.Random(20)
    u, v = fmpz_mpoly_ctx.get(("x", "y"), Ordering.lex).gens()
    overflows = 0
    for _ in range(60):
        parts = [
            sum(rng.randrange(-(10**size), 10**size) * u ** rng.randrange(3) * v ** rng.randrange(3) for _ in range(4))
            for size in rng.sample(range(1, 40), 3)
        ]
        product = parts[0] * parts[1] * parts[2]
        if product == 0:
            continue
        try:
            product.factor()
        except OverflowError:
            overflows += 1
        rest = product
        for factor, multiplicity in factors(product):
            for _ in range(multiplicity):
                rest, remainder = divmod(rest, factor)
                assert remainder == 0
        assert rest.is_constant()
    assert overflows > 20


def test_equilibria_with_long_decimals() -> None:
    """(x - 1)(x - 1 - 10^-12) = 0, y = x: two points that differ in the twelfth digit."""
    end = 1 + Rational(1, 10**12)
    found = find_equilibria(System(Time.CONTINUOUS, (x, y), ((x - 1) * (x - end), y - x)))
    assert {p.point for p in found.points} == {((x, 1), (y, 1)), ((x, end), (y, end))}


def test_products_with_roots_have_factors() -> None:
    """What ``factor_list`` refuses is split into parts whose product is the expression."""
    for e in (sqrt(a**2 + 1), a * sqrt(a**2 + 1), -3 * (a - 1) ** 2 * (a**2 + 1) ** Rational(3, 2), sqrt(2) * a):
        product, pairs = factor_pairs(e)
        for factor, power in pairs:
            product *= factor**power
        assert expand(product - e) == 0


def test_a_root_of_a_parameter_in_the_jacobian_is_analysed() -> None:
    """x' = sqrt(a^2 + 1) x, y' = a y: the first eigenvalue is positive for every a."""
    found = analyze(System(Time.CONTINUOUS, (x, y), (sqrt(a**2 + 1) * x, a * y)), at={x: 0, y: 0})
    assert found.verdict.stability.name == "UNSTABLE"
