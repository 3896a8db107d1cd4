"""The Dirac-GAN beyond its spectrum: Lyapunov coefficients, kinks, exact orbits, rates, the table of methods."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import mpmath
import numpy as np
import pytest
from sympy import Abs, Integer, Lambda, Matrix, Rational, Symbol, cos, exp, oo, pi, sign, sin, symbols, tan

from stability import BadInput, CannotSolve, NotApplicable, Theorem, Time, catalogue, verify
from stability.dynamics import AlternatingGD, ClippedWeights, GradientFlow, SimultaneousGD
from stability.games import bilinear, dirac_gan, linear_field_game
from stability.linearization import linearize
from stability.objectives import logistic, wasserstein
from stability.regularizers import ConsensusPenalty, DRAGANPenalty, R1Penalty, WGANGradientPenalty
from stability.system import System, gradient_field
from stability.theorem import (
    AlongOrbit,
    Arc,
    AttractingThrough,
    ConvergenceTable,
    CycleByEvents,
    CycleOfMap,
    ExactOrbit,
    FirstOrderInStep,
    LyapunovCoefficient,
    Method,
    OneSidedField,
    Outcome,
    PowerNorms,
    PowersOfOrder,
    StabilityIs,
    Static,
)
from stability.theorem.arcs import T
from stability.theorem.drift import drift
from stability.theorem.positivity import positive_between
from stability.theorem.taylor import TaylorPolynomials
from stability.trajectory import simulate
from stability.verdict import Stability

theta, psi, x, t = symbols("theta psi x t", real=True)
h, g, gamma = (Symbol(name, positive=True) for name in ("h", "g", "gamma"))
zero, one = Integer(0), Integer(1)
squared = theta**2 + psi**2
linear = dirac_gan(wasserstein)
kinked = WGANGradientPenalty(Rational(7, 10), one)(linear)
start = ((theta, one), (psi, one))
quarter = Arc((cos(T), sin(T)), pi / 2)
STABLE = (StabilityIs(Stability.EXPONENTIALLY_STABLE),)


def small(claim: Any, subject: Any, hypotheses: tuple[Any, ...] = ()) -> Theorem:
    return Theorem("t", "source", "statement", hypotheses, subject, claim)


FALSE_CLAIMS = {
    "coefficient": (LyapunovCoefficient(squared, 2, Rational(1, 8)), dirac_gan(logistic, saturating=False)),
    "attraction with another g": (
        AttractingThrough(squared / 2, theta * psi, -t, t),
        dirac_gan(logistic, saturating=False),
    ),
    "attraction with an increasing g": (
        AttractingThrough(squared / 2, psi, -(t**3) + t, t),
        System(Time.CONTINUOUS, (theta, psi), (-psi, theta - psi**3 + psi)),
    ),
    "field at a kink": (OneSidedField(psi, (zero, zero), (zero, zero)), kinked),
    "end of an orbit": (ExactOrbit((one, zero), (quarter,), (one, zero), pi / 2), linear),
    "time of an orbit": (ExactOrbit((one, zero), (quarter,), (zero, one), pi), linear),
    "arc that is no solution": (
        ExactOrbit((one, zero), (Arc((cos(2 * T), sin(2 * T)), pi / 4),), (zero, one), pi / 4),
        linear,
    ),
    "extremes of an orbit": (
        AlongOrbit(start, squared, 0, 10, greatest="2.5"),
        (linear, SimultaneousGD(Rational(1, 5))),
    ),
    "cycle by events": (CycleByEvents(psi, (one, one), 20, crossing="1.30"), kinked),
    "cycle of a map": (
        CycleOfMap(((one,), (-one,))),
        System(Time.DISCRETE, (x,), (x / 2 - sign(x),)),
    ),
    "rate with a Jordan block": (
        PowersOfOrder(Rational(9, 10)),
        (R1Penalty(one)(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    ),
    "norm of a power": (
        PowerNorms(Rational(9, 10), {10: "2.8"}),
        (R1Penalty(one)(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    ),
    "first order": (FirstOrderInStep(h, Matrix([[0, 1], [1, 0]])), (linear, AlternatingGD(h))),
    "table": (
        ConvergenceTable((Method("R1", False, gradient_field(R1Penalty(one)(linear)), STABLE),)),
        Static("methods"),
    ),
}


@pytest.mark.parametrize("name", FALSE_CLAIMS)
def test_false_claims_are_refuted_with_a_witness(name: str) -> None:
    """Each new kind of claim, made false by hand."""
    claim, subject = FALSE_CLAIMS[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.REFUTED, finding.reason
    assert finding.witness


UNDECIDED = {
    "indefinite form": (LyapunovCoefficient(theta * psi, 2, Rational(1, 8)), dirac_gan(logistic, saturating=False)),
    "lower order than claimed": (LyapunovCoefficient(squared, 3, one), dirac_gan(logistic, saturating=False)),
    "form that is not conserved": (LyapunovCoefficient(squared, 2, one), R1Penalty(one)(linear)),
    "resonance": (
        LyapunovCoefficient(theta**2 + psi**2 - theta * psi, 3, one),
        (dirac_gan(Lambda(t, t + t**2)), AlternatingGD(1)),
    ),
    "smooth point": (OneSidedField(psi, (zero, zero), (zero, zero)), linear),
    "arc that leaves its bounds": (
        ExactOrbit((one, zero), (quarter,), (zero, one), pi / 2, bounds=((psi, Rational(1, 2)),)),
        linear,
    ),
    "arc on the wrong side": (
        ExactOrbit((one, zero), (replace(quarter, sides=((psi, -1),)),), (zero, one), pi / 2),
        linear,
    ),
    "held although the field pulls inwards": (
        ExactOrbit((-one, one), (Arc((-1 - T, one), one, held=(psi,)),), (Integer(-2), one), one, bounds=((psi, one),)),
        linear,
    ),
    "orbit of a map": (ExactOrbit((one, zero), (quarter,), (zero, one)), (linear, SimultaneousGD(h))),
    "attraction of a map": (AttractingThrough(squared, theta * psi, -t, t), (linear, SimultaneousGD(h))),
    "iterates of a flow": (AlongOrbit(start, theta, 0, 1, least="1"), linear),
    "events of a map": (CycleByEvents(psi, (one, one), 1, crossing="1"), (kinked, SimultaneousGD(h))),
    "flow that slides": (
        CycleByEvents(psi, (one, one), 1, crossing="1"),
        System(Time.CONTINUOUS, (theta, psi), (zero, -2 * sign(psi))),
    ),
    "repelling cycle": (CycleOfMap(((one,), (-one,))), System(Time.DISCRETE, (x,), (-(x**3),))),
    "empty row": (ConvergenceTable((Method("nothing", True, gradient_field(linear)),)), Static("methods")),
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_a_kind_cannot_judge_stays_undecided(name: str) -> None:
    """No verdict, and a reason."""
    claim, subject = UNDECIDED[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.UNDECIDED, finding.witness
    assert finding.reason


@pytest.mark.parametrize("step", [Rational(37, 50), Rational(1, 3), Rational(5, 2)])
def test_logistic_coefficient_at_fresh_steps(step: Any) -> None:
    """The closed form of the coefficient of I^5 against the exact computation at steps it was not read off from."""
    a = step / 2
    closed = a**4 * (25 - 8 * a**2) / (24 * (4 - a**2) ** 4 * (2 - a**2))
    found, divided = drift(AlternatingGD(step)(dirac_gan(logistic)), squared - a * theta * psi, 5)
    assert found == closed
    assert divided == ()


def test_lyapunov_coefficient_predicts_the_drift_of_iterates() -> None:
    """Second route: 40-digit iterates of the logistic map at h = 1; the mean of I grows by K I^5 per iteration."""
    with mpmath.workdps(40):
        u, v, sums = mpmath.mpf(1) / 2, mpmath.mpf(0), []
        for _ in range(2):
            total = mpmath.mpf(0)
            for _ in range(20000):
                u -= v / (1 + mpmath.exp(u * v))
                v += u / (1 + mpmath.exp(u * v))
                total += u * u + v * v - u * v / 2
            sums.append(total / 20000)
        measured = (sums[1] - sums[0]) / 20000
        predicted = mpmath.mpf(184) / 1063125 * ((sums[0] + sums[1]) / 2) ** 5
    # terms of degree 12 are smaller by a factor of about I = 1/4
    assert abs(measured / predicted - 1) < 0.25


def test_taylor_polynomials_against_sympy() -> None:
    """The recursion on expressions against SymPy's own derivatives at 0."""
    work = TaylorPolynomials((theta, psi), (gamma,), 5)
    expression = gamma * exp(theta * psi) / (1 + sin(psi) ** 2) + cos(theta) * psi
    scale = Symbol("scale")
    along = expression.xreplace({theta: scale * theta, psi: scale * psi})
    wanted = sum(along.diff(scale, k).subs(scale, 0) / math.factorial(k) for k in range(6))
    assert (work.shown(work.of(expression)) - wanted).expand() == 0
    for bad in (tan(theta), 1 / theta, exp(1 + theta)):
        with pytest.raises(NotApplicable, match="Try:"):
            work.of(bad)


