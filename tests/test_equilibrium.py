"""find_equilibria: every equilibrium, or what is missing; the named systems of the literature."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import mpmath
import pytest
from sympy import (
    Abs,
    Function,
    Integer,
    Matrix,
    Max,
    Min,
    Rational,
    Symbol,
    cos,
    erf,
    exp,
    log,
    sin,
    sqrt,
    symbols,
    tanh,
)

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.clock import Time
from stability.equilibrium import Completeness, EquilibriumSet, find_equilibria, given_equilibrium, near_equilibrium
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.rigor import Rigor
from stability.system import System

theta, psi, x, y = symbols("theta psi x y", real=True)
a, b, c, d = symbols("a b c d", real=True)
gamma, h, eta_g, eta_d = symbols("gamma h eta_g eta_d", positive=True)
SLOPE = Jet("f", 1, theta * psi)
NOWHERE_ZERO = Fact("f", order=1, at=None, sign="nonzero")
LOGISTIC = 1 / (1 + exp(theta * psi))
CUBIC = (
    3 * x**3 - 9 * x**2 * y - 2 * x * y**2 + 6 * x + 3 * y**2 - 2 * y + 9,
    5 * x**2 - 9 * x * y**2 - 2 * x * y + y**3 + 4 * y + 8,
)


def find(state: Any, field: Any, *assumptions: Any, **options: Any) -> EquilibriumSet:
    """The equilibria of the flow with this field."""
    return find_equilibria(System(Time.CONTINUOUS, state, field, assumptions=assumptions), **options)


def values(found: EquilibriumSet) -> set[tuple[Any, ...]]:
    """The points as tuples of values."""
    return {tuple(v for _, v in p.point) for p in found.points}


def complete(found: EquilibriumSet) -> bool:
    """Whether completeness was proven on all of R^n."""
    return found.completeness is Completeness.PROVEN_COMPLETE


# The Dirac-GAN and its relatives (Mescheder et al. 2018).


def test_dirac_gan_with_abstract_objective() -> None:
    """f' nowhere zero: the origin is the only equilibrium, for every f."""
    found = find((theta, psi), (-psi * SLOPE, theta * SLOPE), NOWHERE_ZERO)
    assert values(found) == {(0, 0)} and not found.components and complete(found)
    assert any("f'(psi*theta) never vanishes (f'(t) != 0 for every t)" in step for step in found.argument)


def test_without_the_fact_nothing_is_claimed() -> None:
    """The dropped hypothesis shows as a possible component, and the reason names the missing fact."""
    found = find((theta, psi), (-psi * SLOPE, theta * SLOPE))
    assert values(found) == {(0, 0)}
    assert found.completeness is Completeness.NOT_PROVEN and "Fact('f', order=1, at=None" in found.reason
    assert [e for component in found.components for e in component.equations] == [SLOPE]


def test_a_fact_at_one_point_is_not_enough() -> None:
    """f'(0) != 0 does not exclude equilibria away from the origin."""
    assert (
        find((theta, psi), (-psi * SLOPE, theta * SLOPE), Fact("f", order=1, at=0)).completeness
        is Completeness.NOT_PROVEN
    )


@pytest.mark.parametrize(
    "slope", [Integer(1), LOGISTIC, exp(-theta * psi), 1 + (theta * psi) ** 2], ids=["wgan", "logistic", "exp", "cubic"]
)
def test_dirac_gan_with_given_objective(slope: Any) -> None:
    """Given objectives whose derivative has no zero."""
    found = find((theta, psi), (-psi * slope, theta * slope))
    assert values(found) == {(0, 0)} and not found.components and complete(found)


@pytest.mark.parametrize("strength", [gamma, Rational(3, 10)])
@pytest.mark.parametrize(("slope", "facts"), [(SLOPE, (NOWHERE_ZERO,)), (LOGISTIC, ())], ids=["abstract", "logistic"])
def test_gradient_penalty_keeps_the_equilibrium(strength: Any, slope: Any, facts: tuple[Any, ...]) -> None:
    """R1 adds no equilibrium."""
    found = find((theta, psi), (-psi * slope, theta * slope - strength * psi), *facts)
    assert values(found) == {(0, 0)} and complete(found)


