"""Polynomial systems over Q, exponential polynomials, and boxes: every count by two routes."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import mpmath
import pytest
from flint import arb, ctx, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Poly, Rational, cos, erf, exp, expand, groebner, log, sin, sqrt, symbols, tanh
from sympy.abc import x, y, z

from stability.algebra.systems import roots as roots_module
from stability.algebra.systems.balls import BallFunction, ball, power
from stability.algebra.systems.boxes import SquareSystem
from stability.algebra.systems.brackets import by_sign_changes, refined
from stability.algebra.systems.exponential import ExponentialZeros, _ring
from stability.algebra.systems.forms import canonical, guards, is_zero, quotient
from stability.algebra.systems.ideals import Algebra, ideal, ring
from stability.algebra.systems.mixed import divided
from stability.algebra.systems.pruning import branch_and_prune
from stability.algebra.systems.real import real_solutions
from stability.algebra.systems.roots import power_signature, real_roots, solve_zero_dimensional
from stability.algebra.systems.values import box, exact_values, same_point
from stability.errors import CannotSolve

CUBIC = (
    3 * x**3 - 9 * x**2 * y - 2 * x * y**2 + 6 * x + 3 * y**2 - 2 * y + 9,
    5 * x**2 - 9 * x * y**2 - 2 * x * y + y**3 + 4 * y + 8,
)


def test_canonical_forms_agree() -> None:
    """Differently written equal functions get one form."""
    assert canonical((x + y) ** 2 / (x + y)) == x + y
    assert is_zero(tanh(x) - (exp(x) - exp(-x)) / (exp(x) + exp(-x)))
    assert is_zero(exp(x + y) - exp(x) * exp(y))
    assert is_zero(sqrt(2) ** 2 - 2) and is_zero((sqrt(x) - 1) * (sqrt(x) + 1) - x + 1)
    assert not is_zero(exp(2 * x) - exp(x))


def test_factors_of_a_field() -> None:
    """psi f' appears as its factors; the denominator 1 + exp is kept apart."""
    form = quotient(x * exp(-x * y) / (1 + exp(-x * y)))
    assert [f.expr for f in form.factors] == [x]
    assert [f.expr for f in form.denominators] == [exp(x * y) + 1]


def test_guards_name_the_domain() -> None:
    """Logarithms, roots and denominators; a polynomial has none."""
    assert {str(g) for g in guards(log(x) + 1 / (y - 1))} == {"x > 0", "Ne(y - 1, 0)"}
    assert guards(x**2 + exp(y)) == set()


def test_explosive_powers_are_refused() -> None:
    """A huge exponent ends in CannotSolve, not in memory."""
    with pytest.raises(CannotSolve):
        quotient((x + y) ** 10_000)


def test_basis_against_sympy() -> None:
    """The Groebner basis has the leading monomials that SymPy finds."""
    from sympy import groebner

    gens = ring(("x", "y")).gens()
    ours = ideal([gens[0] ** 2 * gens[1] - 1, gens[0] * gens[1] ** 2 - gens[0]], ("x", "y"))
    theirs = groebner([x**2 * y - 1, x * y**2 - x], x, y, order="grevlex")
    assert sorted(ours.leading) == sorted(p.monoms(order="grevlex")[0] for p in theirs.polys)


@pytest.mark.parametrize(
    ("equations", "complex_", "real"),
    [
        (CUBIC, 9, 3),
        ((x**2 - 1, y**2 + x), 4, 2),
        ((x**2 * (x - 1), y**2 - x), 3, 3),
        ((x**3 - 2, y**2 - x), 6, 2),
        ((x**2 + 1, y - x), 2, 0),
    ],
)
def test_counts(equations: tuple[object, ...], complex_: int, real: int) -> None:
    """Distinct complex and real solutions, by the rank and the signature of the trace form."""
    from stability.algebra.systems.real import to_flint

    solved = solve_zero_dimensional(ideal([to_flint(e, (x, y)) for e in equations], ("x0", "x1")))
    assert (solved.complex, len(solved.points), solved.signature) == (complex_, real, real)


