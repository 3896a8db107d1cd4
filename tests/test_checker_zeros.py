"""Isolation and completeness: what is emitted is accepted, forgeries are refused, hostile input is answered."""

from __future__ import annotations

import copy
import json
import random
import time
from fractions import Fraction as Q
from itertools import combinations_with_replacement
from typing import Any

import pytest
from certificate_cases import FLOW, MAP, signed
from equilibrium_games import random_game
from sympy import Add, Integer, Mul, Rational, Symbol, exp, sin, symbols
from zeros_cases import zeros_cases

from stability.algebra.program import compile_program
from stability.certificate import Certificate
from stability.certify import certificate_of_equilibria
from stability.checker import check
from stability.emission import certify_completeness, certify_isolation
from stability.equilibrium import find_equilibria
from stability.errors import NotApplicable
from stability.system import System

CASES = dict(zeros_cases())
SECONDS = 15  # hostile input is answered within seconds; the rest is room for a busy machine
x, y, z = symbols("x y z", real=True)
PLANAR = (3 * x**3 - 9 * x**2 * y - 2 * x * y**2 + 6 * x + 3 * y**2 - 2 * y + 9,
          5 * x**2 - 9 * x * y**2 - 2 * x * y + y**3 + 4 * y + 8)
CIRCLE = x**2 + y**2 - 1


def searched(state: Any, field: Any, clock: Any = FLOW) -> tuple[Any, Certificate | None, str]:
    system = System(clock, state, field)
    found = find_equilibria(system)
    return found, *certificate_of_equilibria(system, found)


def boxes(certificate: Certificate) -> list[list[tuple[Q, Q]]]:
    return [[(Q(c), Q(r)) for c, r in zip(*box, strict=True)] for box in certificate.data["claim"]["boxes"]]


def holds(box: list[tuple[Q, Q]], point: Any) -> bool:
    return all(abs(Q(int(v.p), int(v.q)) - c) <= r for v, (c, r) in zip(point, box, strict=True))


# ---- what a search finds --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("field", "number", "clock"), [
    ((x**2 - 1, y**2 + x), 2, FLOW), (PLANAR, 3, FLOW), ((x**2 + 1, y), 0, FLOW), ((x * y - 1, x), 0, FLOW),
    ((x * CIRCLE, y * CIRCLE), 1, FLOW), ((x * y, x * (y - 1)), 0, FLOW), (((x**2 - 2) ** 2 * (x - 1), y - x), 3, FLOW),
    ((x, Integer(0)), 0, FLOW), ((Integer(0), Integer(0)), 0, FLOW),
    ((x / (1 + x**2) - y / 3, y / (1 + x**2) - x / 7), 3, MAP), ((x - x * (y - 1), y + y * (x - 2)), 2, MAP),
])
def test_every_complete_search_has_a_certificate(field: Any, number: int, clock: Any) -> None:
    """Named systems: simple, complex, multiple and no solutions, circles and lines of equilibria, rational maps."""
    found, certificate, reason = searched((x, y), field, clock)
    assert certificate is not None and certificate.kind == "completeness", reason
    assert len(boxes(certificate)) == len(found.points) == number and reason == ""
    assert check(certificate.to_json()).accepted, check(certificate.to_json()).reason


def test_maps_composed_of_stages() -> None:
    """The stages are composed by the checker; the fixed points of the map are those of the two steps."""
    system = System(MAP, (x, y), stages=((x - y / 2, y), (x, y + x**2 / 2 - x)))
    certificate, reason = certificate_of_equilibria(system, find_equilibria(system))
    assert certificate is not None and certificate.kind == "completeness" and len(boxes(certificate)) == 2, reason
    assert check(certificate.to_json()).accepted


