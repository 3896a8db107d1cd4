"""Equilibria with symbolic parameters, square roots and angles: complete where algebra is, known members elsewhere."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import (
    Integer,
    Pow,
    Rational,
    Symbol,
    asin,
    ceiling,
    cos,
    exp,
    floor,
    pi,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

from stability import System, Time, analyze, find_equilibria, verify
from stability.algebra.conditions.sample import truth
from stability.algebra.systems.forms import quotient
from stability.equilibrium import Completeness, Equilibrium
from stability.equilibrium.affine import affine_through
from stability.equilibrium.elimination import definite, squared
from stability.equilibrium.periodic import period_of
from stability.theorem import EquilibriaAre, Theorem

x, y, z = symbols("x y z", real=True)
mu, b, c = symbols("mu b c", real=True)
p, q, r = symbols("p q r", positive=True)
HALF = Rational(1, 2)


def flow(state: Any, *rhs: Any, **options: Any) -> System:
    return System(Time.CONTINUOUS, state, rhs, **options)


def iterate(state: Any, *rhs: Any) -> System:
    return System(Time.DISCRETE, state, rhs)


def places(found: Any) -> set[tuple[Any, ...]]:
    return {tuple(v for _, v in point.point) for point in found.points}


COMPLETE = [
    ("Brusselator", flow([x, y], p - (q + 1) * x + x**2 * y, q * x - x**2 * y), {(p, q / p)}),
    (
        "Hopf normal form",
        flow([x, y], mu * x - y - x * (x**2 + y**2), x + mu * y - y * (x**2 + y**2)),
        {(0, 0)},
    ),
    ("delayed logistic map", iterate([x, y], p * x * (1 - y), x), {(0, 0), ((p - 1) / p, (p - 1) / p)}),
    (
        "Puu's duopoly",
        iterate([x, y], sqrt(y / p) - y, sqrt(x / q) - x),
        {(0, 0), (q / (p + q) ** 2, p / (p + q) ** 2)},
    ),
    ("roots", iterate([x, y], sqrt(y) - y, sqrt(x) - x), {(0, 0), (Rational(1, 4), Rational(1, 4))}),
    ("the branch of a root", flow([x], sqrt(x + 2) - x), {(2,)}),
    ("a root that is never negative", flow([x], sqrt(x + 2) + x + 3), set()),
]


@pytest.mark.parametrize(("system", "points"), [row[1:] for row in COMPLETE], ids=[row[0] for row in COMPLETE])
def test_algebra_solves_for_every_parameter(system: System, points: set[Any]) -> None:
    """Solved by hand; complete for all values of the parameters."""
    found = find_equilibria(system)
    assert found.completeness is Completeness.PROVEN_COMPLETE
    listed = places(found)
    assert len(listed) == len(points)
    for point in points:
        assert any(all((u - v).equals(0) for u, v in zip(point, other, strict=True)) for other in listed)


def test_a_condition_on_a_parameter_belongs_to_the_answer() -> None:
    """-x/c + y, -y - x: the field needs c != 0; c = -1 gives a line."""
    found = find_equilibria(flow([x, y], -x / c + y, -y - x))
    assert found.completeness is Completeness.PROVEN_COMPLETE
    (point,) = found.points
    assert [str(e) for e in point.conditions] == ["Ne(c, 0)", "Ne(c + 1, 0)"]  # at c = -1 it lies on the line
    (line,) = found.components
    assert line.contains({x: 1, y: -1, c: Integer(-1)})


def test_a_named_point_carries_the_condition_of_its_field() -> None:
    """At (0, 0) the field -x/c + y, -y - x needs c != 0 and has trace -1 - 1/c, determinant 1 + 1/c."""
    result = analyze(flow([x, y], -x / c + y, -y - x), at={x: 0, y: 0}, cross_check=False)
    (item,) = result.local
    assert [str(e) for e in item.equilibrium.conditions] == ["Ne(c, 0)"]
    for value, name in ((1, "EXPONENTIALLY_STABLE"), (-2, "EXPONENTIALLY_STABLE"), (-HALF, "UNSTABLE")):
        here = [k for k in item.verdict.cases if truth(k.condition, {c: Rational(value)})]
        assert [k.stability.name for k in here] == [name]
    assert not analyze(flow([x], -x * sqrt(p)), at={x: 0}, cross_check=False).equilibria.points[0].conditions


def test_reaction_curves_of_a_duopoly() -> None:
    """Costs p, q: the slopes at the Cournot point are (q - p)/(2p) and (p - q)/(2q), stable where (p - q)^2 < 4 p q."""
    result = analyze(iterate([x, y], sqrt(y / p) - y, sqrt(x / q) - x), cross_check=False)
    (item,) = result.local
    for costs, name in (((1, 1), "EXPONENTIALLY_STABLE"), ((1, 5), "EXPONENTIALLY_STABLE"), ((6, 1), "UNSTABLE")):
        put = dict(zip((p, q), map(Integer, costs), strict=True))
        (here,) = [case for case in item.verdict.cases if truth(case.condition, put)]
        assert here.stability.name == name
    assert not any(case.condition.atoms(Pow) & {sqrt(p**2 + 2 * p * q + q**2)} for case in item.verdict.cases)


def test_a_relation_between_parameters_keeps_a_pole_away() -> None:
    """The denominator C + (1 - l)/3 of a discrete replicator is positive when C > l > 0; alone it has zeros."""
    top, low = symbols("C l", positive=True)
    field = -x / (top + (1 - low) / 3 + x**2)
    result = analyze(flow([x], field, assumptions=[top > low]), at={x: 0}, cross_check=False)
    assert result.verdict.stability.name == "EXPONENTIALLY_STABLE"
    alone = analyze(flow([x], field), at={x: 0}, cross_check=False)
    assert alone.local[0].equilibrium.conditions
    assert alone.verdict.stability.name != "EXPONENTIALLY_STABLE"


@pytest.mark.parametrize("n", [2, 3, 4])
def test_phases_that_lock_are_semistable(n: int) -> None:
    """n phases with sine coupling rest on the line of equal phases; across it all eigenvalues are -K."""
    phases = symbols(f"theta_1:{n + 1}", real=True)
    field = [p / n * sum((sin(b - a) for b in phases), Integer(0)) for a in phases]
    result = analyze(flow(phases, *field), at=dict.fromkeys(phases, 0), cross_check=False)
    assert result.verdict.stability.name == "SEMISTABLE"
    component = result.equilibria.points[0].component
    assert component is not None
    assert component.dimension == 1
    assert component.contains(dict.fromkeys(phases, Integer(1)))


def test_a_kernel_along_which_the_field_moves_is_no_set_of_equilibria() -> None:
    """x' = -x + y^2, y' = 0 - y^3 has the kernel y at 0, but rests at 0 only."""
    system = flow([x, y], -x + y**2, -(y**3) * exp(x))
    assert affine_through(system.rhs, system.state, Equilibrium(((x, Integer(0)), (y, Integer(0)))), ()) is None


@pytest.mark.parametrize(
    ("system", "values"),
    [
        # v' = v - v^3/3 - w + c, w' = p (v + b - q w)
        (flow([x, y], x - x**3 / 3 - y + c, p * (x + b - q * y)), {p: 1, q: 2}),
        # Wilson and Cowan's rates, logistic
        (flow([x, y], -x + 1 / (1 + exp(-(p * x - q * y + c))), -y + 1 / (1 + exp(-(mu * x - b * y)))), {q: 5}),
        (flow([x, y], -x + tanh(p * x - q * y), -y + tanh(mu * x - b * y)), {}),
    ],
    ids=["FitzHugh-Nagumo", "Wilson-Cowan", "tanh rates"],
)
def test_known_members_are_listed_where_the_search_is_not_complete(system: System, values: Any) -> None:
    """At least one member, each a zero of the field under its conditions, and the list is not called complete."""
    found = find_equilibria(system)
    assert found.completeness is Completeness.NOT_PROVEN
    assert found.points
    for point in found.points:
        put = {s.lhs: s.rhs for s in point.conditions}
        for component in system.rhs:
            assert component.subs(point.as_dict()).subs(put).subs(put).equals(0)


ANGLES = [
    ("pendulum", flow([x, y], y, -p * y - q * sin(x)), {(0, 0), (pi, 0)}, 1),
    (
        "pendulum with a set point",
        flow([x, y], y, -p * y - q * sin(x) + c),
        {(asin(c / q), 0), (pi - asin(c / q), 0)},
        1,
    ),
    ("two speeds", flow([x], sin(x) * cos(2 * x)), {(k * pi / 4,) for k in (0, 1, -1, 3, 4, 5)}, 1),
    ("no zero", flow([x], sin(x) - 2), set(), 0),
    ("a touching zero", flow([x], 1 - cos(x)), {(0,)}, 1),
    ("two angles", flow([x, y], sin(x - y), sin(x + y)), {(0, 0), (pi, 0), (pi / 2, pi / 2), (pi / 2, -pi / 2)}, 2),
]


@pytest.mark.parametrize(("system", "points", "angles"), [row[1:] for row in ANGLES], ids=[row[0] for row in ANGLES])
def test_angles_are_solved_modulo_their_period(system: System, points: set[Any], angles: int) -> None:
    """One member of each family of translates, and the list says for which translates it stands."""
    found = find_equilibria(system)
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert all("for every integer k" in text for text in found.up_to)
    assert bool(found.up_to) is (angles > 0)

    def known(point: tuple[Any, ...], others: set[Any]) -> bool:
        return any(
            all(u == v or (((u - v) / (2 * pi)).is_integer and angles) for u, v in zip(point, other, strict=True))
            for other in others
        )

    listed = places(found)
    assert all(known(point, listed) for point in points)
    if len(system.state) == 1 or angles == 1:
        assert all(known(point, points) for point in listed)


def test_what_grows_is_no_angle() -> None:
    """x sin(x) and sin(x) + x/10 do not repeat themselves; nothing is solved modulo 2 pi."""
    assert period_of(x, [x * sin(x)], {x}) is None
    assert period_of(x, [sin(x) + x / 10], {x}) is None
    assert period_of(x, [sin(x * y)], {x, y}) is None
    assert period_of(x, [sin(x) + sin(sqrt(2) * x)], {x}) is None
    assert period_of(x, [sin(3 * x / 2) + tan(x)], {x}) == 4 * pi
    assert period_of(x, [sin(p * x) + cos(3 * p * x)], {x}) == 2 * pi / p
    assert not find_equilibria(flow([x], x * sin(x))).up_to


def test_a_family_is_no_finite_list() -> None:
    """x' = -sin(x) rests at 0 and pi and at infinitely many other points: the claim of two is not confirmed."""
    claim = EquilibriaAre(({"x": 0}, {"x": pi}))
    theorem = Theorem("two_rest_points", "", "", (), flow([x], -sin(x)), claim)
    assert verify(theorem).outcome.name != "CONFIRMED"
    assert not find_equilibria(flow([x], -sin(x)), periodic=False).up_to


