"""Conditions on parameters: signs, proofs, counterexamples and samples, with the claims that must be refused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    And,
    Eq,
    Equivalent,
    Expr,
    Function,
    I,
    Implies,
    Integer,
    Max,
    Min,
    Mul,
    Ne,
    Or,
    Piecewise,
    Rational,
    Symbol,
    exp,
    log,
    nan,
    oo,
    sign,
    sqrt,
    symbols,
    tanh,
    zoo,
)

from stability.algebra.conditions import (
    ANY,
    NEGATIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    Fact,
    choose_function,
    find_sample,
    holds,
    sign_set,
)
from stability.algebra.conditions.domain import is_defined, partial_parts
from stability.algebra.conditions.realize import permits, realized
from stability.algebra.conditions.sample import truth
from stability.algebra.jets import Jet, instantiate
from stability.errors import BadInput

x, y = symbols("x y", real=True)
p, q = symbols("p q", positive=True)
n = Symbol("n", negative=True)
u = Symbol("u", nonnegative=True)
k = Symbol("k", real=True, nonzero=True)
f = Function("f")
f0, f1, f2 = Jet("f", 0, 0), Jet("f", 1, 0), Jet("f", 2, 0)


def outcome(condition: Any, assumptions: Any = ()) -> str:
    return str(holds(condition, assumptions).outcome.value)


# ---- signs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "facts", "expected"),
    [
        (p * q, (), POSITIVE),
        (p * n, (), NEGATIVE),
        (p - q, (), ANY),
        (-(x**2) - 1, (), NEGATIVE),
        (x**2, (), frozenset({0, 1})),
        (k**2, (), POSITIVE),
        (1 / k, (), NONZERO),
        (u + p, (), POSITIVE),
        (u - n, (), POSITIVE),
        (u + n, (), ANY),
        (sqrt(p), (), POSITIVE),
        (p ** Rational(-3, 2), (), POSITIVE),
        (x - y, (x > y,), POSITIVE),
        (y - x, (x > y,), NEGATIVE),
        (x - y, (Eq(x, y),), ZERO),
        ((x + 1) ** 2 - x**2 - 2 * x - 1, (), ZERO),
        (f1**2, (Fact(f),), POSITIVE),
        (f1 * f2, (Fact(f, 1, None, "positive"), Fact(f, 2, 0, "negative")), NEGATIVE),
        (Jet("f", 1, x * y), (Fact(f, 1, None, "positive"),), POSITIVE),
        (Jet("f", 1, x * y), (Fact(f, 1, 0, "positive"),), ANY),
        (Jet("g", 1, 0), (Fact(f, 1, 0, "positive"),), ANY),
        (f2, (Fact(f, 1, 0, "positive"),), ANY),
    ],
)
def test_known_signs(expression: Any, facts: Any, expected: frozenset[int]) -> None:
    """Signs of factors, sums, powers, stated relations and facts; a fact speaks of its own order and point only."""
    assert sign_set(expression, facts) == expected


POOL = (x, y, p, q, n, u, k)
NUMBERS = tuple(Rational(a, b) for a, b in ((1, 2), (1, 1), (2, 1), (1, 10), (7, 1), (13, 3)))


def random_expression(rng: random.Random, depth: int) -> Expr:
    if depth == 0:
        return rng.choice([*POOL, Integer(rng.randint(-3, 3)), Rational(rng.randint(-5, 5), rng.randint(1, 4))])
    left, kind = random_expression(rng, depth - 1), rng.randrange(12)
    if kind < 8:
        return rng.choice((Add, Mul))(left, random_expression(rng, depth - 1))
    if kind == 8:
        return left ** rng.choice((2, 3, -1, -2)) if left != 0 else left
    if kind < 11:
        return rng.choice((sqrt, exp, Abs, tanh))(left)
    return rng.choice((Max, Min))(left, random_expression(rng, depth - 1))


def random_value(rng: random.Random, symbol: Any) -> Any:
    values = [v for number in NUMBERS for v in (number, -number, Integer(0))]
    return rng.choice([v for v in values if permits(symbol, v)])


def compare_signs(seed: int, count: int) -> int:
    """Exact values of random expressions; returns how many were compared."""
    rng, compared = random.Random(seed), 0
    for _ in range(count):
        try:
            expression = random_expression(rng, rng.randint(1, 4))
            facts = [rng.choice((x > y, Eq(x, y), x + p > 1, Ne(y, 2), x <= u))] if rng.random() < 0.5 else []
        except (TypeError, ValueError):  # Max of something complex
            continue
        if expression.has(zoo, nan, oo, I):
            continue
        allowed = sign_set(expression, facts)
        for _ in range(6):
            point = {s: random_value(rng, s) for s in POOL}
            if not all(truth(fact, point) for fact in facts) or truth(Ne(expression, x + 999), point) is None:
                continue
            value = expression.xreplace(point)
            actual = 1 if value.is_positive else -1 if value.is_negative else 0 if value.is_zero else None
            assert actual is None or actual in allowed, (expression, facts, point)
            compared += actual is not None
    return compared


def test_random_signs_contain_the_true_sign() -> None:
    """Where an expression is defined, its sign is in the set."""
    assert compare_signs(1, 250) > 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_many_random_signs(seed: int) -> None:
    """The same on many more expressions."""
    assert compare_signs(seed, 2500) > 3000


# ---- proofs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "assumptions", "expected"),
    [
        (x**2 + y**2 >= 2 * x * y, (), "PROVEN"),
        (x**2 + y**2 > 2 * x * y, (), "REFUTED"),
        (Abs(x) * Abs(y) >= x * y, (), "PROVEN"),
        (Abs(x) * Abs(y) > x * y, (), "REFUTED"),
        (Max(x, y) + Min(x, y) >= x + y, (), "PROVEN"),
        (Max(x, y) >= x + y, (), "REFUTED"),
        (sqrt(x**2 + 1) > x, (), "PROVEN"),
        (sqrt(x**2 + 1) > x + Rational(1, 100), (), "REFUTED"),
        (sqrt(p) * sqrt(q) <= (p + q) / 2, (), "PROVEN"),
        (p * q < 1, (p < 1, q < 1), "PROVEN"),
        (p * q < 1, (p < 1, q < 2), "REFUTED"),
        (1 / p > 1, (p < 1,), "PROVEN"),
        (1 / p > 1, (p < 2,), "REFUTED"),
        (Equivalent(x * y > 0, Or(And(x > 0, y > 0), And(x < 0, y < 0))), (), "PROVEN"),
        (Equivalent(x * y > 0, And(x > 0, y > 0)), (), "REFUTED"),
        (Implies(And(x > 1, y > 1), x * y > 1), (), "PROVEN"),
        (Implies(Or(x > 1, y > 1), x * y > 1), (), "REFUTED"),
        (tanh(x) < 1, (), "PROVEN"),
        (Eq(x**3, 2), (x > 0,), "REFUTED"),
        (x**2 < 2, (x**3 < 2, x > 0), "PROVEN"),
    ],
)
def test_proofs_and_their_false_twins(condition: Any, assumptions: Any, expected: str) -> None:
    """Each true claim is proven, each false one has an exact witness."""
    proof = holds(condition, assumptions)
    assert proof.outcome.value == expected, proof
    assert bool(proof) is (expected == "PROVEN")
    if expected == "REFUTED":
        assert truth(condition, proof.witness) is False
        assert all(truth(a, proof.witness) for a in assumptions)


@pytest.mark.parametrize(
    "condition",
    [
        1 / x**2 > 0,
        And(Ne(x, 0), 1 / x**2 > 0),
        And(x >= 0, sqrt(x) >= 0),
        Or(x > 0, sqrt(x) >= -1),
        And(x >= 0, exp(sqrt(x)) > 0),
        log(x) ** 2 >= 0,
        (1 / x) ** 2 + y**2 >= 0,
        x * y / y >= x + 0 * y - 1 / (y**2 + y),
    ],
)
def test_a_claim_about_undefined_values_is_not_proven(condition: Any) -> None:
    """A quotient or root does not carry its domain into the claim: x >= 0 does not follow from mentioning sqrt(x)."""
    if not isinstance(condition, bool):
        assert outcome(condition) != "PROVEN"


@pytest.mark.parametrize(
    ("condition", "assumptions"),
    [(1 / x**2 > 0, [Ne(x, 0)]), (sqrt(x) >= 0, [x >= 0]), (log(x) ** 2 >= 0, [x > 0]), (1 / (1 + x**2) > 0, [])],
)
def test_the_same_claims_where_they_are_defined(condition: Any, assumptions: Any) -> None:
    """With the domain assumed (or proven) the claims hold."""
    assert outcome(condition, assumptions) == "PROVEN"


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        (f1 * Jet("f", 1, 1) > 0, [Fact(f, 1, None, "nonzero")]),
        (Eq(f1, Jet("f", 1, 1)), [Fact(f, 2, None, "zero")]),
        (f0 < Jet("f", 0, 1), [Fact(f, 1, None, "positive")]),
        (Eq(f2, 0), [Fact(f, 1, None, "zero")]),
        (Or(Ne(x, 0), Eq(Jet("f", 1, x), f1)), []),
        (Or(Ne(x, 0), Jet("f", 1, x) > 0), [Fact(f, 1, 0, "positive")]),
        (f1 > 0, [Fact(f, 1, 0, "zero"), Fact(f, 1, 0, "positive")]),
        (Eq(Jet("f", 1, Abs(x)), Jet("f", 1, x)), [x >= 0]),
    ],
)
def test_no_witness_that_no_function_has(condition: Any, facts: list[Any]) -> None:
    """Each claim is true of every smooth f with these facts; values of unrelated unknowns do not refute it."""
    assert outcome(condition, facts) != "REFUTED"


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        (f1 > 0, [Fact(f)]),
        (f1 * Jet("f", 1, 1) > 0, [Fact(f), Fact(f, 1, 1)]),
        (f1 + f2 > 0, [Fact(f, 1, None, "nonzero"), Fact(f, 2, 0, "negative")]),
        (f1 > 1, [Fact(f, 1, None, "positive"), Fact(f, 2, None, "negative")]),
        (Jet("f", 1, x) > 0, []),
        (Jet("f", 1, x) > Jet("f", 1, y), [Fact(f, 1, None, "positive")]),
        (Or(x > 0, Jet("f", 1, x) > 0), [Fact(f, 1, 0, "positive")]),
    ],
)
def test_witnesses_that_a_function_has(condition: Any, facts: list[Any]) -> None:
    """The false twins: a smooth f with the facts and the derivatives of the witness exists."""
    proof = holds(condition, facts)
    assert proof.outcome.value == "REFUTED", proof
    assert truth(condition, proof.witness) is False


def test_realized_looks_at_all_derivatives_of_one_function() -> None:
    """Equal places must carry equal values; places that cannot be told apart are refused."""
    one, two = Rational(1), Rational(2)
    assert realized({x: Integer(0), Jet("f", 1, x): one, f1: one}, []) is not None
    assert realized({x: Integer(0), Jet("f", 1, x): one, f1: two}, []) is None
    assert realized({f1: one, f2: two}, [Fact(f, 1, None, "positive"), Fact(f, 2, None, "negative")]) is None
    assert realized({f1: one, f2: -two}, [Fact(f, 1, None, "positive"), Fact(f, 2, None, "negative")]) is not None
    third = Jet("f", 3, 0)
    both = [Fact(f, 1, None, "positive"), Fact(f, 2, None, "positive")]
    assert realized({f1: one, f2: two, third: Integer(4)}, both) is not None  # exp(2 t)
    assert realized({f1: one, f2: two, third: -one}, both) is None  # possible, but not shown


def compare_proofs(seed: int, count: int) -> dict[str, int]:
    """Random polynomial conditions; each proof is tested at exact points, each witness is checked."""
    rng, found = random.Random(seed), {"PROVEN": 0, "REFUTED": 0, "UNDECIDED": 0}
    relations = (lambda a, b: a > b, lambda a, b: a >= b, Ne, lambda a, b: a <= b)

    def relation() -> Any:
        left = sum((rng.randint(-2, 2) * rng.choice((x, y, p, x * y, x**2, y**2, p * x)) for _ in range(3)), Integer(0))
        return rng.choice(relations)(left + rng.randint(-2, 3) / Integer(rng.randint(1, 2)), rng.choice((0, x, p)))

    for _ in range(count):
        condition = rng.choice((And, Or, Implies, Equivalent))(relation(), relation())
        given = [r for r in (relation() for _ in range(rng.randint(0, 2))) if r not in (True, False)]
        if condition in (True, False):
            continue
        proof = holds(condition, given)
        found[proof.outcome.value] += 1
        if proof.outcome.value == "REFUTED":
            assert truth(condition, proof.witness) is False and all(truth(g, proof.witness) for g in given)
            assert all(permits(s, v) for s, v in proof.witness.items())
        for _ in range(40 if proof else 0):
            point = {s: random_value(rng, s) for s in (x, y, p)}
            assert truth(condition, point) is True or not all(truth(g, point) for g in given), (condition, given, point)
    return found


def test_random_proofs() -> None:
    """No proven condition fails at an exact point, and no witness is outside the assumptions."""
    found = compare_proofs(3, 60)
    assert found["PROVEN"] > 2 and found["REFUTED"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 10))
def test_many_random_proofs(seed: int) -> None:
    """The same on many more conditions."""
    assert compare_proofs(seed, 400)["PROVEN"] > 10


def test_declared_properties_bind_witnesses_and_solver() -> None:
    """z3 knows reals only: an irrational witness for a rational symbol does not count, integers are not translated."""
    r, i = Symbol("r", rational=True), Symbol("i", integer=True)
    assert outcome(Ne(r**2, 2)) == "UNDECIDED"
    assert outcome(Ne(x**2, 2)) == "REFUTED"
    assert outcome(Or(i <= 0, i >= 1)) == "UNDECIDED"  # true, but not over the reals
    assert outcome(i**2 >= i + 1) == "REFUTED"
    even = Symbol("m", even=True)
    assert holds(even**2 > 1).witness == {even: 0}


def test_piecewise_and_sign_are_never_guessed() -> None:
    """Functions outside the solver's fragment become unknown reals: such claims stay open unless a point decides."""
    assert outcome(Piecewise((x, x > 0), (-x, True)) >= 0) != "REFUTED"
    assert outcome(Piecewise((x, x > 0), (-x, True)) > 0) == "REFUTED"
    assert outcome(sign(x) * x >= 0) != "REFUTED"
    assert outcome(x ** Rational(1, 3) > 1, [x > 0]) == "REFUTED"
    assert outcome(x**200 + y**2 >= 0) == "PROVEN"
    assert outcome(x**201 + y >= -1) in ("REFUTED", "UNDECIDED")  # no hang on a huge power