def test_positivity_by_balls() -> None:
    """Simple and double zeros at the ends are no obstacle; a zero inside, or a negative stretch, is."""
    time = Symbol("t", positive=True)
    assert positive_between(sin(time), time, zero, pi)
    assert positive_between(1 - cos(time), time, zero, 2 * pi)
    assert positive_between(exp(-time) - Rational(1, 10), time, zero, one)
    assert not positive_between((time - Rational(1, 2)) ** 2, time, zero, one)
    assert not positive_between(-sin(time), time, zero, pi)
    assert not positive_between(sin(time), time, zero, 2 * pi)


def test_limit_cycle_by_matrix_exponential() -> None:
    """Second route to theta* = 1.3266...: fixed point of the half turn computed with mpmath's matrix exponential."""
    with mpmath.workdps(40):
        strength = mpmath.mpf(7) / 10
        turn = mpmath.pi / mpmath.sqrt(1 - strength**2 / 4)
        flow = mpmath.expm(turn * mpmath.matrix([[0, -1], [1, -strength]]))
        crossing = mpmath.mpf(1)
        for _ in range(100):
            crossing = strength - flow[0, 0] * (crossing + strength)
        assert mpmath.nstr(crossing, 36) == "1.3266052053060389763097597435622207"
        assert abs(flow[1, 0]) < mpmath.mpf(10) ** -38