def test_a_form_that_does_not_separate_is_not_used() -> None:
    """For x^2 = y^2 = 1 no coordinate separates; the chosen form does."""
    gens = ring(("x0", "x1")).gens()
    solved = solve_zero_dimensional(ideal([gens[0] ** 2 - 1, gens[1] ** 2 - 1], ("x0", "x1")))
    assert solved.form not in ((1, 0), (0, 1)) and len(solved.points) == 4


def test_multiplicities_add_up() -> None:
    """x^2 (x-1) = 0, y^2 = x has 6 solutions: 4 at the origin and two simple ones."""
    gens = ring(("x0", "x1")).gens()
    solved = solve_zero_dimensional(ideal([gens[0] ** 2 * (gens[0] - 1), gens[1] ** 2 - gens[0]], ("x0", "x1")))
    assert sorted(p.multiplicity for p in solved.points) == [1, 1, 4] and solved.total == 6


def test_cubic_points_satisfy_the_equations() -> None:
    """The three points to 60 digits, substituted with mpmath, a route that shares nothing with the search."""
    from stability.algebra.systems.real import to_flint

    solved = solve_zero_dimensional(ideal([to_flint(e, (x, y)) for e in CUBIC], ("x0", "x1")))
    with mpmath.workdps(60):
        for point in solved.points:
            at = {s: mpmath.mpf(v.mid().str(70, radius=False)) for s, v in zip((x, y), point.ball(220), strict=True)}
            for e in CUBIC:
                value = sum(int(c) * at[x] ** m[0] * at[y] ** m[1] for m, c in Poly(e, x, y).terms())
                assert abs(value) < mpmath.mpf(10) ** -52  # 60 digits, lost to terms of size about 10^5


def test_exact_values_are_short_or_boxes() -> None:
    """Radicals for degree 2, one CRootOf for small degree, boxes for the rest."""
    found = real_solutions((x**2 - 2, y**2 - 3), (x, y)).points
    assert {tuple(v for _, v in p.values) for p in found} == {
        (a * sqrt(2), b * sqrt(3)) for a in (1, -1) for b in (1, -1)
    }
    root = real_solutions((x**5 - x - 1, y - x**2), (x, y)).points[0]
    assert root.exact and abs(dict(root.values)[y].evalf(30) - Rational(1362599, 10**6)) < Rational(1, 10**5)
    assert not real_solutions(CUBIC, (x, y)).points[0].exact


def test_boxes_hold_the_point() -> None:
    """The rational box of sqrt(2) contains it."""
    gens = ring(("x0",)).gens()
    low, high = box(solve_zero_dimensional(ideal([gens[0] ** 2 - 2], ("x0",))).points[1])[0]
    assert low**2 < 2 < high**2 and high - low < Rational(1, 2**60)


def test_same_point_is_decided_exactly() -> None:
    """The same root from two systems, and two different roots of one."""
    gens = ring(("x0", "x1")).gens()
    first = solve_zero_dimensional(ideal([gens[0] ** 2 - 2, gens[1] - 1], ("x0", "x1"))).points
    second = solve_zero_dimensional(ideal([gens[0] ** 4 - 4, gens[1] - 1], ("x0", "x1"))).points
    assert any(same_point(first[0], p) for p in second)
    assert not same_point(first[0], first[1])
    assert exact_values(first[0]) == (-sqrt(2), Integer(1))


@pytest.mark.parametrize(
    ("equations", "points", "dimensions"),
    [
        ((x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1)), {(0, 0)}, [1]),
        ((x**2 + y**2,), {(0, 0)}, []),
        ((x**2 + y**2 + 1,), set(), []),
        (((x * y - 1) ** 2 + x**2,), set(), []),
        ((x * y, x * (x - 1)), {(1, 0)}, [1]),
        ((x**2 * (x - 1) - y**2,), set(), [1]),
        (((x - y) ** 2,), set(), [1]),
    ],
)
def test_sets_of_positive_dimension(
    equations: tuple[object, ...], points: set[tuple[int, ...]], dimensions: list[int]
) -> None:
    """A component needs a smooth real point; without one the real points are singular ones."""
    found = real_solutions(equations, (x, y))
    assert not found.missing
    assert {tuple(v for _, v in p.values) for p in found.points} == points
    assert [c.dimension for c in found.components] == dimensions
    for part in found.components:
        at = dict(part.sample)
        assert all(expand(e.xreplace(at)) == 0 for e in equations)
        assert any(e.diff(s).xreplace(at) != 0 for e in part.equations for s in (x, y))


