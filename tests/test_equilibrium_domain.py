"""Equilibria inside the domain: where the field is defined, and the state space that signs and assumptions declare."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Eq,
    Integer,
    Ne,
    Or,
    Piecewise,
    Rational,
    Symbol,
    acos,
    cos,
    exp,
    log,
    sign,
    sqrt,
    symbols,
)

from stability import BadInput, CannotSolve, Game, Player, System, Time, analyze, find_equilibria
from stability.dynamics import GradientFlow
from stability.equilibrium import Completeness, EquilibriumSet
from stability.equilibrium.domain import Limit, domain_of
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import ConsensusPenalty

x, y, z, a, b = symbols("x y z a b", real=True)
p, q = symbols("p q", positive=True)
n, m = symbols("n m", nonnegative=True)
k = Symbol("k", nonzero=True, real=True)
d = Symbol("d", negative=True)
i = Symbol("i", integer=True)
COMPLETE = Completeness.PROVEN_COMPLETE


def find(state: Any, *rhs: Any, given: Any = (), **options: Any) -> EquilibriumSet:
    state = state if isinstance(state, tuple) else (state,)
    return find_equilibria(System(Time.CONTINUOUS, state, rhs, assumptions=given), **options)


def values(found: EquilibriumSet) -> set[Any]:
    """The points; coordinates that are no rationals, and those known by boxes, to three digits."""
    shown = (
        [v if point.exact and v.is_Rational else round(float(v), 3) for _, v in point.point]
        for point in found.points
    )
    points = {tuple(row) if len(row) > 1 else row[0] for row in shown}
    assert len(points) == len(found.points)  # none twice
    return points


#: state, right-hand side, assumptions, the equilibria (found by hand or, with decimals, by mpmath).
POINTS = (
    # the domain of the field
    ((x, y), ((x**2 + y**2) / x, (x**2 + y**2) / x), (), set()),
    ((x, y), (exp(x) - x - 2, -y * log(x)), (), {(1.146, 0.0)}),
    ((x, y), (x**5 - 3 * x - 1, y * sqrt(x)), (), {(1.389, 0)}),
    ((x, y), (x**7 - 3 * x - 1, y * sqrt(x)), (), {(1.249, 0.0)}),
    ((x, y), (x**7 - 3 * x - 1, y - y / (x**7 - 3 * x - 1)), (), set()),
    ((x,), (x * (x - 2) * log(1 - log(x)),), (), {1, 2}),
    # a piece has a value where it is chosen
    ((x,), (Piecewise((log(x + 1), x > 1), (x + 1, True)),), (), {-1}),
    ((x,), (Piecewise((sqrt(x) - 2, x > 1), ((x + 1) * (1 - x), True)),), (), {4, 1, -1}),
    ((x,), (x * (x - 2) * (x - 3) * acos(x - 2) / (x + 1),), (), {2, 3}),
    # declared signs
    ((p,), (p * (p**2 - 1),), (), {1}),
    ((p,), ((p + 1) * (p + exp(p)),), (), set()),
    ((p,), (-1 - p,), (), set()),
    ((p,), (abs(p) + 1,), (), set()),
    ((d,), (d * (d**2 - 4),), (), {-2}),
    ((n,), (n * (n**2 - 1),), (), {0, 1}),
    ((k,), (k * (k**2 - 1),), (), {1, -1}),
    ((i,), (i * (2 * i - 1) * (i**2 - 3) * (i - 4),), (), {0, 4}),
    ((p, q), (p * (1 - p - q / 2), q * (1 - q - p / 2)), (), {(Rational(2, 3), Rational(2, 3))}),
    (
        (n, m),
        (n * (1 - n - m / 2), m * (1 - m - n / 2)),
        (),
        {(0, 0), (1, 0), (0, 1), (Rational(2, 3), Rational(2, 3))},
    ),
    # assumptions on the state
    ((x,), ((x + 2) * log(x),), (x > 0,), {1}),
    ((p,), ((p + 2) * log(p),), (), {1}),
    ((x, y), (x * (x - 2), y * (y + 1)), (x >= 0, y >= 0, x + y <= 1), {(0, 0)}),
    ((x, y), (x * (x - 1), y * (y - 1)), (x >= 0, y >= 0, x + y <= 1), {(0, 0), (1, 0), (0, 1)}),
    ((x, y), (x * (x - 1), y * (y - 1)), (x >= 0, y >= 0, x + y < 1), {(0, 0)}),
    ((x, y), (x * (x - 1), y * (y - 1)), (Eq(x, y),), {(0, 0), (1, 1)}),
    ((x, y), (x * (x - 1), y * (y - 1)), (Ne(x, y),), {(0, 1), (1, 0)}),
    ((x, y), (x * (x - 1), y * (y - 1)), (Or(x > 0, y > 0),), {(0, 1), (1, 0), (1, 1)}),
    ((x,), (x**7 - 3 * x - 1,), (x < 0,), {-1.133, -0.333}),
)


@pytest.mark.parametrize(("state", "rhs", "given", "expected"), POINTS)
def test_points_outside_the_domain_are_not_listed(state: Any, rhs: Any, given: Any, expected: set[Any]) -> None:
    """Zeros of the equations where the field has no value, or outside the declared state space, are no equilibria."""
    found = find(state, *rhs, given=given)
    assert values(found) == expected and found.completeness is COMPLETE and not found.components


def test_conditions_that_others_imply_are_left_out() -> None:
    """(a x, b y): the origin is isolated for a != 0 and b != 0; that not both are 0 follows."""
    [origin] = find((x, y), a * x, b * y).points
    assert set(origin.conditions) == {Ne(a, 0), Ne(b, 0)}


def test_a_box_search_respects_the_domain() -> None:
    """log(x + 9/5) has no value at the lower zero -1.84... of exp(x) - x - 2."""
    box = {x: (-4, 4), y: (-4, 4)}
    assert values(find((x, y), exp(x) - x - 2, -y * log(x + Rational(9, 5)), box=box)) == {(1.146, 0.0)}
    assert len(find((x, y), exp(x) - x - 2, -y * log(x + Rational(19, 10)), box=box).points) == 2


def test_zeemans_replicator_field_in_the_simplex() -> None:
    """Zeeman's game on the simplex in two coordinates: the points outside x >= 0, y >= 0, x + y <= 1 are left out."""
    third = 1 - x - y
    payoffs = (6 * y - 4 * third, -3 * x + 5 * third, -x + 3 * y)
    mean = sum(s * f for s, f in zip((x, y, third), payoffs, strict=True))
    rhs = (x * (payoffs[0] - mean), y * (payoffs[1] - mean))
    whole = find((x, y), *rhs)
    inside = find((x, y), *rhs, given=(x >= 0, y >= 0, x + y <= 1))
    allowed = {v for v in values(whole) if v[0] >= 0 and v[1] >= 0 and v[0] + v[1] <= 1}
    assert values(inside) == allowed and len(values(whole)) > len(allowed)
    assert (Rational(1, 3), Rational(1, 3)) in allowed and inside.completeness is COMPLETE