def test_least_squares_has_a_hyperbola() -> None:
    """f(t) = -(1-t)^2: the origin and theta psi = 1, with a smooth sample, a parametrization and its tangent."""
    slope = 2 * (1 - theta * psi)
    found = find((theta, psi), (-psi * slope, theta * slope))
    assert values(found) == {(0, 0)} and complete(found)
    (hyperbola,) = found.components
    assert hyperbola.equations == (psi * theta - 1,) and hyperbola.dimension == 1
    sample = dict(hyperbola.sample or ())
    assert sample[theta] * sample[psi] == 1
    assert (Matrix([[sample[psi], sample[theta]]]) * hyperbola.tangent()).is_zero_matrix
    curve = hyperbola.as_dict()
    assert curve is not None and (curve[theta] * curve[psi]) == 1
    assert hyperbola.contains({theta: 2, psi: Rational(1, 2)}) and not hyperbola.contains({theta: 1, psi: 2})


def test_least_squares_kernel_is_the_tangent() -> None:
    """Along the hyperbola the kernel of the Jacobian is the tangent space: the zero eigenvalue is explained."""
    slope = 2 * (1 - theta * psi)
    field = Matrix([-psi * slope, theta * slope])
    (hyperbola,) = find((theta, psi), tuple(field)).components
    jacobian = field.jacobian([theta, psi]).subs(dict(hyperbola.sample or ()))
    assert hyperbola.explains(jacobian)
    assert not hyperbola.explains(Matrix.zeros(2))


def test_hinge_region() -> None:
    """f(t) = min(0, t-1) fills a region: a component of full dimension with its inequality."""
    f_prime = (1 - Max(-1, Min(1, 1000 * (theta * psi - 1)))) / 2
    found = find((theta, psi), (-psi * f_prime, theta * f_prime))
    region = max(found.components, key=lambda part: part.dimension)
    assert region.dimension == 2 and region.conditions and region.contains({theta: 2, psi: 1})
    assert not region.contains({theta: 0, psi: 1})


def test_two_time_scales() -> None:
    """Positive learning rates change nothing."""
    found = find((theta, psi), (-eta_g * psi * SLOPE, eta_d * theta * SLOPE), NOWHERE_ZERO)
    assert values(found) == {(0, 0)} and complete(found)


# Maps.


def test_simultaneous_descent_has_the_same_rest_points() -> None:
    """x + h v(x) = x exactly where v = 0."""
    system = System(
        Time.DISCRETE, (theta, psi), (theta - h * psi * SLOPE, psi + h * theta * SLOPE), assumptions=[NOWHERE_ZERO]
    )
    found = find_equilibria(system)
    assert values(found) == {(0, 0)} and complete(found)


def stages(n_g: int, n_d: int, decay: Any = 0) -> System:
    """Alternating descent on the Dirac-GAN, with weight decay on the discriminator."""
    first, second = (theta - h * psi * SLOPE, psi), (theta, psi + h * theta * SLOPE - h * decay * psi)
    return System(Time.DISCRETE, (theta, psi), stages=[first] * n_g + [second] * n_d, assumptions=[NOWHERE_ZERO])


@pytest.mark.parametrize("times", [(1, 1), (1, 5), (3, 2)])
def test_alternating_descent_without_hidden_cycles(times: tuple[int, int]) -> None:
    """Each player moves in one direction only, so that it cannot return within its run of steps."""
    found = find_equilibria(stages(*times))
    assert values(found) == {(0, 0)} and complete(found)


def test_a_possible_cycle_inside_an_update_is_named() -> None:
    """With decay, psi could move and return in five steps: that is said, not hidden."""
    assert complete(find_equilibria(stages(1, 1, gamma)))
    found = find_equilibria(stages(1, 5, gamma))
    assert found.completeness is Completeness.NOT_PROVEN and "cycle of psi inside one update" in found.reason


def test_such_cycles_exist() -> None:
    """The twin that shows the reservation is needed: x+ = -x twice is the identity, with one common rest point."""
    system = System(Time.DISCRETE, [x], stages=[(-x,), (-x,)])
    found = find_equilibria(system)
    assert values(found) == {(0,)} and not complete(found)
    assert tuple(system.rhs) == (x,)


def test_stages_that_share_variables_may_cancel() -> None:
    """x+ = x + 1, then x+ = x - 1."""
    found = find_equilibria(System(Time.DISCRETE, [x], stages=[(x + 1,), (x - 1,)]))
    assert not found.points and not complete(found) and "cancel" in found.reason


