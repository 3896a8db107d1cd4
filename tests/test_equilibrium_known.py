"""The equilibria of the systems in the literature: complete where algebra reaches, graded honestly elsewhere."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from flint import fmpq, fmpq_mat
from sympy import Float, Integer, Matrix, Rational, Symbol, exp, pi, sqrt, symbols

from stability.analysis import analyze
from stability.clock import Time
from stability.equilibrium import Completeness, EquilibriumSet, find_equilibria
from stability.games.biased_dirac import biased_dirac_gan
from stability.games.dirac import dirac_gan
from stability.games.flat_dirac import flat_dirac_gan
from stability.games.product_point import product_point_gan
from stability.games.quadratic_gaussian import quadratic_gaussian_gan
from stability.games.uniform import uniform_gan
from stability.linearization import linearize
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import R1Penalty
from stability.rigor import Rigor
from stability.spectrum import locate
from stability.system import System, gradient_field
from stability.verdict import Stability

left, right, mu = symbols("l r mu", real=True)
l1, l2, r1, r2, m1, m2 = ENDS = symbols("l1 l2 r1 r2 mu1 mu2", real=True)
x1, x2 = symbols("x1 x2", real=True)
ONE = Integer(1)


def bump(t: Any) -> Any:
    """The normal density without its constant factor, which changes no equilibrium."""
    return exp(-(t**2) / 2)


def surplus(at: Any, modes: Any, means: Any) -> Any:
    """Twice p* - p at a point, without the constant factor."""
    return sum(bump(at - m) for m in modes) - sum(bump(at - m) for m in means)


def complete(found: EquilibriumSet) -> bool:
    """Whether completeness was proven on all of R^n."""
    return found.completeness is Completeness.PROVEN_COMPLETE


def named(found: EquilibriumSet) -> set[tuple[tuple[str, Any], ...]]:
    """The exact points as sorted (name, value) pairs."""
    return {tuple(sorted((str(s), v) for s, v in p.point)) for p in found.points if p.exact}


# Nagarajan and Kolter 2017.


def test_uniform_gan_with_the_classical_objective() -> None:
    """Both mirror points and nothing else: the expectations are positive, so a w = 0, and a = 0 leaves w' < 0."""
    found = find_equilibria(gradient_field(uniform_gan(logistic)))
    assert complete(found) and named(found) == {(("a", s), ("w", 0)) for s in (1, -1)}
    assert any("never vanishes" in step for step in found.argument)


def test_gaussian_with_the_wasserstein_objective_and_a_bias() -> None:
    """For f(t) = t the bias w_0 is free: two lines, one for each sign of a."""
    found = find_equilibria(gradient_field(quadratic_gaussian_gan(wasserstein, 2, 3, bias=True)))
    assert complete(found) and not found.points and [c.dimension for c in found.components] == [1, 1]
    assert {dict(c.sample or ())[Symbol("a", real=True)] for c in found.components} == {3, -3}


@pytest.mark.slow
def test_gaussian_with_the_classical_objective() -> None:
    """w = 0, (a, b) = (+-sigma, mu) exactly, and two further certified points with a = 0, which tables leave out.

    The generator's equations add up to an expectation of a square, so D is constant on the generated points: a = 0 or
    w = 0.  In the case a = 0 no argument excludes more, and the set says so.
    """
    found = find_equilibria(gradient_field(quadratic_gaussian_gan(logistic)))
    assert named(found) == {(("a", s), ("b", 0), ("w_1", 0), ("w_2", 0)) for s in (1, -1)}
    assert found.completeness is Completeness.NOT_PROVEN and "box=" in found.reason
    assert any("square" in step or "^2" in step for step in found.argument)
    spurious = [{str(s): v for s, v in p.point} for p in found.points if not p.exact]
    assert len(spurious) == 2 and all(p.exact or p.rigor is Rigor.CERTIFIED for p in found.points)
    for point in spurious:
        b, w2 = (mpmath.mpf(str(point[name].evalf(20))) for name in ("b", "w_2"))
        assert abs(point["w_1"] + 2 * point["b"] * point["w_2"]) < 1e-15  # both to 64 bits
        for power in (1, 2):

            def density(x: Any, power: int = power, b: Any = b, w2: Any = w2) -> Any:
                return x**power * mpmath.npdf(x) / (1 + mpmath.exp(-w2 * (x * x - 2 * b * x)))

            drawn = mpmath.quad(density, [-12, -3, 0, 3, 12])
            assert abs(drawn - b**power / (1 + mpmath.exp(-w2 * b * b))) < 1e-12  # quadrature to 15 digits