def test_the_domain_of_a_loss_counts() -> None:
    """The loss log(u) + u has the slope 1/u + 1, which vanishes at -1; the loss has no value there."""
    one = Game("one", (Player("only", x, log(x) + x),))
    assert not find_equilibria(GradientFlow()(one)).points
    other = Game("other", (Player("only", x, x - log(x)),))
    assert values(find_equilibria(GradientFlow()(other))) == {1}


#: state, right-hand side, assumptions, (equations, samples that must be inside) of the components, isolated points.
SETS = (
    # a circle on which the logarithm has no value, one that is cut, one that is whole
    ((x, y), ((x**2 + y**2 - 1) * log(x + y - 3), (x**2 + y**2 - 1) * y), (), (), {(4, 0)}),
    ((x, y), ((x**2 + y**2 - 1) * log(x + y - 1), (x**2 + y**2 - 1) * y), (), (x**2 + y**2 - 1,), {(2, 0)}),
    ((x, y), ((x**2 + y**2 - 1) * log(x + y + 3), (x**2 + y**2 - 1) * y), (), (x**2 + y**2 - 1,), {(-2, 0)}),
    # declared signs and assumptions
    ((p, q), ((p + q + 1) * p, (p + q + 1) * (q - 1)), (), (), set()),
    ((p, q), ((p + q - 1) * p, (p + q - 1) * (q - 3)), (), (p + q - 1,), set()),
    ((x, y), ((x + y) * x, (x + y) * (y - 1)), (x + y > 1,), (), set()),
    ((x, y), ((x + y - 3) * x, (x + y - 3) * (y - 1)), (x >= 1,), (x + y - 3,), set()),
    # only the face of a closed domain meets the set: a point, listed as isolated
    ((n, m), ((n + m) * (n + 1), (n + m) * (m + 2)), (), (), {(0, 0)}),
    ((x, y), ((x**2 + y**2 - 1) * (y + 4), (x**2 + y**2 - 1) * (x - 5)), (x >= 1,), (), {(1, 0), (5, -4)}),
    ((x, y), ((x**2 + y**2 - 1) * (y + 4), (x**2 + y**2 - 1) * (x - 5)), (x > 1,), (), {(5, -4)}),
    # only the isolated real point of a curve is allowed
    ((x, y), (y**2 - x**2 * (x - 1), (y**2 - x**2 * (x - 1)) * x), (x < Rational(1, 2),), (), {(0, 0)}),
    # regions of signs that exclude each other
    ((x,), (-sign(x - 1) - sign(x - 3),), (x > 4,), (), set()),
)