@pytest.mark.parametrize(("n", "degree"), [(1, 40), (2, 7), (3, 3), (5, 2)])
def test_what_is_emitted_is_never_too_much_for_the_checker(n: int, degree: int) -> None:
    """Dense random systems: a certificate which is accepted, or a reason."""
    rng, state = random.Random(n), symbols(f"x:{n}", real=True)
    monomials = [Mul(*m) for k in range(degree + 1) for m in combinations_with_replacement(state, k)]
    field = [Add(*(rng.randint(-3, 3) * m for m in monomials)) for _ in state]
    try:
        good = certify_completeness(FLOW, compile_program(state, field))
    except NotApplicable as reason:
        assert "too much" in str(reason) or "cofactors" in str(reason)
        return
    start = time.monotonic()
    result = check(good.to_json())
    assert result.accepted and time.monotonic() - start < SECONDS, result.reason


def cubic_game(seed: int, coupled: int) -> tuple[Any, list[Any]]:
    """Four players, 81 complex solutions: the systems of the benchmark."""
    generator, state, field = random.Random(seed), symbols("x0:4", real=True), []
    for s in state:
        e = generator.choice((-2, -1, 1)) * s**3 + sum(generator.randint(-2, 2) * v for v in state)
        e += generator.randint(-2, 2)
        for _ in range(coupled):
            first, second, third = (generator.choice(state) for _ in range(3))
            e += generator.choice((-1, 1)) * first * second * third
        field.append(e)
    return state, field


@pytest.mark.parametrize(("coupled", "seed"), [(0, 1), (0, 2), (1, 1), (1, 2), (3, 1), (3, 2)])
def test_eighty_one_solutions(coupled: int, seed: int) -> None:
    """Complete by Bezout's bound in a few dozen kilobytes; without one complex pair it is refused."""
    state, field = cubic_game(seed, coupled)
    found, certificate, reason = searched(state, field)
    assert certificate is not None and certificate.kind == "completeness", reason
    assert len(boxes(certificate)) == len(found.points) and len(certificate.text) < 40_000
    assert len(boxes(certificate)) + 2 * len(certificate.data["witness"]["complex"]) == 81
    start = time.monotonic()
    assert check(certificate.to_json()).accepted and time.monotonic() - start < SECONDS
    data = certificate.data
    data["witness"]["complex"].pop()
    assert "may not be all" in check(signed(data)).reason


def known(seeds: range) -> None:
    for seed in seeds:
        game = random_game(seed)
        _, certificate, reason = searched(game.state, game.field)
        assert certificate is not None and certificate.kind == "completeness", (seed, reason)
        assert check(certificate.to_json()).accepted, (seed, check(certificate.to_json()).reason)
        found = boxes(certificate)
        assert len(found) == len(game.points)
        assert all(sum(holds(box, point) for box in found) == 1 for point in game.points), seed


def test_games_built_from_their_equilibria() -> None:
    """Double roots, complex pairs, hyperplanes: the boxes hold exactly the points the games were built from."""
    known(range(20))


@pytest.mark.slow
def test_three_hundred_games_built_from_their_equilibria() -> None:
    """All of the random games of the issue."""
    known(range(300))


def test_why_there_is_no_certificate_or_less() -> None:
    """Other functions, free parameters, components without equations: a reason, never a wrong certificate."""
    a = Symbol("a", real=True)
    fields = ((exp(x) - 1 - x / 2, y), "exp"), ((sin(x) - x / 2, y), "sin"), ((x**3 - a * x, y), "parameter")
    for field, word in fields:
        _, certificate, reason = searched((x, y), field)
        assert certificate is None and word in reason
    with pytest.raises(NotApplicable, match="dimension 1"):
        certify_completeness(FLOW, compile_program([x, y], [x * CIRCLE, y * CIRCLE]))
    with pytest.raises(NotApplicable, match="vanish"):
        certify_completeness(FLOW, compile_program([x, y], [x * CIRCLE, y * CIRCLE]), components=[[CIRCLE + 1]])
    with pytest.raises(NotApplicable, match="polynomial"):
        certify_completeness(FLOW, compile_program([x, y], [x, y]), components=[[exp(x)]])
    with pytest.raises(NotApplicable, match="multiple zero"):
        certify_isolation(FLOW, compile_program([x], [x**2]), [[0]])
    with pytest.raises(NotApplicable, match="no point"):
        certify_isolation(FLOW, compile_program([x], [x]), [])