# Bilinear games and manifolds.


@pytest.mark.parametrize(("matrix", "dimension"), [([[1, 2], [3, 4]], 0), ([[1, 2], [2, 4]], 2), ([[0, 0], [0, 0]], 4)])
def test_bilinear_vector_games(matrix: list[list[int]], dimension: int) -> None:
    """v = (-A psi, A^T theta): the equilibria are ker A^T x ker A."""
    m = Matrix(matrix)
    field = (*(-m * Matrix([c, d])), *(m.T * Matrix([a, b])))
    found = find((a, b, c, d), field)
    assert complete(found)
    if dimension == 0:
        assert values(found) == {(0, 0, 0, 0)} and not found.components
        return
    (kernel,) = found.components
    assert kernel.dimension == dimension and not found.points
    jacobian = Matrix(field).jacobian([a, b, c, d])
    assert (jacobian * kernel.tangent()).is_zero_matrix and kernel.explains(jacobian)


def test_overparametrized_generator() -> None:
    """R18 Toy A: {theta1 theta2 = 1, psi1 + psi2 = 0} has dimension 2; the logistic game has one more line."""
    p1, p2, t1, t2 = symbols("psi1 psi2 theta1 theta2", real=True)
    value = -log(1 + exp(-(p1 + p2) * (t1 * t2 - 1)))
    penalty = (p1 + p2) ** 2 / 2
    found = find(
        (t1, t2, p1, p2), (-value.diff(t1), -value.diff(t2), (value - penalty).diff(p1), (value - penalty).diff(p2))
    )
    assert complete(found) and not found.points
    manifold = max(found.components, key=lambda part: part.dimension)
    assert manifold.dimension == 2 and manifold.contains({t1: 2, t2: Rational(1, 2), p1: 1, p2: -1})
    (line,) = (part for part in found.components if part.dimension == 1)
    box = dict(line.sample_box or ())
    s = mpmath.findroot(lambda t: 1 / (1 + mpmath.exp(-t)) + t, -0.4)
    total = float(sum((low + high) / 2 for low, high in (box[p1], box[p2])))
    assert abs(total - float(s)) < 1e-12  # both to more than 15 digits; the sum of psi is what the equation fixes


def test_bias_is_neutral_in_the_wgan() -> None:
    """R18 Toy B: f(t) = t leaves every bias an equilibrium; the logistic game has one, by strict concavity too."""

    def field(value: Any) -> tuple[Any, ...]:
        return (-value.diff(theta), value.diff(psi) - gamma * psi, value.diff(b))

    wgan = find((theta, psi, b), field(psi * theta + b - b))
    assert complete(wgan) and [part.dimension for part in wgan.components] == [1]
    logistic = find((theta, psi, b), field(-log(1 + exp(-psi * theta - b)) - log(1 + exp(b))))
    assert complete(logistic) and values(logistic) == {(0, 0, 0)}
    abstract = field(Jet("f", 0, psi * theta + b) + Jet("f", 0, -b))
    facts = (Fact("f", order=1, at=None, sign="positive"), Fact("f", order=2, at=None, sign="negative"))
    concave = find((theta, psi, b), abstract, *facts)
    assert complete(concave) and values(concave) == {(0, 0, 0)}
    assert not complete(find((theta, psi, b), abstract, facts[0]))


def test_degenerate_discriminator() -> None:
    """R18 Toy C, D = psi x^2: every psi at theta = 0."""
    slope = Jet("f", 1, psi * theta**2)
    found = find(
        (theta, psi), (-2 * psi * theta * slope, theta**2 * slope), Fact("f", order=1, at=None, sign="positive")
    )
    assert complete(found) and [part.equations for part in found.components] == [(theta,)]


def test_uniform_example_has_both_mirror_points() -> None:
    """D = w x^2, G = a z (WGAN): (0, 1) and its mirror image (0, -1)."""
    found = find((b, a), ((1 - a**2) / 3, 2 * a * b / 3))
    assert complete(found) and values(found) == {(0, 1), (0, -1)}


