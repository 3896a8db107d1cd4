"""The cross-check: no false alarm on true Jacobians, DISAGREES on wrong ones, INCONCLUSIVE where it cannot see."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sympy import Function, Integer, Matrix, Rational, S, Symbol, exp, eye, pi, sin, sqrt, symbols, tanh, zeros

from stability import analyze
from stability.algebra.conditions import Fact
from stability.clock import Time
from stability.crosscheck import Agreement, CrossCheck, Row, cross_check, not_run
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.errors import CannotSolve
from stability.games import dirac_gan
from stability.linearization import linearize
from stability.nonlinear import ConservedQuantity
from stability.region import characteristic_coefficients, parametric_cells
from stability.regularizers import R1Penalty
from stability.spectrum import locate
from stability.system import System, gradient_field
from stability.verdict import Case, Facts, decide
from stability.verdict.record import unknown

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
X = symbols("x0:6", real=True)
x, y = X[:2]
a = Symbol("a", positive=True)


def case(jacobian: Any, time: Time, **more: Any) -> Case:
    place = locate(jacobian.tolist(), time) if all(e.is_Rational for e in jacobian) else None
    return Case(S.true, place, Facts(*(unknown("") for _ in range(3))), None, **more)


def check(time: Time, rhs: Any, jacobian: Any = None, at: Any = None, **more: Any) -> CrossCheck:
    """The cross-check at a point (default: the origin) of a claimed Jacobian (default: the true one)."""
    state = X[: len(rhs)]
    point = dict(zip(state, at or [Integer(0)] * len(rhs), strict=True))
    system = System(time, state, [Integer(0) + r for r in rhs])
    claimed = linearize(system, point).jacobian if jacobian is None else Matrix(jacobian)
    return cross_check(system, point, claimed, [case(claimed, time, **more)])


def random_problem(rng: random.Random) -> tuple[str, Time, Any, list[Any], list[Any]]:
    """(kind, time, Jacobian, right-hand side, equilibrium): random, defective, triangular, centre; nonlinear."""
    n, time = rng.randint(1, 5), rng.choice(list(Time))
    kind = rng.choice(("random", "defective", "triangular", "centre"))
    jacobian = Matrix(n, n, [Rational(rng.randint(-6, 6), rng.randint(1, 4)) for _ in range(n * n)])
    if kind == "defective":
        n = min(n, 3)
        change = Matrix(n, n, [int(i == j) or (rng.randint(-2, 2) if j > i else 0) for i in range(n) for j in range(n)])
        block = Rational(rng.randint(-9, 9), 10) * eye(n) + Matrix(n, n, lambda i, j: int(j == i + 1))
        jacobian = change * block * change.inv()
    if kind == "triangular":
        jacobian = Matrix(n, n, [jacobian[i, j] if j >= i else 0 for i in range(n) for j in range(n)])
    if kind == "centre":
        jacobian = jacobian - jacobian.T
    if time is MAP:
        jacobian = jacobian / rng.choice((1, 3, 6))
    at = [Integer(rng.choice((0, 0, 1, -2, 10))) for _ in range(n)]
    d = [s - c for s, c in zip(X, at, strict=False)]
    rhs = jacobian * Matrix(d) + (Matrix(at) if time is MAP else zeros(n, 1))
    terms = {"none": 0, "quadratic": d[0] * d[-1], "cubic": d[0] ** 2 * d[-1], "exp": exp(d[0]) - 1 - d[0]}
    strength = Rational(rng.randint(-6, 6), rng.randint(1, 4))
    rhs[rng.randrange(n)] += strength * terms[rng.choice(tuple(terms))]
    return kind, time, jacobian, list(rhs), at


def compare(seed: int, count: int) -> tuple[Counter[str], Counter[str]]:
    """Outcomes for the true Jacobians, and for those with one entry perturbed or negated."""
    rng, true, wrong = random.Random(seed), Counter[str](), Counter[str]()
    for _ in range(count):
        kind, time, jacobian, rhs, at = random_problem(rng)
        result = check(time, rhs, jacobian, at)
        true[result.outcome.name] += 1
        assert result.outcome is not Agreement.DISAGREES, (kind, time, jacobian, rhs, at, result)
        n = jacobian.rows
        i, j = rng.randrange(n), rng.randrange(n)
        bent = Matrix(jacobian)
        bent[i, j] = bent[i, j] + Rational(1, 1000) if rng.random() < 0.5 or bent[i, j] == 0 else -bent[i, j]
        if max(abs(e) for e in bent) > Rational(1, 10):
            outcome = check(time, rhs, bent, at).outcome
            wrong[outcome.name] += 1
            assert outcome is not Agreement.AGREES, (kind, time, jacobian, bent, rhs, at)
    return true, wrong


def test_no_false_alarm_and_no_wrong_jacobian_passes() -> None:
    """Random, defective, triangular and skew Jacobians, flows and maps, with nonlinear terms."""
    true, wrong = compare(1, 40)
    assert true["AGREES"] > 25
    assert wrong["DISAGREES"] > 30


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_random_jacobians(seed: int) -> None:
    """The same on many more."""
    true, wrong = compare(seed, 200)
    assert true["AGREES"] > 130 and wrong["DISAGREES"] > 150


@pytest.mark.parametrize(
    ("time", "rhs", "claimed"),
    [
        (FLOW, (y, -x), [[0, -1], [1, 0]]),  # the spectrum is the same, the orientation is not
        (FLOW, (-x + 5 * y, -2 * y), [[-1, 0], [0, -2]]),  # same spectrum
        (FLOW, (-x,), [[-1 - Rational(1, 10**6)]]),
        (FLOW, (-x + tanh(y), -y), [[-1, Rational(999, 1000)], [0, -1]]),
        (MAP, (3 * x / 2,), [[-Rational(3, 2)]]),  # the same even powers
        (MAP, (y, -x), [[-1, 0], [0, -1]]),  # the same square up to sign
        (MAP, (y, 0), [[0, 0], [0, 0]]),
        (MAP, (x / 2 + x**2,), [[Rational(501, 1000)]]),
    ],
)
def test_subtly_wrong_jacobians_disagree(time: Time, rhs: Any, claimed: Any) -> None:
    """Errors that the eigenvalues alone, or an even power, would not show; the truth beside them agrees."""
    assert check(time, rhs, claimed).outcome is Agreement.DISAGREES
    assert check(time, rhs).outcome in (Agreement.AGREES, Agreement.INCONCLUSIVE)


@pytest.mark.parametrize(
    ("time", "rhs"),
    [
        (FLOW, (-x,)),
        (FLOW, (y, -x)),
        (FLOW, (y, -x - y)),
        (FLOW, (y, -x - 2 * y)),  # critical damping, a Jordan block
        (FLOW, (1000 * y, -1000 * x - y)),
        (FLOW, (-x + 50 * x**2,)),
        (FLOW, (-x + 1000 * x**2 * y, -y)),
        (MAP, (x / 2, -y / 3)),
        (MAP, (y, -x)),
        (MAP, (x / 2 + y, x * 0 + y / 2)),
    ],
)
def test_true_predictions_agree(time: Time, rhs: Any) -> None:
    """Stable, marginal, defective, fast, strongly nonlinear."""
    result = check(time, rhs)
    assert result.outcome is Agreement.AGREES, result
    assert all(isinstance(v, float) for run in result.runs for r in run.rows for v in (r.observed, r.tolerance))


@pytest.mark.parametrize(
    ("time", "rhs"),
    [
        (FLOW, (Integer(0),)),
        (FLOW, (-(x**3),)),
        (FLOW, (-x / 10**6,)),
        (FLOW, (x / 10**12, -y)),  # the slow growth hides behind the fast decay
        (FLOW, (-x / 10**12, -y)),
        (MAP, (x * (1 + Rational(1, 10**14)),)),
        (MAP, (x * (1 - Rational(1, 10**14)), y / 2)),
    ],
)
def test_slow_time_scales_are_inconclusive(time: Time, rhs: Any) -> None:
    """Growth and decay that no simulation of reasonable length can tell apart corroborate nothing."""
    assert check(time, rhs).outcome is Agreement.INCONCLUSIVE


@pytest.mark.parametrize("fineness", [10**3, 10**4, 10**5, 10**6, 10**9])
def test_a_field_that_oscillates_within_the_first_distance(fineness: int) -> None:
    """x' = -sin(N x)/N looks like a comb from afar: measured nearer, or left open, but no alarm."""
    result = check(FLOW, (-sin(fineness * x) / fineness,))
    if fineness <= 10**4:
        assert result.outcome is Agreement.AGREES
    assert result.outcome is not Agreement.DISAGREES


