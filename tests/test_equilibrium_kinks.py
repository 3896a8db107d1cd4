"""Equilibria of piecewise fields: kinks, jumps, regions, and rest points in the sense of Filippov."""

from __future__ import annotations

import random
from itertools import pairwise, product
from typing import Any

import pytest
from sympy import (
    Abs,
    And,
    Eq,
    Heaviside,
    Integer,
    Matrix,
    Max,
    Min,
    Piecewise,
    Poly,
    Rational,
    real_roots,
    sign,
    sqrt,
    symbols,
)

from stability import Game, Player, System, Time, analyze, find_equilibria, gradient_field
from stability.equilibrium import Completeness
from stability.equilibrium.kinks import contradictory, regions

x, y, z = symbols("x y z", real=True)
a = symbols("a", real=True)
g = symbols("g", positive=True)
HALF = Rational(1, 2)


def flow(state: Any, *rhs: Any) -> System:
    return System(Time.CONTINUOUS, state, rhs)


def places(found: Any) -> set[tuple[Any, ...]]:
    return {tuple(v for _, v in p.point) for p in found.points}


def convex(*losses: Any) -> System:
    variables = (x, y, z)[: len(losses)]
    players = tuple(Player(f"p{k}", v, e) for k, (v, e) in enumerate(zip(variables, losses, strict=True)))
    return gradient_field(Game("kinked losses", players))


@pytest.mark.parametrize(
    ("system", "points"),
    [
        (convex(Abs(x) - x / 2), {(0,)}),
        (convex(Abs(x) - 2 * x), set()),
        (convex(2 * Abs(x - 1) + Abs(x + 1) - x), {(1,)}),
        (convex(Abs(x) - x / 2 + x * y / 3, Abs(y) - y / 2 - x * y / 5), {(0, 0)}),
        (convex(Abs(x) + (x - 3) ** 2 / 2, y**2 - x * y), {(2, 1)}),
        (flow([x], sign(x) - 2 * sign(2 * x) + HALF), {(0,)}),
        (flow([x], sign(x) + 3 * sign(-(x**3) - x) + HALF), {(0,)}),
        (flow([x], sign(x) + HALF), {(0,)}),
        (flow([x], Piecewise((1, x < 0), (-2, x < 1), (3 - x, True))), {(0,), (1,), (3,)}),
        (flow([x], Piecewise((1, And(x > 0, x < 2)), (-1, True))), {(0,), (2,)}),
        (flow([x], Piecewise((5, Eq(x, 1)), (x - 2, True))), {(2,)}),
        (flow([x], Heaviside(x) + 1), set()),
        (flow([x, y], Abs(x) + Abs(y) - 1, x * y), {(0, 1), (0, -1), (1, 0), (-1, 0)}),
        (flow([x, y], Max(x, y, 0) - 1, Min(x, y) + 1), {(1, -1), (-1, 1)}),
    ],
    ids=lambda value: str(getattr(value, "rhs", value)),
)
def test_every_rest_point_of_a_piecewise_flow_is_found(system: System, points: set[Any]) -> None:
    """Zeros on the pieces, and the points of jumps at which 0 lies between the limits of the field."""
    found = find_equilibria(system)
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert places(found) == points
    assert not found.components


def test_a_map_has_no_rest_points_between_the_limits() -> None:
    """x+ = x - sign(x) + 1/2 jumps at 0 but fixes no point: 0 goes to 1/2."""
    found = find_equilibria(System(Time.DISCRETE, [x], [x - sign(x) + HALF]))
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert not found.points


def test_the_range_of_the_weights_is_a_condition_on_the_parameters() -> None:
    """The loss |x| - a x has its minimum at 0 exactly for -1 <= a <= 1."""
    found = find_equilibria(convex(Abs(x) - a * x))
    (point,) = found.points
    for value, rests in ((-1, True), (0, True), (HALF, True), (1, True), (Rational(-11, 10), False), (2, False)):
        assert all(bool(c.subs(a, value)) for c in point.conditions) is rests