@pytest.mark.parametrize(("state", "rhs", "given", "equations", "points"), SETS)
def test_components_are_cut_by_the_domain(state: Any, rhs: Any, given: Any, equations: Any, points: Any) -> None:
    """A set whose allowed part is empty is left out; one that is cut has a sample inside that satisfies all."""
    found = find(state, *rhs, given=given)
    assert values(found) == points and found.completeness is COMPLETE
    assert {e for c in found.components for e in c.equations} <= {s * e for e in equations for s in (1, -1)}
    assert len(found.components) == bool(equations)
    domain = domain_of(System(Time.CONTINUOUS, state, rhs, assumptions=given), rhs)
    for component in found.components:
        assert domain.holds_at(dict(component.sample)) and component.contains(dict(component.sample))
        assert all(c.xreplace(dict(component.sample)) == True for c in component.conditions)  # noqa: E712


def test_regions_that_exclude_each_other_are_no_component() -> None:
    """-sign(x - 1) - sign(x - 3) vanishes between 1 and 3, and not where x < 1 and x > 3."""
    [middle] = find(x, -sign(x - 1) - sign(x - 3)).components
    assert dict(middle.sample) == {x: 2} and set(middle.conditions) == {x - 1 > 0, x - 3 < 0}


def test_feasibility_of_a_point_is_attached_to_it() -> None:
    """Competition: the point with both species is there when both coordinates are positive, and so for a < 1 < 1/a."""
    r, s = symbols("r s", positive=True)
    [point] = find((p, q), p * (1 - p - r * q), q * (1 - q - s * p)).points
    for one, other, feasible in ((2, 3, True), (Rational(1, 2), Rational(1, 3), True), (2, Rational(1, 2), False)):
        put = {r: Integer(one), s: Integer(other)} if one == 2 and other == 3 else {r: one, s: other}
        assert all(c.xreplace(put) == True for c in point.conditions) is feasible  # noqa: E712
    [rest] = find(p, p - a).points
    assert rest.conditions == (a > 0,)
    assert not find(p, p + r).points  # -r is never positive


def test_a_condition_that_no_parameter_satisfies_removes_the_point() -> None:
    """x = a needs a > 0 and the logarithm a < 0."""
    assert not find(p, (p - a) * (1 + log(-a) ** 2)).points
    assert find(x, (x - a) * (1 + log(-a) ** 2)).points


def test_what_the_list_says_of_the_state_space() -> None:
    """The reason, the argument and the documents name the state space and the points outside it."""
    found = find((p, q), p * (p**2 - 1), q - 1, given=(p + q <= 5,))
    assert found.domain == ("p > 0", "q > 0", "p + q <= 5")
    assert "in the state space p > 0, q > 0, p + q <= 5" in found.reason
    assert any("left out" in line and "(-1, 1)" in line for line in found.argument)
    assert not find((x, y), x, y).domain


def test_points_that_lie_on_a_component_are_not_isolated() -> None:
    """Algebraic points, known by boxes, on {E = 0}: membership is decided exactly."""
    curve, other = y**2 - x**3 + x, y**3 - x - 2
    found = find((x, y), other * curve, curve * (x - 5))
    assert values(found) == {(5, round(7 ** (1 / 3), 3))} and len(found.components) == 1
    assert found.completeness is COMPLETE


def test_a_point_gets_the_condition_under_which_it_is_isolated() -> None:
    """(-2, 1) lies on the line x + 2 y = 0 of equilibria for b = 0; another point, (1 - b/2, 1), never does."""
    lines = (x + 2 * y, b + 2 * x - y - 1, b * y + x + y - 1, y - 1, b + x + 2 * y)
    rhs = (lines[0] * lines[1] * lines[2] ** 2, lines[3] * lines[4] ** 2)
    found = find((x, y), *rhs)
    conditions = {tuple(v for _, v in point.point): point.conditions for point in found.points}
    assert conditions[(-2, 1)] == (Ne(b, 0),) and conditions[(1 - b / 2, 1)] == ()
    for number in (0, 1, -3, Rational(1, 2)):
        there = find((x, y), *(e.xreplace({b: Integer(number) if number != Rational(1, 2) else number}) for e in rhs))
        listed = {
            tuple(v.xreplace({b: number}) for v in at)
            for at, given in conditions.items()
            if all(c.xreplace({b: Integer(number) if isinstance(number, int) else number}) == True for c in given)  # noqa: E712
        }
        assert values(there) == listed


def test_the_zeros_of_an_exponential_polynomial_with_a_double_zero_at_0() -> None:
    """The next critical point, 1/4, is rational: the points beside 0 where signs are compared must stay before it."""
    e = exp(x)
    field = -10 * x**3 / 3 + x**2 * e + 5 * x**2 / 4 - 9 * x * e / 4 + 9 * e / 4 - Rational(9, 4)
    found = find(x, field)
    assert values(found) == {0, 0.377, 2.865} and found.completeness is COMPLETE