def test_the_square_needs_a_weight_of_one_sign() -> None:
    """The twin: with a weight that changes sign E[w q^2] = 0 says nothing, and nothing is concluded."""
    from stability.algebra.systems.forms import quotient
    from stability.equilibrium.integrals import almost_sure_sign, squares
    from stability.expectation import Normal, expectation

    a, b, x = symbols("a b x", real=True)

    def rows(weight: Any) -> list[Any]:
        nodes = [expectation(weight * (a * x + b) * m, x, Normal(0, 1)) for m in (1, x)]
        return [quotient(n).factors for n in nodes]

    positive = squares(rows(exp(a * x**2) / (1 + exp(a * x**2))), {a, b}, ())
    assert positive is not None and set(positive[2]) == {a, b}
    assert squares(rows((exp(a * x**2) - 2) / (1 + exp(a * x**2))), {a, b}, ()) is None
    assert almost_sure_sign(expectation(x**3 * exp(a * x) / (1 + exp(a * x)), x, Normal(0, 1))) == 0
    assert almost_sure_sign(expectation(x**2 / (1 + exp(a * x)), x, Normal(0, 1))) == 1


# Li, Madry, Peebles, Schmidt 2018.


def collapsed(mode: Any) -> System:
    """The line mu1 = mu2 of two Gaussians at -m and m, one interval: critical points of the optimal dynamics."""

    def f(t: Any) -> Any:
        return surplus(t, (-mode, mode), (mu, mu))

    return System(
        Time.CONTINUOUS, (left, right, mu), (-f(left), f(right), bump(left - mu) - bump(right - mu)), name="collapse"
    )


@pytest.mark.parametrize(
    ("mode", "centres"),
    [
        (Rational(1, 2), {0: (1.0209576910042540,)}),
        (2, {0: (1.3442682486537374,), 1.5979818620081461: (-0.3271942459678575, 3.5231579699841487)}),
    ],
)
def test_mode_collapse_line(mode: Any, centres: dict[Any, tuple[float, ...]]) -> None:
    """mu = 0 and, far apart, +-1.598: every point of a box, and the line of empty intervals as a component."""
    found = find_equilibria(collapsed(mode), box={left: (-6, 6), right: (-6, 6), mu: (-3, 3)})
    assert found.completeness is Completeness.COMPLETE_IN_BOX and not found.undecided
    assert [c.dimension for c in found.components] == [1]
    points = [tuple(float(p.as_dict()[s]) for s in (left, right, mu)) for p in found.points]
    expected = []
    for centre, ends in centres.items():
        low, high = ends if len(ends) == 2 else (-ends[0], ends[0])
        for c, a, b in {(centre, low, high), (-centre, -high, -low)}:
            expected += [(a, b, c), (b, a, c)]
    assert len(points) == len(expected)
    for e in expected:
        assert any(max(abs(u - v) for u, v in zip(e, p, strict=True)) < 1e-13 for p in points)  # doubles


def two_gaussians() -> System:
    """Two intervals against two Gaussians at -1 and 1, first-order dynamics."""
    modes = (-1, 1)
    slopes = [sum(bump(e - m) for e in (r1, r2)) - sum(bump(e - m) for e in (l1, l2)) for m in (m1, m2)]
    ends = [-surplus(e, modes, (m1, m2)) for e in (l1, l2)] + [surplus(e, modes, (m1, m2)) for e in (r1, r2)]
    return System(Time.CONTINUOUS, ENDS, (*ends, -slopes[0], -slopes[1]), name="two intervals")


def test_two_gaussians_have_families_of_dimension_two() -> None:
    """(A) the true means, in both orders; (B) empty intervals at zeros of p* - p, in both pairings; no completeness."""
    found = find_equilibria(two_gaussians())
    assert found.completeness is Completeness.NOT_PROVEN
    assert [c.dimension for c in found.components] == [2] * 4
    true_means = [c for c in found.components if {m1 + 1, m2 - 1} <= set(c.equations)]
    empty = [c for c in found.components if {l1 - r1, l2 - r2} <= set(c.equations)]
    assert len(true_means) == len(empty) == 1
    at = dict(zip(ENDS, map(Rational, ("-2", "1/2", "-2", "1/2", "-1", "1")), strict=True))  # (A1), empty intervals
    assert true_means[0].contains(at) and true_means[0].smooth_at(at)
    centre = dict(zip(ENDS, map(Rational, ("1/2", "1/2", "1/2", "1/2", "0", "2")), strict=True))
    assert not true_means[0].contains(centre)
    system = two_gaussians()
    for component in found.components:
        point = dict(component.sample or ())
        if point:
            assert all(e.xreplace(point).expand() == 0 for e in system.rhs)