def test_overparametrized_uniform_example() -> None:
    """G = a c z: {w = 0, (ac)^2 = 1}, two branches with tangents in the kernel."""
    field = ((1 - (a * c) ** 2) / 3, 2 * a * c**2 * b / 3, 2 * a**2 * c * b / 3)
    found = find((b, a, c), field)
    assert complete(found) and sorted(str(part.equations) for part in found.components) == [
        "(b, a*c + 1)",
        "(b, a*c - 1)",
    ]
    for part in found.components:
        assert part.explains(Matrix(field).jacobian([b, a, c]).subs(dict(part.sample or ())))


@pytest.mark.parametrize(("mean", "deviation"), [(0, 1), (2, 1), (1, 2)])
def test_linear_quadratic_gan(mean: int, deviation: int) -> None:
    """D = w2 x^2 + w1 x, G = a z + b (WGAN): w = 0, (a, b) = (+-sigma, mu)."""
    w2, w1 = symbols("w2 w1", real=True)
    field = (mean**2 + deviation**2 - a**2 - b**2, mean - b, 2 * a * w2, w1 + 2 * b * w2)
    found = find((w2, w1, a, b), field)
    assert complete(found) and values(found) == {(0, 0, s * deviation, mean) for s in (1, -1)}


def test_interval_discriminator() -> None:
    """One Gaussian, one interval: mu = 0 with r = -l, the empty interval l = r, and the spurious l = r = mu/2."""
    left, right, mu = symbols("l r mu", real=True)

    def phi(t: Any) -> Any:
        return exp(-(t**2) / 2) / sqrt(2)

    found = find(
        (left, right, mu), (phi(left - mu) - phi(left), phi(right) - phi(right - mu), phi(left - mu) - phi(right - mu))
    )
    assert complete(found) and not found.points
    assert all(part.dimension == 1 for part in found.components) and len(found.components) == 3
    for point, number in (((-1, 1, 0), 1), ((2, 2, 0), 1), ((1, 1, 2), 1), ((1, 2, 1), 0)):
        at = dict(zip((left, right, mu), map(Integer, point), strict=True))
        assert sum(part.contains(at) for part in found.components) == number


def test_one_sided_interval_has_no_equilibrium() -> None:
    """D = 1 on (-inf, r]: mu' = -phi(r - mu) < 0; a proven statement, not an empty list."""
    right, mu = symbols("r mu", real=True)
    found = find((right, mu), (exp(-(right**2) / 2) - exp(-((right - mu) ** 2) / 2), -exp(-((right - mu) ** 2) / 2)))
    assert complete(found) and not found.points and "no real equilibrium" in found.reason


def test_kernel_gan_discriminator_is_not_zero() -> None:
    """One generated point of mass 1/2 on a true one of mass 2/5: f* = (p-q)/lambda, not 0."""
    t0, t1, location = symbols("t0 t1 x", real=True)
    p, q, lam = Rational(2, 5), Rational(1, 2), Rational(1, 5)
    feature = exp(-(location**2) / 2)
    field = (
        -lam * t0 + p - q * feature,
        -lam * t1 - q * feature * location,
        q * ((t0 + t1 * location) * feature).diff(location),
    )
    found = find((t0, t1, location), field, box={t0: (-2, 2), t1: (-2, 2), location: (-1, 1)})
    assert ((p - q) / lam, 0, 0) in values(found)
    assert found.completeness in (Completeness.COMPLETE_IN_BOX, Completeness.PROVEN_COMPLETE)


# Polynomial systems on which solvers go wrong.


def test_planar_cubic_has_three_points() -> None:
    """sympy.solve returns none of them; the boxes are certified and agree with a second route, Newton in mpmath."""
    found = find((x, y), CUBIC)
    assert complete(found) and len(found.points) == 3
    for point in found.points:
        at = point.as_dict()
        start = [mpmath.mpf(str(at[s].evalf(15))) for s in (x, y)]
        root = mpmath.findroot([lambda u, v, e=e: e.subs({x: u, y: v}) for e in CUBIC], start)
        for s, reached in zip((x, y), root, strict=True):
            assert abs(reached - mpmath.mpf(str(at[s].evalf(20)))) < 1e-12
            low, high = dict(point.box or ())[s]
            assert high - low < Rational(1, 10**15)


def test_origin_and_circle() -> None:
    """nonlinsolve loses the origin of x(r^2-1), y(r^2-1)."""
    found = find((x, y), (x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1)))
    assert complete(found) and values(found) == {(0, 0)}
    assert [part.equations for part in found.components] == [(x**2 + y**2 - 1,)]