def test_clipping_moves_only_the_discriminator() -> None:
    """Iterates stay in the bounds, the generator is free, and other bounds or flows are refused."""
    rule = ClippedWeights(one, AlternatingGD(Rational(1, 5), n_d=3))
    system = rule(linear)
    assert len(system.stages) == 4
    states = simulate(system, [3.0, 0.9], 500, samples=501).states
    assert np.max(np.abs(states[:, 1])) <= 1
    assert np.max(np.abs(states[:, 0])) > 1
    one_step = ClippedWeights(g, SimultaneousGD(h))(bilinear())
    free = SimultaneousGD(h)(bilinear())
    assert linearize(one_step, dict.fromkeys(one_step.state, zero)).jacobian == (
        linearize(free, dict.fromkeys(free.state, zero)).jacobian
    )
    wrong: tuple[tuple[Any, Any], ...] = ((-1, SimultaneousGD(h)), (1, "SimultaneousGD"), (1, GradientFlow()))
    for bound, steps in wrong:
        with pytest.raises(BadInput, match="Try:"):
            ClippedWeights(bound, steps)(linear)
    with pytest.raises(NotApplicable, match="kink"):
        linearize(ClippedWeights(1, SimultaneousGD(1))(linear), {theta: zero, psi: one})


def test_linear_field_game_has_the_field_of_its_matrix() -> None:
    """Any square matrix; what is not square is refused."""
    matrix = Matrix([[-1, 0, 2], [8, -1, gamma], [8, -8, -1]])
    flow = gradient_field(linear_field_game(matrix))
    assert [e.expand() for e in matrix * Matrix(flow.state)] == [e.expand() for e in flow.rhs]
    for wrong in ([[1, 2]], [[1]], 3, [[1, 2], [3, 4.5]]):
        with pytest.raises(BadInput):
            linear_field_game(wrong)