def test_one_point_found_on_two_routes_is_listed_once() -> None:
    """Consensus on the logistic Dirac-GAN: the origin exactly, and by a box search around it."""
    flow = GradientFlow()(ConsensusPenalty(1)(dirac_gan(logistic)))
    found = find_equilibria(flow, box=dict.fromkeys(flow.state, (-3, 3)))
    assert len(found.points) == 3 and found.points[0].exact


def test_a_limit_does_not_prove_itself() -> None:
    """x > 0 is true for a positive symbol; as a limit of the state space it is asked of every value."""
    assert Limit(p, ">").relation == True  # noqa: E712
    assert Limit(p, ">").at({p: Integer(-1)}) == False  # noqa: E712


def test_a_point_that_the_caller_names_is_in_the_domain() -> None:
    """at= and near= refuse points outside the state space, and say which condition fails."""
    flow = System(Time.CONTINUOUS, (p,), (p * (p**2 - 1),))
    with pytest.raises(BadInput, match="p > 0"):
        analyze(flow, at={p: -1}, cross_check=False)
    assert analyze(flow, at={p: 1}, cross_check=False).verdict.stability.name == "UNSTABLE"
    bounded = System(Time.CONTINUOUS, (x, y), (x * (x - 2), -y), assumptions=(x + y <= 1,))
    with pytest.raises(BadInput, match=r"x \+ y - 1 <= 0"):
        analyze(bounded, at={x: 2, y: 0}, cross_check=False)
    steep = System(Time.CONTINUOUS, (p,), (exp(p) - p - 2,))
    with pytest.raises((BadInput, CannotSolve)):
        analyze(steep, near={p: -2}, cross_check=False)
    with pytest.raises(BadInput, match="x > 0"):
        analyze(Game("one", (Player("only", x, log(x) + x),)), at={x: -1}, cross_check=False)
    named = analyze(System(Time.CONTINUOUS, (p,), (a - p,)), at={p: a}, cross_check=False)
    assert named.local[0].equilibrium.conditions == (a > 0,)


def test_a_verdict_on_a_face_says_on_which_side_it_holds() -> None:
    """x' = x(1 - x) with x >= 0: 0 lies on the face, 1 does not."""
    inner, outer = analyze(System(Time.CONTINUOUS, (n,), (n * (1 - n),)), cross_check=False).local
    assert inner.verdict.stability.name == "UNSTABLE" and "on the face n >= 0" in inner.verdict.reason
    assert "both sides" in inner.verdict.reason and "inside alone" in inner.verdict.reason
    assert "face" not in outer.verdict.reason
    falling = analyze(System(Time.CONTINUOUS, (n,), (-n,)), at={n: 0}, cross_check=False).verdict
    assert falling.stability.name == "EXPONENTIALLY_STABLE" and "stable for starts inside as well" in falling.reason


def test_points_along_a_set_stay_in_the_state_space() -> None:
    """The line p + q = 1 in the quadrant: along it the solved coordinate is positive as well."""
    [line] = analyze(System(Time.CONTINUOUS, (p, q), (1 - p - q, 1 - p - q)), cross_check=False).local
    [free] = {s for _, v in line.equilibrium.point for s in v.free_symbols}
    assert free.is_positive and (1 - free > 0) in line.equilibrium.conditions
    assert line.verdict.stability.name == "SEMISTABLE"


def test_documents_name_the_state_space() -> None:
    """Text, LaTeX and JSON of an analysis say which state space its list of equilibria is about."""
    result = analyze(System(Time.CONTINUOUS, (p,), (p * (1 - p),)), cross_check=False)
    assert "in the state space p > 0" in " ".join(str(result).split())
    assert "in the state space $p > 0$" in " ".join(result.latex().split())
    assert "State variables $p > 0$." in " ".join(result.latex().split())
    assert '"domain": [\n' in result.to_json() and '"p > 0"' in result.to_json()


def test_conditions_that_no_sample_shows_are_marked() -> None:
    """-(k^4 e^k + k^2 cos k + 1) >= 0 has no solution for k > 3, which nobody decides: the point says so."""
    k = symbols("k", real=True)
    root = sqrt(-(k**4) * exp(k) - cos(k) * k**2 - 1)
    (point,) = find_equilibria(System(Time.CONTINUOUS, [x], [x - log(k - 3) + root])).points
    assert point.method.endswith("that its conditions can hold is not shown by a sample")
    (twin,) = find_equilibria(System(Time.CONTINUOUS, [x], [x - log(k - 3)])).points
    assert twin.conditions and "not shown" not in twin.method