def test_isolation_where_completeness_is_too_large_or_not_proven() -> None:
    """The simple equilibria get boxes, and the reason says what is missing."""
    given = System(FLOW, (x, y), (x**2 - 2, y - x))
    found = find_equilibria(given, box={x: (0, 2), y: (0, 2)})
    certificate, reason = certificate_of_equilibria(given, found)
    assert certificate is not None and certificate.kind == "isolation" and "COMPLETE IN BOX" in reason
    assert check(certificate.to_json()).accepted


# ---- forgeries ------------------------------------------------------------------------------------------------------
def altered(name: str, **changes: Any) -> str:
    data = CASES[name].data
    for key, value in changes.items():
        place = data["claim"] if key in data["claim"] else data["witness"] if key in data["witness"] else data
        place[key] = value
    return signed(data)


def changed(name: str, path: tuple[Any, ...], value: Any) -> str:
    data = CASES[name].data
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return signed(data)


PAIR, DEFICIT = CASES["complete-pair"].data, CASES["complete-deficit"].data
UNIT = [["0", "0"], ["1/8", "1/8"]]


@pytest.mark.parametrize(("text", "reason"), [
    (altered("complete-pair", complex=[]), "may not be all"),
    (altered("complete-pair", complex=PAIR["witness"]["complex"] * 2), "disjoint"),
    (altered("complete-pair", boxes=PAIR["claim"]["boxes"][:1], inverses=PAIR["witness"]["inverses"][:1]), "not be"),
    (altered("complete-pair", boxes=PAIR["claim"]["boxes"][:1] * 2, inverses=PAIR["witness"]["inverses"][:1] * 2),
     "disjoint"),
    (altered("complete-pair", boxes=[[["0", "0"], ["3", "3"]]] * 2), "Krawczyk"),
    (altered("complete-pair", boxes=[["0", "0"]] * 2), "must be a list"),
    (altered("complete-pair", inverses=[None, None]), "no zero"),
    (altered("complete-pair", inverses=PAIR["witness"]["inverses"][::-1]), "Krawczyk"),
    (altered("complete-pair", steps=[]), None),
    (altered("complete-pair", matrix=[["1"]]), "a matrix"),
    (altered("complete-pair", components=[[[["1", [1, 0]]]]]), "components"),
    (altered("complete-pair", kind="isolation"), "inverses only"),
    (altered("complete-deficit", steps=None), "may not be all"),
    (altered("complete-deficit", steps=[]), "too many others"),
    (altered("complete-deficit", steps=[[0, [["1", [0, 0]]], []]]), "a power is positive"),
    (altered("complete-deficit", steps=[[1, [["1", [0, 0]]], []]]), "identity of a step"),
    (altered("complete-deficit", steps=[[1, [["1", [0, 0]]], [[2, [["1", [0, 0]]]]]]]), "a number"),
    (altered("complete-double", steps=None), "simple zeros"),
    (altered("complete-irrational", steps=None), "simple zeros"),
    (altered("complete-irrational", simple=[[[["1", [2]], ["-3", [0]]]], [[[["1", [2]], ["-3", [0]]]]]]), "cofactors"),
    (altered("isolation", boxes=[], inverses=[]), "inverses only"),
    (altered("isolation", boxes=[[[["-1", "0"], ["1", "1/8"]], ["1/99", "1/99"]]], inverses=[None]), "no zero"),
    (altered("isolation", boxes=[[["-1", "1"], ["0", "0"]]], inverses=[None]), "inverses only"),
    (altered("isolation", boxes=[[["-1", "1"], ["-1/8", "1/8"]]], inverses=[UNIT]), "Krawczyk"),
    (altered("complete-circle", components=[]), "as stated"),
    (altered("complete-circle", components=[[[["1", [1, 0]]]]]), "other equations"),
    (changed("complete-pole", ("claim", "boxes", 0, 1, 0), "2"), "Krawczyk"),
    (changed("complete-pair", ("system", "point"), ["1", "-1"]), "no point"),
    (changed("complete-pair", ("witness", "complex", 0, 0, 1), "1"), "Krawczyk"),
    (changed("complete-pair", ("system", "stages", 0, "code", 3), ["exp", 1]), "not rational over Q"),
    (changed("complete-pair", ("system", "parameters"), {"a": "real"}), "not rational over Q"),
    (changed("complete-irrational", ("witness", "simple", 0), []), "as stated"),
])
def test_forgeries_are_refused_for_the_right_reason(text: str, reason: str | None) -> None:
    """Each check fires; the leading monomials of {x^2 - 1, y^2 + x} alone are a proof, too."""
    result = check(text)
    assert result.accepted is (reason is None) and (reason is None or reason in result.reason), result.reason