def test_regions_are_open_sets_of_full_dimension() -> None:
    """(-y H(1 - xy), x H(1 - xy)) rests on all of xy > 1, a set of dimension 2, and on its boundary by Filippov."""
    found = find_equilibria(flow([x, y], -y * Heaviside(1 - x * y), x * Heaviside(1 - x * y)))
    assert sorted(c.dimension for c in found.components) == [1, 2]
    whole = max(found.components, key=lambda c: c.dimension)
    assert whole.equations == ()
    assert whole.contains({x: 2, y: 1})
    assert not whole.contains({x: 1, y: HALF})
    assert places(found) == {(0, 0)}


def test_cases_that_exclude_each_other_are_not_listed() -> None:
    """-sign(x - 1) - sign(x - 3) rests on 1 <= x <= 3; {x < 1, x > 3} is empty."""
    found = find_equilibria(flow([x], -sign(x - 1) - sign(x - 3)))
    (between,) = found.components
    assert between.contains({x: 2})
    assert places(found) == {(1,), (3,)}
    assert contradictory((x < 1, x > 3), ())
    assert not contradictory((x > 1, x < 3), ())


def test_an_analysis_with_two_absolute_values_blames_no_assumptions() -> None:
    """|x| = |y| and |x - y| = 0 is the line x = y, whose open halves are analysed or refused for their kink."""
    result = analyze(flow([x, y], Abs(x) - Abs(y), Abs(x - y)), cross_check=False)
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    assert all(c.contains({x: s, y: s}) for c, s in zip(result.equilibria.components, (1, -1), strict=True))


def test_a_continuous_field_with_a_step_in_it_keeps_its_analysis() -> None:
    """The squared hinge Max(0, x)^2 has the slope 2 Max(0, x): no jump, and a verdict off the kink."""
    game = Game("squared hinge", (Player("a", x, Max(0, x) ** 2 + x * y), Player("b", y, y**2 - x * y - 2 * y)))
    result = analyze(game, cross_check=False)
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    # x < 0: y = 0 would need 2 y = x + 2, so x = -2; x > 0: 2 x = -y and 2 y = x + 2 give x = -2/5 < 0
    assert places(result.equilibria) == {(-2, 0)}
    assert result.verdict.stability.name == "EXPONENTIALLY_STABLE"


def test_at_the_kink_of_a_squared_hinge_there_is_no_hessian() -> None:
    """At the kink the analysis says so, and the list of rest points is not lost."""
    game = Game("squared hinge", (Player("a", x, Max(0, x) ** 2 + x * y), Player("b", y, y**2 - x * y)))
    result = analyze(game, cross_check=False)
    assert places(result.equilibria) == {(0, 0)}
    ((_, reason),) = result.refused
    assert "kink" in reason


def test_hinge_gan_with_a_bias_rests_on_a_segment() -> None:
    """D = psi x + b, one data point 1: theta = 1, psi = 0, -1 < b < 1, each stable; by Filippov also both ends."""
    theta, psi, b = symbols("theta psi b", real=True)
    output = psi * theta + b
    discriminator = Max(0, 1 - psi - b) + Max(0, 1 + output)
    game = Game("hinge", (Player("generator", theta, -output), Player("discriminator", (psi, b), discriminator)))
    result = analyze(game, cross_check=False)
    (segment,) = result.equilibria.components
    assert segment.contains({theta: 1, psi: 0, b: 0})
    assert not segment.contains({theta: 1, psi: 0, b: 2})
    assert places(result.equilibria) == {(1, 0, 1), (1, 0, -1)}
    assert [item.verdict.stability.name for item in result.local] == ["STABLE"]


def test_pieces_of_a_piecewise_function_cover_every_point_once() -> None:
    """At every point of a grid the regions that hold it agree with the function, and there is at least one."""
    kinks = (
        Abs(x - y),
        Max(x, y, 1),
        Min(x, -y),
        sign(x + y),
        Piecewise((x, And(x > 0, y > 0)), (y, x < -1), (2, True)),
    )
    for kink, px, py in product(kinks, (-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2)):
        at = {x: Integer(px), y: Integer(py)}
        here = [
            p.value.subs(at)
            for p in regions(kink) or []
            if all(c.subs(at) == True for c in p.conditions) and all(e.subs(at) == 0 for e in p.equations)  # noqa: E712
        ]
        assert here
        assert set(here) == {kink.subs(at)}