def test_two_gaussians_nontrivial_intervals() -> None:
    """(A2) ends (-b, a), (-a, b) with h(a) = h(b) satisfy the equations of family (A); b by mpmath, 45 digits."""
    b = Float("2.06533805063087422633027183305148513856779986", 45)
    half = Rational(1, 2)
    at = dict(zip(ENDS, (-b, half, -half, b, Integer(-1), Integer(1)), strict=True))
    (family,) = [c for c in find_equilibria(two_gaussians()).components if {m1 + 1, m2 - 1} <= set(c.equations)]
    for e in family.equations:
        assert abs(e.xreplace(at).evalf(40)) < 1e-36  # b has 45 digits; the terms are of size about 100


def one_gaussian() -> System:
    """A3: one interval against one Gaussian at 0, with the true constants."""

    def phi(t: Any) -> Any:
        return bump(t) / sqrt(2 * pi)

    return System(
        Time.CONTINUOUS,
        (left, right, mu),
        (phi(left - mu) - phi(left), phi(right) - phi(right - mu), phi(left - mu) - phi(right - mu)),
        name="one interval",
    )


def test_one_gaussian_is_split_along_its_component() -> None:
    """(A3): semistable for c > 0, unstable for c < 0, undecided at c = 0; each case checked at exact sample points."""
    result = analyze(one_gaussian(), cross_check=False)
    assert complete(result.equilibria) and len(result.equilibria.components) == 3
    (line,) = [x for x in result.local if x.equilibrium.component.contains({left: -ONE, right: ONE, mu: 0 * ONE})]
    c = line.equilibrium.as_dict()[right]
    cases = {str(k.condition): k.stability for k in line.verdict.cases}
    assert cases == {
        f"{c} > 0": Stability.SEMISTABLE,
        f"Eq({c}, 0)": Stability.UNDECIDED,
        f"{c} < 0": Stability.UNSTABLE,
    }
    (spurious,) = [x for x in result.local if x.equilibrium.component.contains({left: ONE, right: ONE, mu: 2 * ONE})]
    assert {
        c.stability for c in spurious.verdict.cases if "0" in str(c.condition) and "Eq" not in str(c.condition)
    } == {Stability.UNSTABLE}
    for case in line.verdict.cases:
        for value in (Rational(1, 3), Integer(1), Integer(5), Integer(0), -Rational(1, 7), -Integer(3)):
            if case.condition.subs(c, value) != True:  # noqa: E712 - SymPy's true is not the object True
                continue
            point = {s: v.xreplace({c: value}) for s, v in line.equilibrium.point}
            scale = exp(value**2 / 2) * sqrt(2 * pi)  # a positive factor, which moves no eigenvalue across the axis
            matrix = (linearize(one_gaussian(), point).jacobian * scale).applyfunc(lambda e: e.simplify())
            found = locate(fmpq_mat([[fmpq(int(e.p), int(e.q)) for e in row] for row in matrix.tolist()]))
            expected = case.location
            assert (found.inside, found.boundary, found.outside) == (
                expected.inside,
                expected.boundary,
                expected.outside,
            )


# Mescheder, Geiger, Nowozin 2018.


@pytest.mark.parametrize(
    "value", [Rational(1, 2), -Rational(1, 3), Integer(1), Integer(-1), Integer(2), -Rational(7, 5)]
)
def test_hyperbola_is_split_along_itself(value: Any) -> None:
    """R01 with least squares: semistable for |psi| < 1, unstable beyond, undecided at 1; against exact samples."""
    result = analyze(dirac_gan(least_squares), cross_check=False)
    (curve,) = [x for x in result.local if x.equilibrium.component is not None]
    psi = next(v for s, v in curve.equilibrium.point if str(s) == "psi")
    (case,) = [c for c in curve.verdict.cases if c.condition.subs(psi, value) == True]  # noqa: E712
    expected = Stability.SEMISTABLE if abs(value) < 1 else Stability.UNSTABLE if abs(value) > 1 else Stability.UNDECIDED
    assert case.stability is expected
    point = {s: v.xreplace({psi: value}) for s, v in curve.equilibrium.point}
    found = locate(linearize(result.system, point).jacobian)
    assert (found.inside, found.boundary, found.outside) == (
        case.location.inside,
        case.location.boundary,
        case.location.outside,
    )