def test_only_one_real_root_extends() -> None:
    """x^2 = 1, y^2 = -x: x = 1 has no real y."""
    assert values(find((x, y), (x**2 - 1, y**2 + x))) == {(-1, 1), (-1, -1)}


def test_sum_of_squares_is_one_point() -> None:
    """x^2 + y^2 = 0 is no curve."""
    found = find((x, y), (x**2 + y**2, Integer(0)))
    assert complete(found) and values(found) == {(0, 0)} and not found.components


def test_no_real_equilibrium_is_a_statement() -> None:
    """x^2 + 1 = 0."""
    found = find((x, y), (x**2 + 1, y))
    assert complete(found) and not found.points and "no real equilibrium" in found.reason


def test_rational_fields_exclude_poles() -> None:
    """(x^2 - 1)/(x - 1) vanishes at -1 only; a factor cancelled by SymPy is not an equilibrium to worry about."""
    assert values(find((x, y), ((x**2 - 1) / (x - 1), y))) == {(-1, 0)}
    found = find((x, y), (x * (y - 2) / (x - y), y**2 - 4))
    assert values(found) == {(0, -2)}  # (0, 2) lies on the line y = 2, all of which is at rest but for (2, 2)
    assert [c.equations for c in found.components] == [(y - 2,)]
    assert not found.components[0].contains({x: Integer(2), y: Integer(2)})


def test_multiplicity_is_reported() -> None:
    """x^2 = 0, y^3 = x is one point of multiplicity 6, x^2 = y, y = x^3 has a double one."""
    found = find((x, y), (x**2, y**3 - x))
    assert [p.multiplicity for p in found.points] == [6] and "singular" in found.counts
    found = find((x, y), (x**2 - y, y - x**3))
    assert {tuple(p.as_dict().values()): p.multiplicity for p in found.points} == {(0, 0): 2, (1, 1): 1}


# Parameters: a case tree.


def test_linear_coefficient_zero_apart() -> None:
    """a x = 0: x = 0, and every x when a = 0."""
    found = find([x], [a * x])
    assert complete(found) and values(found) == {(0,)}
    assert [str(part) for part in found.components] == ["{} of dimension 1 where a = 0"]


def test_pitchfork_cases() -> None:
    """a x - x^3: x = 0 always, and +-sqrt(a) for a > 0."""
    found = find([x], [a * x - x**3])
    assert complete(found)
    assert {(tuple(v for _, v in p.point), tuple(map(str, p.conditions))) for p in found.points} == {
        ((0,), ()),
        ((sqrt(a),), ("a > 0",)),
        ((-sqrt(a),), ("a > 0",)),
    }


def test_quadratic_cases() -> None:
    """a x^2 + x - 1: the linear case, two points, and the fold."""
    shown = sorted(str(p) for p in find([x], [a * x**2 + x - 1]).points)
    assert shown == [
        "x = (-sqrt(4*a + 1) - 1)/(2*a) where a != 0, 4*a + 1 > 0",
        "x = (sqrt(4*a + 1) - 1)/(2*a) where a != 0, 4*a + 1 > 0",
        "x = 1 where a = 0",
        "x = 2 where a = -1/4",
    ]


def test_a_circle_of_parametric_radius() -> None:
    """x^2 + y^2 = gamma is a curve for gamma > 0; for a of unknown sign that is not claimed."""
    assert complete(find((x, y), (x**2 + y**2 - gamma, Integer(0))))
    assert not complete(find((x, y), (x**2 + y**2 - a, Integer(0))))


def test_assumptions_prune_cases() -> None:
    """a < 0 leaves the origin of the pitchfork alone."""
    assert values(find([x], [a * x - x**3], a < 0)) == {(0,)}


def test_unsolved_parametric_case_is_admitted() -> None:
    """A quintic with a parameter is neither solved nor dropped."""
    found = find([x], [x**5 - x + a])
    assert found.completeness is Completeness.NOT_PROVEN and "a would need numbers" in found.reason


# Transcendental fields.