def test_verdicts_of_the_damped_pendulum() -> None:
    """Down is exponentially stable, up a saddle, for all p, q > 0."""
    result = analyze(flow([x, y], y, -p * y - q * sin(x)), cross_check=False)
    verdicts = {item.equilibrium.point[0][1]: item.verdict.stability.name for item in result.local}
    assert verdicts == {Integer(0): "EXPONENTIALLY_STABLE", pi: "UNSTABLE"}


def test_oscillators_that_share_a_frequency_lock() -> None:
    """Two coupled phases: one locked line is semistable where the coupling exceeds the difference, one is unstable."""
    result = analyze(flow([x, y], c - p * sin(x - y), -c - p * sin(y - x)), cross_check=False)
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    names = {case.stability.name for item in result.local for case in item.verdict.cases}
    assert {"SEMISTABLE", "UNSTABLE"} <= names


@pytest.mark.parametrize(
    ("system", "points"),
    [
        (flow([x], floor(x) + x**2), {(0,), (-1,)}),
        (flow([x], ceiling(x) - 2 * x), {(0,), (HALF,)}),
        (flow([x, y], x * (floor(y) + y**2), y - x), {(0, 0), (-1, -1)}),
    ],
    ids=["floor", "ceiling", "a factor beside"],
)
def test_functions_without_a_rule_leave_the_case_open(system: System, points: set[Any]) -> None:
    """What is found beside them is listed; the reason names the function in plain words."""
    found = find_equilibria(system)
    assert found.completeness is Completeness.NOT_PROVEN
    assert points <= places(found)
    assert "no rule and no enclosure of" in found.reason