def test_isolated_point_of_a_curve_is_kept() -> None:
    """The origin is an isolated real point of y^2 = x^2 (x - 1)."""
    part = real_solutions((y**2 - x**2 * (x - 1),), (x, y)).components[0]
    assert [tuple(v for _, v in p.values) for p in part.singular] == [(0, 0)]


def test_denominators_are_excluded() -> None:
    """x (x - 1) = 0 away from x = 1; and the same with nothing left."""
    assert [tuple(v for _, v in p.values) for p in real_solutions((x * (x - 1),), (x,), nonzero=(x - 1,)).points] == [
        (0,)
    ]
    assert real_solutions((x - 1,), (x,), nonzero=(x - 1,)).points == []


def test_limits_end_in_cannot_solve() -> None:
    """More complex solutions than allowed are refused, not attempted."""
    gens = ring(("a", "b", "c")).gens()
    with pytest.raises(CannotSolve):
        Algebra(ideal([g**7 - 2 for g in gens], ("a", "b", "c")))


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_real_roots_of_products(roots: list[int]) -> None:
    """prod (x - r) over distinct r has exactly those real roots."""
    distinct = sorted(set(roots))
    p = fmpz_poly([1])
    for r in distinct:
        p = p * fmpz_poly([-r, 1])
    assert [root.contains(r) for root, r in zip(real_roots(p * fmpz_poly([1, 0, 1]), 64), distinct, strict=True)] == [
        True
    ] * len(distinct)


def product_of(values: list[Fraction], quadratics: list[int]) -> fmpz_poly:
    """The polynomial with these real roots, and with factors t^2 + k."""
    p = fmpz_poly([1])
    for v in values:
        p = p * fmpz_poly([-v.numerator, v.denominator])
    for k in quadratics:
        p = p * fmpz_poly([k, 0, 1])
    return p