@pytest.mark.parametrize("f", [logistic, wasserstein], ids=["classical", "wasserstein"])
def test_product_generator_is_semistable_everywhere(f: Any) -> None:
    """R18 Toy A: two zeros, the dimension of the component, at every point of it; the ranks at exact samples."""
    result = analyze(R1Penalty(1)(product_point_gan(f)), cross_check=False)
    (local,) = [x for x in result.local if x.verdict.stability is not Stability.UNSTABLE]
    assert local.verdict.stability is Stability.SEMISTABLE and local.equilibrium.component.dimension == 2
    theta_2, psi_2 = (next(v for s, v in local.equilibrium.point if str(s) == name) for name in ("theta_2", "psi_2"))
    for value in (1, Rational(1, 4), -3):
        put = {theta_2: Rational(value), psi_2: Integer(2)}
        jacobian = linearize(result.system, {s: v.xreplace(put) for s, v in local.equilibrium.point}).jacobian
        found = locate(jacobian)
        assert (found.inside, found.boundary, found.zero, found.semisimple) == (2, 2, 2, True)


def test_bias_line_of_the_wasserstein_gan() -> None:
    """R18 Toy B with f(t) = t: semistable for the full set; the smaller set {psi = b = 0} explains no kernel."""
    result = analyze(R1Penalty(1)(biased_dirac_gan(wasserstein)), cross_check=False)
    (local,) = result.local
    assert local.verdict.stability is Stability.SEMISTABLE
    component = local.equilibrium.component
    theta, psi, b = result.system.state
    origin = {theta: Integer(0), psi: Integer(0), b: Integer(0)}
    assert component.explains(linearize(result.system, origin).jacobian, origin)
    assert not component.lies_in((psi, b, theta), origin) and component.lies_in((psi, theta), origin)
    classical = analyze(R1Penalty(1)(biased_dirac_gan(logistic)), cross_check=False)
    assert classical.verdict.stability is Stability.EXPONENTIALLY_STABLE


def test_flat_discriminator_is_split_by_its_slope() -> None:
    """R18 Toy C: every psi at theta = 0; semistable for psi > 0, unstable for psi < 0, undecided at the origin."""
    (local,) = analyze(R1Penalty(1)(flat_dirac_gan(wasserstein)), cross_check=False).local
    psi = next(v for s, v in local.equilibrium.point if str(s) == "psi")
    assert {str(c.condition): c.stability for c in local.verdict.cases} == {
        f"{psi} > 0": Stability.SEMISTABLE,
        f"Eq({psi}, 0)": Stability.UNDECIDED,
        f"{psi} < 0": Stability.UNSTABLE,
    }


# Becker et al. 2022: kernel discriminators.


def test_single_generated_point_has_one_equilibrium() -> None:
    """K1: the discriminator (p - q)/lambda K(., x), not 0; x^2 exp(-x^2/2) = p/q has no root, so nothing else."""
    t0, t1, x = symbols("t0 t1 x", real=True)
    p, q, lam = Rational(2, 5), Rational(1, 2), Rational(1, 5)
    feature = bump(x)
    field = (-lam * t0 + p - q * feature, -lam * t1 - q * feature * x, q * ((t0 + t1 * x) * feature).diff(x))
    found = find_equilibria(System(Time.CONTINUOUS, (t0, t1, x), field))
    assert complete(found) and named(found) == {(("t0", (p - q) / lam), ("t1", 0), ("x", 0))}