def test_irrational_jacobians() -> None:
    """Algebraic and transcendental entries go through floating-point eigenvalues."""
    assert check(FLOW, (sqrt(2) * y, -pi * x - y)).outcome is Agreement.AGREES
    assert check(FLOW, (sqrt(2) * y, -pi * x - y), [[0, sqrt(2)], [-3, -1]]).outcome is Agreement.DISAGREES


def test_drift_of_a_conserved_quantity() -> None:
    """The right quantity does not drift; a wrong one does; an indefinite one with value 0 at the start is no alarm."""
    energy = ConservedQuantity(x**2 + y**2, True)
    assert check(FLOW, (y * exp(x), -x * exp(x)), conserved=energy).outcome is Agreement.AGREES
    wrong = ConservedQuantity(x**2 + 2 * y**2, True)
    assert check(FLOW, (y, -x), conserved=wrong).outcome is Agreement.DISAGREES
    assert check(MAP, (y, -x), conserved=energy).outcome is Agreement.AGREES
    assert check(MAP, (y, -x), conserved=wrong).outcome is Agreement.DISAGREES
    saddle = ConservedQuantity(x**2 - 4 * y**2, False)  # 0 at the start (1, 1/2)
    assert check(FLOW, (4 * y, x), conserved=saddle).outcome is not Agreement.DISAGREES