def limits_at(field: Any, place: Any, breaks: list[Any]) -> tuple[Any, Any]:
    """One-sided limits of a piecewise polynomial, by its values at points between which it is one polynomial."""
    near = min([abs(b - place) for b in breaks if b != place], default=Integer(1)) / 16
    ends = []
    for side in (-1, 1):
        nodes = [place + side * near * k / 8 for k in range(1, 5)]
        ends.append(interpolated(nodes, [field.subs(x, n) for n in nodes]).subs(x, place))
    return ends[0], ends[1]


def interpolated(nodes: list[Any], values: list[Any]) -> Any:
    rows = Matrix([[n**k for k in range(len(nodes))] for n in nodes])
    return sum((c * x**k for k, c in enumerate(rows.LUsolve(Matrix(values)))), Integer(0))


def rest_points_by_pieces(field: Any, breaks: list[Any]) -> set[Any] | None:
    """The rest points on a line, piece by piece; None when the field vanishes on a whole piece."""
    ordered = sorted(set(breaks))
    found = set()
    cells = [(None, ordered[0]), *pairwise(ordered), (ordered[-1], None)]
    for low, high in cells:
        inner = high - 1 if low is None else low + 1 if high is None else (low + high) / 2
        width = 1 if low is None or high is None else (high - low) / 4
        nodes = [inner + width * Rational(k, 8) for k in range(4)]
        piece = Poly(interpolated(nodes, [field.subs(x, n) for n in nodes]), x)
        if piece.is_zero:
            return None
        roots = [] if piece.is_ground else real_roots(piece)
        found |= {r for r in roots if (low is None or r > low) and (high is None or r < high)}
    for place in ordered:
        low, high = limits_at(field, place, ordered)
        if low * high <= 0 or field.subs(x, place) == 0:
            found.add(place)
    return found


def random_line(rng: random.Random) -> tuple[Any, list[Any]]:
    pick = rng.randint
    field: Any = Integer(pick(-4, 4)) / 2 + pick(-1, 1) * x + rng.choice((0, 0, 1, -1)) * x**2 / 2
    breaks = []
    for _ in range(pick(1, 3)):
        slope, shift = rng.choice((-2, -1, 1, 2)), pick(-3, 3)
        u = slope * x + shift
        breaks.append(Rational(-shift, slope))
        kind = rng.choice((Abs, sign, lambda e: Max(e, 0), lambda e: Min(0, e), Heaviside))
        field += rng.choice((-2, -1, 1, 2)) * kind(u)
    return field, breaks


def disagreement_on_a_line(seed: int) -> str:
    field, breaks = random_line(random.Random(seed))
    expected = rest_points_by_pieces(field, breaks)
    found = find_equilibria(flow([x], field))
    if found.completeness is not Completeness.PROVEN_COMPLETE:
        return f"{field}: {found.reason}"
    listed = {p.point[0][1] for p in found.points}
    if expected is None:
        return "" if found.components else f"{field}: a whole piece is at rest"
    same = len(listed) == len(expected) and all(any((p - q).equals(0) for q in expected) for p in listed)
    return "" if same and not found.components else f"{field}: {listed} for {expected}"


def random_plane(rng: random.Random) -> tuple[list[Any], list[list[int]], list[Any]]:
    """Two affine parts, their factors for the absolute values, and the forms inside these."""
    pick = rng.randint
    forms = [pick(-2, 2) * x + pick(-2, 2) * y + pick(-2, 2) for _ in range(2)]
    forms = [f for f in forms if f.free_symbols]
    affine = [pick(-2, 2) * x + pick(-2, 2) * y + pick(-3, 3) for _ in range(2)]
    return affine, [[rng.choice((-1, 1, 2)) for _ in forms] for _ in range(2)], forms