def test_exponential_equation_is_solved_completely() -> None:
    """exp(x) = 2 + x has two solutions, by Rolle's theorem, without a box."""
    found = find((x, y), (exp(x) - 2 - x, y - x))
    assert complete(found) and len(found.points) == 2
    for point, branch in zip(sorted(found.points, key=lambda p: p.point[0][1]), (0, -1), strict=True):
        exact = -2 - mpmath.lambertw(-mpmath.exp(-2), branch)
        assert abs(mpmath.mpf(str(point.as_dict()[x].evalf(20))) - exact.real) < 1e-14
        assert point.rigor is Rigor.CERTIFIED and not point.exact


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (((exp(x) - 1), y), {(0, 0)}),
        ((log(x) - 1, y), {(exp(1), 0)}),
        ((sqrt(x) - 2, y), {(4, 0)}),
        ((sqrt(x) + 2, y), set()),
        ((tanh(x - y), erf(x + 2 * y)), {(0, 0)}),
        ((exp(x) + exp(y) - 2, exp(x) - exp(y)), {(0, 0)}),
        ((2**x - 3, y - x), {(log(3) / log(2), log(3) / log(2))}),
        ((Abs(x) - 1, y), {(1, 0), (-1, 0)}),
        ((Max(0, x) - 1, y), {(1, 0)}),
        ((exp(x) + 1, y), set()),
    ],
)
def test_inverses(field: Any, expected: set[tuple[Any, ...]]) -> None:
    """Injective functions are inverted, kinks split."""
    found = find((x, y), field)
    assert complete(found) and values(found) == expected


def test_without_a_box_candidates_only() -> None:
    """cos(x) = 0 has infinitely many solutions; the found ones are certified and nothing more is claimed."""
    found = find((x, y), (cos(x) - x / 20, y))
    assert found.completeness is Completeness.NOT_PROVEN and found.points and "box=" in found.reason


def test_a_box_is_searched_whole() -> None:
    """Five zeros of sin x + y/3 = 1/4, cos y = xy/3 in [-6, 6]^2, counted by an independent scan of sign changes."""
    field = (sin(x) + y / 3 - Rational(1, 4), cos(y) - x * y / 3)
    found = find((x, y), field, box={x: (-6, 6), y: (-6, 6)})
    assert found.completeness is Completeness.COMPLETE_IN_BOX and not found.undecided
    on_curve = [(t := -6 + k / 500, 3 * (0.25 - float(mpmath.sin(t)))) for k in range(6001)]
    signs = [mpmath.sign(mpmath.cos(v) - u * v / 3) for u, v in on_curve]
    assert len(found.points) == sum(p != q for p, q in pairwise(signs)) == 5


def test_degenerate_point_in_a_box_is_reported() -> None:
    """x^2 + erf(x)^2 y^2-like double zero: undecided boxes, said in the reason."""
    found = find(
        (x, y), (sin(x) ** 2 + erf(y) ** 2 + x * y, sin(y) * x + y * cos(x)), box={x: (-1, 1), y: (-1, 1)}, budget=300
    )
    assert found.completeness is Completeness.NOT_PROVEN
    assert found.undecided and "degenerate" in found.reason


def test_field_undefined_in_part_of_the_box() -> None:
    """log(x) = y, y = -1: the part x <= 0 is excluded, the point found."""
    found = find((x, y), (log(x) + sin(y) - x * y, y + cos(x) * x), box={x: (-2, 3), y: (-3, 3)}, budget=6000)
    assert all(p.as_dict()[x] > 0 for p in found.points)


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ({x: (0, 1)}, "no interval for y"),
        ({x: (0, 1), y: (1, 0)}, "the lower one first"),
        ({x: (0, 1), y: (0, 0.5)}, "float"),
        ({x: (0, 1), y: (0, 1), a: (0, 1)}, "an interval for a"),
        ({x: (0, 1), y: 3}, "a pair"),
    ],
)
def test_bad_boxes(box: Any, message: str) -> None:
    """A box that does not match the state is BadInput."""
    with pytest.raises(BadInput, match=message):
        find((x, y), (x, y), box=box)


# Given and approximate equilibria.


def test_sets_outside_the_box_are_left_out() -> None:
    """The unit circle: kept by a box around it, left out by one apart from it, marked where that is open."""
    field = (x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1))
    around = find((x, y), field, box={x: (-2, 2), y: (-2, 2)})
    assert len(around.components) == 1 and not any("box" in line for line in around.argument[-1:])
    apart = find((x, y), field, box={x: (2, 3), y: (-1, 1)})
    assert not apart.components and not apart.points and "misses the box" in apart.argument[-1]
    near = find((x, y), field, box={x: (Rational(1, 2), Rational(3, 4)), y: (Rational(1, 2), Rational(3, 4))})
    assert len(near.components) == 1 and "1 of the sets may miss the box" in near.reason
    touching = find((x, y), field, box={x: (-2, -1), y: (0, 1)})
    assert len(touching.components) == 1