def certificate(rhs: list[Any], **parts: Any) -> str:
    """A certificate made by hand."""
    good = CASES["complete-pair"].data
    system = certify_isolation(FLOW, compile_program((x, y)[: len(rhs)], [x, y][: len(rhs)]), [[0] * len(rhs)]).data
    system["system"]["stages"] = [compile_program((x, y)[: len(rhs)], rhs).to_data()]
    claim = {"boxes": parts.pop("boxes"), "components": []}
    witness = {"complex": [], "simple": None, "components": [], "steps": None, **parts}
    return signed({**good, "system": system["system"], "claim": claim, "witness": witness})


def test_points_of_a_line_do_not_attain_the_bound_of_bezout() -> None:
    """{xy, x(y - 1)} vanishes on x = 0: four of its points are not all equilibria, however they are certified."""
    points = [[["0", str(k)], ["0", "0"]] for k in range(4)]
    rhs = [x * y, x * (y - 1)]
    assert "simple zeros" in check(certificate(rhs, boxes=points, inverses=[None] * 4)).reason
    assert "too many others" in check(certificate(rhs, boxes=points, inverses=[None] * 4, steps=[])).reason
    zeros = [["1", [1, 0]]], [["1", [0, 4]], ["-6", [0, 3]], ["11", [0, 2]], ["-6", [0, 1]]]  # x, y (y-1) (y-2) (y-3)
    simple = [list(zeros), [[[["1", [0, 1]]], []], [[["1", [0, 1]], ["-1", [0, 0]]], []]]]
    inverses = [[["1", "0"], ["0", str(Q(1, d))]] for d in (-6, 2, -2, 6)]
    near = [[["0", str(k)], ["1/99", "1/99"]] for k in range(4)]
    result = check(certificate(rhs, boxes=near, inverses=inverses, simple=simple))
    assert "simple zeros" in result.reason, result.reason


def test_an_equation_which_is_zero_has_no_degree() -> None:
    """{0, x}: a product of degrees would be 0, and no equilibrium stated."""
    assert "simple zeros" in check(certificate([Integer(0), x], boxes=[], inverses=[])).reason
    assert check(certificate([Integer(1), x], boxes=[], inverses=[])).accepted


def test_zeros_of_the_numerator_alone_are_no_equilibria() -> None:
    """(x^2 - x)/(x - 1) is not defined at 1, though its numerator vanishes there."""
    rhs = [(x**2 - x) / (x - 1)]
    at = {k: {"boxes": [[[str(k)], ["1/9"]]], "inverses": [[[str(1 if k else -1)]]]} for k in (0, 1)}
    assert "undefined" in check(certificate(rhs, **at[1], steps=[])).reason
    whole = certify_completeness(FLOW, compile_program([x], rhs))
    assert check(whole.to_json()).accepted and [b[0][0] for b in boxes(whole)] == [0]


def test_a_digit_of_a_large_certificate() -> None:
    """Shifted centres, swapped signs and halved inverses of the 81 solutions are refused."""
    state, field = cubic_game(1, 0)
    good = certify_completeness(FLOW, compile_program(state, field)).data
    rng = random.Random(4)
    for _ in range(12):
        data = copy.deepcopy(good)
        row = rng.choice(data["witness"]["complex"])
        k = rng.randrange(4)
        row[0][k] = rng.choice([[str(Q(row[0][k][0]) + Q(1, 10**4)), row[0][k][1]], row[0][k][0], row[0][k][::-1]])
        assert not check(signed(data)).accepted