@pytest.mark.parametrize("dynamics", [None, SimultaneousGD(Rational(1, 5)), AlternatingGD(Rational(1, 5), 2, 3)])
def test_the_dirac_gan(dynamics: Any) -> None:
    """Abstract f and a free penalty: one run per case, each at a sample that is shown."""
    for game in (dirac_gan(), R1Penalty(a)(dirac_gan())):
        item = analyze(game, dynamics, at=dict.fromkeys(game.state, 0)).local[0]
        assert item.cross_check.outcome in (Agreement.AGREES, Agreement.INCONCLUSIVE)
        assert item.cross_check.runs and all(run.sample.functions for run in item.cross_check.runs)


def test_a_wrong_parametric_jacobian_disagrees() -> None:
    """The claimed Jacobian of the penalized Dirac-GAN with the penalty's sign flipped, or its square forgotten."""
    system = gradient_field(R1Penalty(a)(dirac_gan()))
    point = {s: Integer(0) for s in system.state}
    right = linearize(system, point)
    coefficients = characteristic_coefficients(right.jacobian)
    cells = parametric_cells(coefficients, FLOW, system.assumptions, right.jacobian)
    found = decide(right, coefficients, cells)
    assert cross_check(system, point, right.jacobian, found.cases).outcome is Agreement.AGREES
    bent = Matrix(right.jacobian)
    bent[1, 1] = -bent[1, 1]
    assert cross_check(system, point, bent, found.cases).outcome is Agreement.DISAGREES
    bent[1, 1] = right.jacobian[1, 1] / 2
    assert cross_check(system, point, bent, found.cases).outcome is Agreement.DISAGREES


def test_disagreement_fails_an_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong Jacobian inside analyze is no warning but an error with both numbers."""
    import stability.analysis as module

    def bent(system: Any, point: Any) -> Any:
        true = linearize(system, point)
        return replace(true, jacobian=true.jacobian * Rational(1001, 1000))

    monkeypatch.setattr(module, "linearize", bent)
    with pytest.raises(CannotSolve, match="simulation"):
        analyze(System(FLOW, (x, y), (y, -x - y)), at={x: 0, y: 0})


def test_no_sample_means_not_run() -> None:
    """Contradictory assumptions: no simulation, and the reason says so."""
    system = System(FLOW, (x,), (-a * x,), assumptions=[a > 2, a < 1])
    result = cross_check(system, {x: Integer(0)}, Matrix([[-a]]), [case(Matrix([[-a]]), FLOW)])
    assert result.outcome is Agreement.NOT_RUN and "sample" in result.reason
    assert not_run("why").outcome is Agreement.NOT_RUN
    unknown_f = System(FLOW, (x,), (-x,), assumptions=[Fact(Function("f"), 1, 0, "zero")])
    assert cross_check(unknown_f, {x: Integer(0)}, Matrix([[-1]]), [case(Matrix([[-1]]), FLOW)]).runs


def test_rows_compare_within_their_tolerance() -> None:
    """nan never agrees."""
    assert Row("q", 1.0, 1.1, 0.2).agrees and not Row("q", 1.0, 1.3, 0.2).agrees
    assert not Row("q", 1.0, float(np.nan), 1.0).agrees