def test_contradictory_assumptions_prove_everything() -> None:
    """Documented: ask find_sample first; it finds nothing."""
    assert outcome(x > 5, [y > 1, y < 0]) == "PROVEN"
    assert find_sample([y > 1, y < 0], [y]) is None


@pytest.mark.parametrize("bad", [True, "x > 0", 3, x, Symbol("z") > 0, x > 0.5, Eq(x > 0, y > 0)])
def test_bad_conditions_are_refused(bad: Any) -> None:
    """Python truth values, text, expressions, complex symbols, floats, and equality between conditions."""
    with pytest.raises(BadInput):
        holds(bad)
    with pytest.raises(BadInput):
        holds(x > 0, [bad])


@pytest.mark.parametrize(
    "arguments", [{"sign": "big"}, {"order": -1}, {"order": True}, {"order": 1.0}, {"at": 0.5}, {"f": 3}]
)
def test_bad_facts_are_refused(arguments: dict[str, Any]) -> None:
    """Unknown signs, orders that are no natural number, inexact points, functions that are none."""
    with pytest.raises(BadInput):
        Fact(**{"f": f, **arguments})


# ---- points and samples --------------------------------------------------------------------------------------------


def test_truth_is_open_where_a_part_is_undefined() -> None:
    """nan > 0, Ne(zoo, 0) and comparisons of imaginary numbers have no truth value."""
    assert truth(Ne(sqrt(x), 0), {x: Integer(-1)}) is None
    assert truth(x / y > 0, {x: Integer(0), y: Integer(0)}) is None
    assert truth(Ne(x / y, 5), {x: Integer(1), y: Integer(0)}) is None
    assert truth(log(x) ** 2 < 0, {x: Integer(-1)}) is None
    assert truth(And(x > 0, sqrt(x) > 0), {x: Integer(-1)}) is False
    assert truth(Or(x < 0, sqrt(x) > 0), {x: Integer(-1)}) is True
    assert truth(x > y, {x: Integer(1)}) is None
    assert partial_parts(x**2 + exp(y) > p) == ()
    assert is_defined(1 / p + sqrt(u) + log(p), ()) and not is_defined(1 / u, ()) and is_defined(1 / u, [u > 0])