# ---- hostile input --------------------------------------------------------------------------------------------------
def hostile() -> dict[str, str]:
    one, many = [["1", [0, 0]]], [["1", [i, 900 - i]] for i in range(900)]
    dense = [[["1", [i, j]] for i in range(40) for j in range(40)]]
    huge = PAIR["claim"]["boxes"][0]
    first = [1, DEFICIT["witness"]["steps"][0][1], DEFICIT["witness"]["steps"][0][2]]
    long = str(Q(10**900 + 1, 10**899))
    return {
        "power of a sum": altered("complete-deficit", steps=[[60, many, []]]),
        "dense power": altered("complete-deficit", steps=[[8, dense[0], []]]),
        "many equal steps": altered("complete-deficit", steps=[first] * 8000),
        "wide cofactors": altered("complete-deficit", steps=[[1, one, [[0, many], [1, many]]] * 1][:1] * 300),
        "ten thousand boxes": altered("complete-pair", boxes=[huge] * 10_000,
                                      inverses=PAIR["witness"]["inverses"][:1] * 10_000),
        "long centre": altered("complete-pair", boxes=[[[long, long], ["1", "1"]]] * 2),
        "huge radius": altered("complete-pair", boxes=[[["0", "0"], ["9" * 900, "9" * 900]]] * 2),
        "negative exponent": altered("complete-deficit", steps=[[1, [["1", [-1, 0]]], []]]),
        "large exponent": altered("complete-deficit", steps=[[1, [["1", [10**6, 0]]], []]]),
        "boolean exponent": altered("complete-deficit", steps=[[1, [["1", [True, 0]]], []]]),
        "exponents missing": altered("complete-deficit", steps=[[1, [["1", [1]]], []]]),
        "negative number": altered("complete-deficit", steps=[[1, one, [[-1, one]]]]),
        "number of itself": altered("complete-deficit", steps=[[1, one, [[2, one]]]]),
        "no complex list": altered("complete-pair", complex=None),
        "three parts": altered("complete-pair", complex=[[[["1", "1", "1"], "0"], ["1", "1"], None]]),
        "float": altered("complete-pair", complex=[[["1.0", "0"], ["1", "1"], None]]),
        "nested": altered("complete-pair", simple=json.loads("[" * 200 + "]" * 200)),
        "one simple equation": altered("complete-pair", simple=[[one], [[one], [one]]]),
        "components": altered("complete-circle", components=[[dense[0]]] * 50),
        "text as steps": altered("complete-pair", steps="none"), "object as boxes": altered("complete-pair", boxes={}),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_input_is_refused_with_a_reason_in_seconds(name: str) -> None:
    """Never a traceback, never minutes."""
    start = time.monotonic()
    result = check(hostile()[name])
    assert not result.accepted and result.reason and time.monotonic() - start < SECONDS
    result.reason.encode("ascii")


def test_tall_fields_are_answered_in_seconds() -> None:
    """Dense quartics in six variables are more work than the checker accepts, or are checked; both in seconds."""
    state = symbols("x0:6", real=True)
    field = [sum(state) ** 4 - s for s in state]
    good = certify_isolation(FLOW, compile_program(state, field), [[0] * 6])
    start = time.monotonic()
    result = check(good.to_json())
    assert time.monotonic() - start < SECONDS and (result.accepted or "work" in result.reason), result.reason


def test_boxes_are_short_and_hold_the_solution() -> None:
    """The boxes of x^5 - x - 1 and of a cluster: rational ends around the roots found by an independent count."""
    single = certify_completeness(FLOW, compile_program([x], [x**5 - x - 1]))
    [[(centre, radius)]] = boxes(single)
    low, high = (Rational(v.numerator, v.denominator) for v in (centre - radius, centre + radius))
    assert (low**5 - low - 1) * (high**5 - high - 1) < 0 and radius <= Q(1, 2**20)
    close = certify_completeness(FLOW, compile_program([x], [(x**2 - 2) * (10**9 * x**2 - 2 * 10**9 - 1)]))
    assert len(boxes(close)) == 4 and check(close.to_json()).accepted