def test_a_sum_of_terms_of_one_sign_vanishes_with_each_term() -> None:
    """p x^2 + y^2 q means x = y = 0; p x^2 - y^2 means nothing of the kind."""
    assert definite([quotient(p * x**2 + q * y**2).factors], {x, y}, ()) is not None
    assert definite([quotient(p * x**2 - y**2).factors], {x, y}, ()) is None
    assert definite([quotient(mu * x**2 + y**2).factors], {x, y}, ()) is None


def test_a_root_is_squared_on_its_branch_only() -> None:
    """sqrt(x) = y keeps y >= 0; a root with a coefficient that may vanish is left alone."""
    found = squared([quotient(sqrt(x) - y).factors], {x, y}, ())
    assert found is not None
    assert truth(found[2], {x: 1, y: Integer(-1)}) is False
    assert squared([quotient(mu * sqrt(x) - y).factors], {x, y}, ()) is None


def random_system(rng: random.Random) -> System:
    """The first equation linear in y, the second of degree 2; coefficients are numbers or parameters."""

    def number() -> Any:
        return rng.choice((-2, -1, 1, 2, p, -p, q, p * q, mu))

    def short(*monomials: Any) -> Any:
        return sum((number() * m for m in rng.sample(monomials, rng.randint(1, 2))), Integer(0))

    first = short(1, x, x**2) + short(1, x) * y
    second = short(1, x, y, x * y, x**2, y**2)
    return flow([x, y], first, second)