def test_given_point_is_checked_exactly() -> None:
    """The residual is 0 exactly, also with radicals; POINT GIVEN says what was not done."""
    system = System(Time.CONTINUOUS, (x, y), (x**2 - 2, y - x))
    found = given_equilibrium(system, {"x": sqrt(2), y: sqrt(2)})
    assert found.completeness is Completeness.POINT_GIVEN and found.points[0].exact


def test_wrong_point_shows_its_residual() -> None:
    """The twin: almost an equilibrium is none."""
    system = System(Time.CONTINUOUS, (x, y), (x**2 - 2, y - x))
    with pytest.raises(BadInput, match=r"residual \(-1/10000, 0\)|residual \("):
        given_equilibrium(system, {x: Rational(141421356, 10**8), y: Rational(141421356, 10**8)})


@pytest.mark.parametrize("at", [{x: 0}, {x: 0, y: 0, "z": 1}, {x: 0, y: 0.0}])
def test_malformed_points(at: Any) -> None:
    """Missing and unknown names, floats."""
    with pytest.raises(BadInput):
        given_equilibrium(System(Time.CONTINUOUS, (x, y), (x, y)), at)


def test_given_point_outside_the_domain() -> None:
    """log at a negative number is refused before anything is computed from it."""
    with pytest.raises(BadInput):
        given_equilibrium(System(Time.CONTINUOUS, [x], [log(x)]), {x: -1})


def test_near_equilibrium_is_certified() -> None:
    """Newton from an approximate point; a rational one is recognised and checked exactly."""
    system = System(Time.CONTINUOUS, (x, y), (tanh(x) - x * y, erf(x - y) - x / 3))
    found = near_equilibrium(system, {x: 1.1, y: 0.7})
    assert found.points[0].rigor is Rigor.CERTIFIED
    assert abs(found.points[0].as_dict()[x].evalf(15) - 1.06527752789625) < 1e-12
    polynomial = System(Time.CONTINUOUS, [x], [x**3 - Rational(8, 27)])
    assert near_equilibrium(polynomial, {x: 0.6}).points[0].point == ((x, Rational(2, 3)),)


def test_near_a_degenerate_point_fails_openly() -> None:
    """x^2 + tanh(x)^4 has a double zero: no certificate, CannotSolve."""
    with pytest.raises(CannotSolve):
        near_equilibrium(System(Time.CONTINUOUS, [x], [x**2 + tanh(x) ** 4]), {x: Rational(1, 7)})


# Budgets and records.


def test_budget_ends_in_cannot_solve() -> None:
    """A case tree that outgrows its budget says what was established."""
    field = tuple(s * (s - 1) * (s - 2) for s in (a, b, c, d))
    with pytest.raises(CannotSolve, match="budget"):
        find((a, b, c, d), field, budget=10)
    assert len(find((a, b, c, d), field).points) == 81


def test_tangent_at_a_singular_point_is_refused() -> None:
    """The node of y^2 = x^2 (x + 1) has no tangent space; and its isolated twin is listed as a singular point."""
    node = find((x, y), (y**2 - x**2 * (x + 1), Integer(0)))
    with pytest.raises(NotApplicable):
        node.components[0].tangent({x: 0, y: 0})
    isolated = find((x, y), (y**2 - x**2 * (x - 1), Integer(0)))
    assert [p.method for p in isolated.points] == ["singular point of a component"]


def test_counts_and_text() -> None:
    """Counts per grade, and a text form."""
    found = find((x, y), CUBIC)
    assert str(found) == "PROVEN COMPLETE: 3 found, 3 certified"


def test_only_systems_are_accepted() -> None:
    """A game is not yet a system."""
    with pytest.raises(BadInput):
        find_equilibria(Symbol("x"))  # type: ignore[arg-type]


def test_undetermined_functions_by_name() -> None:
    """Function("f") in a field becomes a jet and is treated as one."""
    f = Function("f")
    found = find([x], [x * f(x)], Fact(f, order=0, at=None, sign="positive"))
    assert values(found) == {(0,)} and complete(found)