@pytest.mark.parametrize("short", [0, 40, 512])
def test_signature_in_integers_and_in_balls(short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sturm's chain counts the real roots that were put in, whether it is exact to the end, in part, or in balls."""
    monkeypatch.setattr(roots_module, "SHORT_BITS", short)
    generator = random.Random(short)
    for _ in range(30):
        number = generator.randint(0, 12)
        values = {Fraction(generator.randint(-40, 40), generator.randint(1, 9)) for _ in range(number)}
        extra = generator.sample(range(1, 30), generator.randint(0, 6))
        p = product_of(sorted(values), extra)
        if p.degree() > 0:
            assert power_signature(p) == len(values)
    for gap, count in (([1, 0, 0, 0, 1], 0), ([-2, 0, 0, 0, 0, 0, 1], 2), ([-1, 0, 0, 5, 0, 0, 0, 0, 1], 2)):
        p = fmpz_poly(gap)  # degrees fall by more than one: balls cannot tell, integers do
        with ctx.workprec(128):
            assert power_signature(p) == sum(z.imag == 0 for z, _ in p.complex_roots()) == count


@pytest.mark.parametrize("spread", [1, 40, 4_000])
def test_brackets_hold_the_roots(spread: int) -> None:
    """Degree 30, roots on both sides of 1, some close to each other: as many balls, in order, each with its root."""
    generator = random.Random(spread)
    values = sorted({Fraction(generator.randint(-60, 60), 12) for _ in range(14)})
    values = sorted({*values, values[3] + Fraction(1, 50 + spread)})
    p = product_of(values, [1, 2, 3, 5, 7, 11, 13, 17])
    coefficients = tuple(int(c) for c in p.coeffs())
    found = by_sign_changes(coefficients, len(values), 64)
    if found is None:  # two roots within one step of the grid: refused, never miscounted
        assert spread == 4_000 and len(real_roots(p, 64)) == len(values)
        return
    for balls in (found, refined(coefficients, found, 300) or ()):
        assert len(balls) == len(values)
        with ctx.workprec(1000):
            assert all(b.contains(arb(v.numerator) / v.denominator) for b, v in zip(balls, values, strict=True))
    assert all(b.rel_accuracy_bits() > 250 for b, v in zip(balls, values, strict=True) if v != 0)


def test_brackets_of_a_wrong_number_are_refused() -> None:
    """The twin: one root fewer or more than there are gives no answer; so do balls around nothing."""
    coefficients = (-2, 0, 1)
    assert by_sign_changes(coefficients, 2, 64) is not None
    assert by_sign_changes(coefficients, 1, 64) is None and by_sign_changes(coefficients, 3, 64) is None
    with ctx.workprec(64):
        assert refined(coefficients, (arb(0, 0.5), arb(1.4, 0.1)), 80) is None



@pytest.mark.parametrize("text", range(12))
def test_exponential_zeros_against_a_scan(text: int) -> None:
    """The zeros of random polynomials in x and e^x against the sign changes of a fine scan by mpmath."""
    generator = random.Random(text)
    a, e = _ring().gens()
    poly = sum((generator.randint(-5, 5) * a**i * e**j for i, j in product(range(3), range(3))), 0 * a) + e**2 + a
    found = ExponentialZeros(Fraction(1)).zeros(poly)
    terms = [(int(m[0]), int(m[1]), int(c)) for m, c in poly.terms()]

    def value(t: object) -> object:
        return sum(c * t**i * mpmath.exp(j * t) for i, j, c in terms)

    grid = [mpmath.mpf(k) / 200 + mpmath.mpf(1) / 7919 for k in range(-6000, 2000)]
    signs = [mpmath.sign(value(t)) for t in grid]
    changes = [(grid[k], grid[k + 1]) for k in range(len(grid) - 1) if signs[k] != signs[k + 1]]
    inside = [z for z in found if grid[0] < float(z.lower) < grid[-1]]
    for low, high in changes:
        assert any(low <= float(z.upper) and float(z.lower) <= high for z in inside)
    for z_ in inside:  # a zero the scan misses must be one of even order or a close pair: the value is tiny there
        middle = mpmath.mpf(float(z_.lower + z_.upper)) / 2
        assert abs(value(middle)) < mpmath.mpf("1e-3") * sum(
            abs(c * middle**i * mpmath.exp(j * middle)) for i, j, c in terms
        )


def test_double_zero_of_an_exponential_polynomial() -> None:
    """e^x = 1 + x touches at 0 only; e^x = 1 + x + x^2/2 crosses there."""
    a, e = _ring().gens()
    assert [(z_.lower, z_.exact) for z_ in ExponentialZeros(Fraction(1)).zeros(e - 1 - a)] == [(0, True)]
    assert [(z_.lower, z_.exact) for z_ in ExponentialZeros(Fraction(1)).zeros(2 * e - 2 - 2 * a - a**2)] == [(0, True)]


def test_even_powers_of_balls() -> None:
    """The square of a ball around 0 is finite and not negative, unlike flint's ``**``."""
    square = power(ball(Rational(-1), Rational(2)), 2)
    assert square.is_finite() and square.contains(4) and not square < 0


@pytest.mark.parametrize(
    "e", [exp(x) - x, log(x + 3), erf(x) * cos(x), tanh(x) ** 3, sqrt(x + 4), 1 / (x + 5), sin(x) ** 2]
)
def test_enclosures_contain_samples(e: object) -> None:
    """The ball over [-1, 2] contains the values at points of it, computed by mpmath."""
    from sympy import lambdify

    enclosure = BallFunction([e], [x])((ball(Rational(-1), Rational(2)),))[0]
    function = lambdify(x, e, "mpmath")
    for k in range(-10, 21):
        assert enclosure.overlaps(arb(str(function(mpmath.mpf(k) / 10))) + arb(0, 1e-12))  # mpmath rounds at 1e-15


def test_abstract_functions_have_no_enclosure() -> None:
    """A jet is refused with a message."""
    from stability.algebra.jets import Jet

    with pytest.raises(CannotSolve, match="no enclosure"):
        BallFunction([Jet("f", 1, x)], [x])


def test_branch_and_prune_finds_all() -> None:
    """The planar cubic again, by a route without algebra: the same three points."""
    found = branch_and_prune(SquareSystem(CUBIC, (x, y)), [(Rational(-10), Rational(10))] * 2)
    assert len(found.zeros) == 3 and not found.undecided
    from stability.algebra.systems.real import to_flint

    solved = solve_zero_dimensional(ideal([to_flint(e, (x, y)) for e in CUBIC], ("x0", "x1")))
    for zero in found.zeros:
        fine = zero.refined(100)
        with ctx.workprec(200):
            assert any(all(a.overlaps(b) for a, b in zip(fine, p.ball(120), strict=True)) for p in solved.points)


def test_degenerate_zero_stays_undecided() -> None:
    """x^2 = 0 cannot be certified by Krawczyk's test: a small box is left, around 0."""
    found = branch_and_prune(SquareSystem([x**2, y], (x, y)), [(Rational(-1), Rational(2))] * 2)
    assert not found.zeros and found.undecided
    assert all(b[0].contains(0) or abs(b[0]) < arb(1e-6) for b in found.undecided)


def test_budget_of_boxes() -> None:
    """With too few boxes the rest is reported as undecided, never dropped."""
    found = branch_and_prune(SquareSystem(CUBIC, (x, y)), [(Rational(-10), Rational(10))] * 2, budget=5)
    assert found.undecided


def test_no_zero_in_the_box() -> None:
    """The twin: a box without a zero is excluded."""
    found = branch_and_prune(SquareSystem([exp(x) + 1 - y, y], (x, y)), [(Rational(-3), Rational(3))] * 2)
    assert not found.zeros and not found.undecided


def test_three_variables() -> None:
    """A sphere, a plane and a cone meet in points that sympy's numeric residual confirms."""
    found = real_solutions((x**2 + y**2 + z**2 - 6, x - y, z - x * y), (x, y, z))
    assert len(found.points) == 2
    for point in found.points:
        at = {s: v.evalf(40) for s, v in point.values}
        assert abs((x**2 + y**2 + z**2 - 6).subs(at)) < Rational(1, 10**30)
    assert symbols("x") is not None


def test_isolated_points_beside_a_curve_in_an_ideal_that_does_not_factor() -> None:
    """Two real points off the twisted cubic, checked by hand with t = (1 -+ sqrt 5)/2; no basis element factors."""
    a, b, c = y - x**2, z - x * y, x * z - y**2
    equations = (a + b, c * (x - 1) + b, a * (z + 1) - c)
    found = real_solutions(equations, (x, y, z))
    assert not found.missing
    golden = [(1 + s * sqrt(5)) / 2 for s in (-1, 1)]
    assert sorted(p.values[0][1] for p in found.points) == sorted(golden)
    for point in found.points:
        put = dict(point.values)
        assert all(e.subs(put).expand() == 0 for e in equations)
        assert any(e.subs(put).expand() != 0 for e in (a, b, c))
    [curve] = found.components
    assert curve.dimension == 1 and all(e.subs({y: x**2, z: x**3}).expand() == 0 for e in curve.equations)


@pytest.mark.parametrize("seed", range(4))
def test_a_point_joined_to_a_curve_without_real_points_is_no_curve(seed: int) -> None:
    """An isolated point with regular Jacobian is no smooth point of a curve in the same ideal."""
    w, rng = symbols("w"), random.Random(seed)
    p = [rng.randint(-1, 1) for _ in range(3)]
    curve, point = [x**2 + y**2 + 1, z - x * y], [v - q for v, q in zip((x, y, z), p, strict=True)]
    both = groebner([*(w * e for e in curve), *((1 - w) * e for e in point)], w, x, y, z, order="lex")
    shared = [e for e in both.exprs if not e.has(w)]
    found = real_solutions(tuple(shared), (x, y, z))
    assert found.components == [] and [tuple(v for _, v in q.values) for q in found.points] == [tuple(p)]


def test_ideals_of_one_dimension_are_left_whole_and_others_are_divided() -> None:
    """The twisted cubic has more generators than its codimension and no other part; with a point it has."""
    names = ("x0", "x1", "x2")
    u, v, t = ring(names).gens()
    cubic = [v - u**2, t - u * v, u * t - v**2]
    assert divided(ideal(cubic, names), 3) is None
    joined = ideal([cubic[0] + cubic[1], cubic[2] * (u - 1) + cubic[1], cubic[0] * (t + 1) - cubic[2]], names)
    parts = divided(joined, 3)
    assert parts is not None and sorted({part.dimension for part in parts}) == [0, 1]
    assert sorted(map(str, parts[0].basis)) == sorted(map(str, ideal(cubic, names).basis))