@pytest.mark.parametrize(
    "assumptions",
    [
        [x > y, y > 3],
        [p * q > 1000000],
        [x**2 + y**2 < Rational(1, 10**6), x > 0],
        [Eq(x**2, 2), x < 0],
        [Eq(x + y, 1), Eq(x - y, Rational(1, 3))],
        [Ne(sqrt(x), 0)],
        [1 / x < -5],
    ],
)
def test_samples_satisfy_the_assumptions(assumptions: list[Any]) -> None:
    """Every relation is true at the sample, which gives a value to every parameter asked for."""
    sample = find_sample(assumptions, [x, y, n])
    assert sample is not None and {x, y, n} <= set(sample.values)
    assert all(truth(a, sample.values) is True for a in assumptions)
    assert all(permits(s, v) for s, v in sample.values.items())


@pytest.mark.parametrize(
    "assumptions", [[x > 1, x < 0], [Ne(sqrt(x), 0), x < 0], [Ne(x / y, 5), Eq(x, 0), Eq(y, 0)], [x**2 + y**2 < 0]]
)
def test_no_sample_outside_the_assumptions(assumptions: list[Any]) -> None:
    """Contradictions, and points where the assumption itself is undefined, give None."""
    assert find_sample(assumptions, [x, y]) is None


def test_samples_of_declared_symbols() -> None:
    """Primes, even numbers and untouched negative symbols get values of their kind."""
    prime, even = Symbol("a", prime=True), Symbol("b", even=True, positive=True)
    sample = find_sample([p * q > 1000000], [p, q, prime, even, n])
    assert sample is not None
    assert sample.values[prime].is_prime and sample.values[even].is_even and sample.values[n].is_negative


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [Fact(f)],
        [Fact(f, 1, None, "positive"), Fact(f, 2, 0, "negative")],
        [Fact(f, 1, None, "nonzero"), Fact(f, 2, None, "zero")],
        [Fact(f, 1, 0, "negative"), Fact(f, 2, 0, "positive")],
        [Fact(f, 0, 0, "zero"), Fact(f, 1, 0, "zero"), Fact(f, 2, 0, "negative")],
        [Fact(f, 2, None, "positive"), Fact(f, 1, None, "positive")],
    ],
)
def test_chosen_functions_have_their_facts(facts: list[Fact]) -> None:
    """Each fact is checked by plain differentiation, at its point or on a grid."""
    chosen = choose_function("f", facts)
    assert chosen is not None
    t = chosen.variables[0]
    for fact in facts:
        derivative = chosen.expr.diff(t, fact.order)
        for place in [Rational(a, 3) for a in range(-9, 10, 3)] if fact.at is None else [fact.at]:
            value = derivative.subs(t, place)
            assert (1 if value > 0 else -1 if value < 0 else 0) in fact.signs


def test_functions_that_do_not_exist() -> None:
    """Contradictory facts have no example."""
    assert choose_function("f", [Fact(f, 1, 0, "zero"), Fact(f, 1, None, "positive")]) is None


def test_samples_with_functions_meet_conditions_on_their_derivatives() -> None:
    """An abstract function is rescaled until the relation holds."""
    sample = find_sample([f1**2 > 4, p < f1], [p], ["f"])
    assert sample is not None
    assert truth(instantiate(And(f1**2 > 4, p < f1), sample.functions), sample.values) is True
    assert find_sample([f1**2 < 0], [p], ["f"]) is None