def disagreement(seed: int) -> str | None:
    """The list for symbols at some numbers against the list for these numbers; None where one is not complete."""
    rng = random.Random(seed)
    system = random_system(rng)
    found = find_equilibria(system)
    if found.completeness is not Completeness.PROVEN_COMPLETE:
        return None
    for _ in range(2):
        put = {
            p: Rational(rng.randint(1, 5), 2),
            q: Rational(rng.randint(1, 5), 3),
            mu: Rational(rng.randint(-4, 4), 2),
        }
        exactly = find_equilibria(flow([x, y], *(e.xreplace(put) for e in system.rhs)))
        listed = set()
        for point in found.points:
            if any(truth(e.xreplace(put), {}) is False for e in point.conditions):
                continue
            listed.add(tuple(complex(v.xreplace(put).evalf(30)) for _, v in point.point))
        components = [e for e in found.components if all(truth(k.xreplace(put), {}) is not False for k in e.conditions)]
        if bool(exactly.components) != bool(components):
            return f"{system.rhs} at {put}: {components} for {exactly.components}"
        if exactly.components:
            continue
        numbers = {tuple(complex(v.evalf(30)) for _, v in point.point) for point in exactly.points}
        real = {v for v in listed if all(abs(u.imag) < 1e-12 for u in v)}  # thirty digits were asked for
        if not _same(real, numbers):
            return f"{system.rhs} at {put}: {real} for {numbers}"
    return ""


def _same(left: set[Any], right: set[Any]) -> bool:
    def inside(some: set[Any], others: set[Any]) -> bool:
        # boxes of the exact search are below 1e-12 wide
        return all(any(max(abs(u - v) for u, v in zip(s, o, strict=True)) < 1e-9 for o in others) for s in some)

    return inside(left, right) and inside(right, left)


def test_random_systems_with_parameters_agree_with_their_numbers() -> None:
    """The list for all parameters, at numbers, is the exact list for these numbers."""
    outcomes = [disagreement(seed) for seed in range(25)]
    assert [o for o in outcomes if o] == []
    assert sum(o == "" for o in outcomes) >= 8


@pytest.mark.slow
def test_many_random_systems_with_parameters() -> None:
    """The same over more seeds."""
    assert [o for o in map(disagreement, range(1_000, 1_400)) if o] == []


def test_names_of_parameters_do_not_meet_the_integer_of_a_family() -> None:
    """A parameter called k keeps its meaning; the text of the family is only text."""
    k = Symbol("k", positive=True)
    found = find_equilibria(flow([x], k * sin(x)))
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert places(found) == {(0,), (pi,)}