def test_a_lighter_point_has_four_more() -> None:
    """The twin with p/q = 2/3 < 2/e: x^2 exp(-x^2/2) = p/q has four roots, two of them by Lambert's W."""
    t0, t1, x = symbols("t0 t1 x", real=True)
    p, q, lam = Rational(1, 3), Rational(1, 2), Rational(1, 5)
    feature = bump(x)
    field = (-lam * t0 + p - q * feature, -lam * t1 - q * feature * x, q * ((t0 + t1 * x) * feature).diff(x))
    found = find_equilibria(System(Time.CONTINUOUS, (t0, t1, x), field))
    assert complete(found) and len(found.points) == 5
    roots = [mpmath.sqrt(-2 * mpmath.lambertw(-mpmath.mpf(1) / 3, k).real) for k in (0, -1)]
    expected = sorted([0, *roots, *(-r for r in roots)])
    places = sorted(mpmath.mpf(str(pt.as_dict()[x].evalf(20))) for pt in found.points)
    assert all(abs(a - b) < 1e-14 for a, b in zip(expected, places, strict=True))  # mpmath's 15 digits


def overlap_field() -> tuple[Any, ...]:
    """K4: the forces on two generated points of mass 1/2 at modes (0, 5) of mass (3/5, 2/5), lambda = 1/2."""

    def slope(t: Any) -> Any:
        return -t * bump(t)

    masses, modes, q, lam = (Rational(3, 5), Rational(2, 5)), (0, 5), Rational(1, 2), Rational(1, 2)
    return tuple(
        q
        / lam
        * (sum(p * slope(x - m) for p, m in zip(masses, modes, strict=True)) - q * sum(slope(x - o) for o in (x1, x2)))
        for x in (x1, x2)
    )


def test_overlap_corrected_equilibrium() -> None:
    """K4: one equilibrium in a box of side 6 around the modes, to the digits of the table."""
    box = {x1: (-3, 3), x2: (3, 8)}
    found = find_equilibria(System(Time.CONTINUOUS, (x1, x2), overlap_field()), box=box)
    assert found.completeness is Completeness.COMPLETE_IN_BOX and len(found.points) == 1 and not found.undecided
    point = found.points[0]
    fine = dict(zip((x1, x2), point.certificate.refined(140), strict=True))
    table = {x1: "-0.00000310584524378367639170372213303603286", x2: "4.99999534123212688268926579862284795"}
    for s, digits in table.items():
        value = mpmath.mpf(fine[s].mid().str(45, radius=False))
        with mpmath.workdps(45):
            assert abs(mpmath.mpf(fine[s].mid().str(45, radius=False)) - mpmath.mpf(digits)) < 1e-32
        assert abs(value) > 0


def test_overlap_corrected_spectrum() -> None:
    """K4: the spectrum of the reduction to four dimensions at the certified point, against the table."""
    found = find_equilibria(
        System(Time.CONTINUOUS, (x1, x2), overlap_field()), box={x1: (-Rational(1, 2), Rational(1, 2)), x2: (4, 6)}
    )
    with mpmath.workdps(40):
        at = [mpmath.mpf(v.mid().str(40, radius=False)) for v in found.points[0].certificate.refined(130)]
        q, lam = mpmath.mpf(1) / 2, mpmath.mpf(1) / 2

        def kernel(t: Any) -> Any:
            return mpmath.exp(-t * t / 2)

        def curvature(t: Any) -> Any:
            return (t * t - 1) * kernel(t)

        masses = ((mpmath.mpf(3) / 5, 0), (mpmath.mpf(2) / 5, 5))
        hessian = [
            (sum(p * curvature(a - m) for p, m in masses) - q * sum(curvature(a - b) for b in at)) / lam for a in at
        ]
        matrix = mpmath.zeros(4)
        for j in range(2):
            matrix[j, j] = -lam
            matrix[2 + j, j] = q
            matrix[2 + j, 2 + j] = q * hessian[j]
            for k in range(2):
                matrix[j, 2 + k] = q * curvature(at[j] - at[k])
        values = mpmath.eig(matrix)[0]
        table = [
            mpmath.mpc("-0.30000446739396578043025610185661", "0.45825952356384979514064079289569"),
            mpmath.mpc("-0.19999553259517571738241276319665", "0.39999664190830094161724570916255"),
        ]
        for e in table:
            assert min(abs(v - e) for v in values) < 1e-28  # 40 digits, eigenvalues of condition below 1e5


def test_two_structural_zeros() -> None:
    """The kernel of family (A1): two structural zeros at exact ends, by rank."""
    system = two_gaussians()
    at = dict(zip(ENDS, map(Rational, ("-2", "1/2", "-2", "1/2", "-1", "1")), strict=True))
    jacobian = Matrix(linearize(system, at).jacobian)
    assert 6 - jacobian.rank(simplify=True) == 2