def disagreement_in_the_plane(seed: int) -> str | None:
    """Against a linear solution in each region of signs; None when a region is degenerate."""
    affine, factors, forms = random_plane(random.Random(seed))
    expected = set()
    for pattern in product((1, -1), repeat=len(forms)):
        sided = [s * f for s, f in zip(pattern, forms, strict=True)]
        rows = [e + sum(k * f for k, f in zip(row, sided, strict=True)) for e, row in zip(affine, factors, strict=True)]
        matrix = Matrix([[r.diff(s) for s in (x, y)] for r in rows])
        if matrix.det() == 0:
            return None
        at = dict(zip((x, y), matrix.LUsolve(-Matrix(rows).subs({x: 0, y: 0})), strict=True))
        if all(f.subs(at) >= 0 for f in sided):
            expected.add((at[x], at[y]))
    rows = [
        e + sum(k * Abs(f) for k, f in zip(row, forms, strict=True)) for e, row in zip(affine, factors, strict=True)
    ]
    found = find_equilibria(flow([x, y], *rows))
    complete = found.completeness is Completeness.PROVEN_COMPLETE
    return "" if complete and places(found) == expected else f"{rows}: {places(found)} for {expected}; {found}"


def test_random_piecewise_fields_on_a_line() -> None:
    """Sixteen sums of kinks, jumps and a parabola against the zeros of each piece and the limits at each break."""
    assert [d for d in map(disagreement_on_a_line, range(16)) if d] == []


def test_random_piecewise_fields_in_the_plane() -> None:
    """Absolute values of linear forms against the linear system of each region."""
    outcomes = [disagreement_in_the_plane(seed) for seed in range(16)]
    assert sum(o is not None for o in outcomes) > 6
    assert [o for o in outcomes if o] == []


def disagreement_in_a_monotone_game(seed: int) -> str:
    """Strongly convex own losses with kinks and a skew coupling: there is exactly one equilibrium."""
    rng = random.Random(seed)
    coupling = rng.choice((-2, -1, HALF, 1, 3))
    kinks = [[(rng.randint(1, 3), rng.randint(-2, 2)) for _ in range(rng.randint(1, 2))] for _ in range(2)]
    slopes = [Rational(rng.randint(-4, 4), 2) for _ in range(2)]
    losses = [
        v**2 / 2 + slope * v + side * coupling * x * y + sum((k * Abs(v - at) for k, at in own), Integer(0))
        for v, slope, side, own in zip((x, y), slopes, (1, -1), kinks, strict=True)
    ]
    found = find_equilibria(convex(*losses))
    if found.completeness is not Completeness.PROVEN_COMPLETE or found.components or len(found.points) != 1:
        return f"{losses}: {found} {found.reason}"
    at = found.points[0].as_dict()
    for v, other, slope, side, own in zip((x, y), (y, x), slopes, (1, -1), kinks, strict=True):
        smooth = at[v] + slope + side * coupling * at[other] + sum(k * sign(at[v] - b) for k, b in own)
        free = sum(k for k, b in own if b == at[v])
        if not -free <= smooth <= free:
            return f"{losses}: 0 is no subgradient at {at}"
    return ""


def test_monotone_games_with_kinks_have_one_equilibrium() -> None:
    """Found, unique, and 0 is a subgradient of each player's loss."""
    assert [d for d in map(disagreement_in_a_monotone_game, range(4)) if d] == []


@pytest.mark.slow
def test_many_random_piecewise_fields() -> None:
    """The same over more seeds."""
    assert [d for d in map(disagreement_in_a_monotone_game, range(1_000, 1_100)) if d] == []
    assert [d for d in map(disagreement_on_a_line, range(1_000, 1_600)) if d] == []
    assert [d for d in map(disagreement_in_the_plane, range(1_000, 1_600)) if d] == []


def test_a_map_with_roots_is_searched_where_they_are_real() -> None:
    """(sqrt(y) - y, sqrt(x) - x) fixes (1/4, 1/4) and (0, 0); nothing is compared with a complex number."""
    found = find_equilibria(System(Time.DISCRETE, [x, y], [sqrt(y) - y, sqrt(x) - x]))
    assert (Rational(1, 4), Rational(1, 4)) in places(found)