def test_consensus_counterexample_by_the_hurwitz_determinant() -> None:
    """Second route: one of the Hurwitz quantities of M = A - A^T A / 40 is negative, and M is the game's Jacobian."""
    a = Matrix([[-1, 0, 0], [8, -1, 0], [8, -8, -1]])
    changed = a - a.T * a / 40
    flow = gradient_field(ConsensusPenalty(Rational(1, 40))(linear_field_game(a)))
    assert Matrix(flow.rhs).jacobian(flow.state) == changed
    _, c2, c1, c0 = changed.charpoly().all_coeffs()
    assert min(c2, c0, c2 * c1 - c0) < 0


def test_simulated_figures_do_not_depend_on_the_solver() -> None:
    """The cycle of DRAGAN by Euler steps tends to the one by events as h -> 0: 1.27603 by Richardson extrapolation."""
    game = DRAGANPenalty(Rational(3, 10), one, one)(dirac_gan(logistic))
    tops = []
    for step in (Rational(1, 100), Rational(1, 200)):
        states = simulate(SimultaneousGD(step)(game), [1.0, 1.0], int(200 / step), samples=int(200 / step) + 1).states
        tops.append(float(np.max(states[len(states) // 2 :, 0])))
    assert abs(2 * tops[1] - tops[0] - 1.276027) < 2e-4  # the error left is of order h^2 = 1e-4


def test_kinks_are_kinks() -> None:
    """Formal differentiation would call the equilibrium stable; linearize refuses it."""
    with pytest.raises(NotApplicable, match="kink"):
        linearize(gradient_field(kinked), {theta: zero, psi: zero})
    assert gradient_field(kinked).rhs[1].subs(sign(psi), zero).diff(psi) == Rational(-7, 10)
    assert kinked.players[1].loss.has(Abs)


def test_infinite_arcs_end_in_their_limit() -> None:
    """An arc may take for ever; its end is its limit."""
    falling = System(Time.CONTINUOUS, (x,), (-x,))
    claim = ExactOrbit((one,), (Arc((exp(-T),), oo),), (zero,))
    assert verify(small(claim, falling)).as_expected


def test_every_entry_has_its_files() -> None:
    """R05 to R10, R19, R20 and R22 to R24 are labels on the shelf, with corrected statements beside wrong ones."""
    records = [catalogue.find("theorems", name) for name in catalogue.names("theorems")]
    for label in ("R05", "R06", "R07", "R08", "R09", "R10", "R19", "R20", "R22", "R23", "R24"):
        expected = {r.expected for r in records if label in r.label.split(", ")}
        assert "CONFIRMED" in expected, label
    wrong = {r.name for r in records if r.expected == "REFUTED"}
    assert {"mescheder2018_rate_as_published", "mescheder2018_altgd_small_step_as_recalled"} <= wrong


def test_a_shifted_rest_point_is_refused() -> None:
    """Lyapunov coefficients are computed at the origin; another rest point needs shifted variables."""
    moved = System(Time.CONTINUOUS, (theta, psi), (1 - psi, theta))
    with pytest.raises(CannotSolve, match="origin"):
        drift(moved, squared, 2)
