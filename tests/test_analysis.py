"""From a game to a verdict: the pipeline as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from sympy import Abs, Function, I, Matrix, Max, Rational, Symbol, sqrt, symbols

from stability import BadInput, CannotSolve, Fact, Game, NotApplicable, Player, Stability, System, Time, analyze
from stability.algebra.jets import Jet
from stability.crosscheck import Agreement, cross_check
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.equilibrium import Completeness
from stability.games import bilinear, dirac_gan
from stability.linearization import linearize
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import R1Penalty
from stability.verdict import Truth

theta, psi = symbols("theta psi", real=True)
h, gamma = symbols("h gamma", positive=True)
c = Jet("f", 1, 0)


def test_abstract_dirac_gan_is_stable_by_its_conserved_quantity() -> None:
    """Spectrum +- i f'(0) for every f, and the verdict rests on theta^2 + psi^2, not on the spectrum."""
    result = analyze(dirac_gan())
    local = result.local[0]
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    assert local.eigenvalues == ((I * c, 1), (-I * c, 1))
    assert result.verdict.stability is Stability.STABLE
    assert result.verdict.conserved.expression == theta**2 + psi**2
    facts = result.verdict.facts
    assert facts.lyapunov_stable.truth is Truth.PROVEN
    assert facts.attracting.truth is Truth.REFUTED
    assert facts.exponential.truth is Truth.REFUTED
    assert "conserved" in facts.lyapunov_stable.argument


def test_same_spectrum_without_conserved_quantity_is_undecided() -> None:
    """The twin: the non-saturating game has the same eigenvalues and no conserved quantity, so no verdict follows."""
    result = analyze(dirac_gan(logistic, saturating=False), at={theta: 0, psi: 0})
    assert [e for e, _ in result.local[0].eigenvalues] == [I / 2, -I / 2]
    assert result.verdict.stability is Stability.UNDECIDED
    assert "would decide it" in result.verdict.reason
    assert result.verdict.facts.exponential.truth is Truth.REFUTED


def test_penalty_makes_it_exponentially_stable_for_every_strength() -> None:
    """One verdict for all gamma > 0 and every f with f'(0) != 0."""
    result = analyze(R1Penalty(gamma)(dirac_gan()))
    assert result.verdict.stability is Stability.EXPONENTIALLY_STABLE
    assert len(result.verdict.cases) == 1
    values = {gamma: Rational(3, 10), c: Rational(1, 2)}
    assert result.verdict.rate.subs(values) == Rational(3, 20)
    assert result.verdict.rate.subs({gamma: 2, c: Rational(1, 2)}).equals(1 - sqrt(3) / 2)


def test_without_the_fact_nothing_is_claimed() -> None:
    """Dropping f'(0) != 0: the spectrum may be zero, and the completeness of the equilibria is not proven either."""
    result = analyze(R1Penalty(gamma)(dirac_gan(assumptions=())), at={theta: 0, psi: 0})
    assert result.verdict.stability is not Stability.EXPONENTIALLY_STABLE
    conditions = {case.stability for case in result.verdict.cases}
    assert Stability.EXPONENTIALLY_STABLE in conditions
    assert len(conditions) > 1


def test_facts_flow_to_the_conclusion() -> None:
    """f''(0) < 0 decides the verdict of a game whose damping is the curvature of f."""
    f = Function("f")
    losses = [Player("generator", theta, f(theta * psi)), Player("discriminator", psi, -f(theta * psi) - f(psi))]
    slope = Fact(f, order=1, at=0, sign="nonzero")
    flat = Fact(f, order=1, at=0, sign="zero")
    for curvature, expected in (("negative", Stability.EXPONENTIALLY_STABLE), ("positive", Stability.UNSTABLE)):
        shifted = [losses[0], Player("discriminator", psi, -f(theta * psi) - f(psi) + Jet("f", 1, 0) * psi)]
        game = Game("curved", shifted, [slope, Fact(f, order=2, at=0, sign=curvature)])
        assert analyze(game, at={theta: 0, psi: 0}).verdict.stability is expected
    with pytest.raises(BadInput, match="residual"):
        analyze(Game("moved", losses, [slope]), at={theta: 0, psi: 0})
    assert analyze(Game("flat", losses, [flat]), at={theta: 0, psi: 0}, cross_check=False).equilibria.points


def test_step_size_splits_into_cases() -> None:
    """R1 with simultaneous descent: the cells cover all steps and each carries its own verdict."""
    result = analyze(R1Penalty(gamma)(dirac_gan(logistic)), SimultaneousGD(h), parameters={gamma: Rational(3, 10)})
    assert result.verdict.stability is Stability.UNDECIDED
    assert "depends on the parameters (exact)" in str(result) and "UNDECIDED (exact)" not in str(result)
    found = {str(case.condition): case.stability for case in result.verdict.cases}
    assert found == {
        "h > 6/5": Stability.UNSTABLE,
        "Eq(h, 6/5)": Stability.UNDECIDED,
        "h < 6/5": Stability.EXPONENTIALLY_STABLE,
    }


def test_linear_boundary_cases_of_alternating_descent() -> None:
    """On the Wasserstein game: an ellipse below the threshold, a Jordan block on it, a saddle beyond."""
    cases = {str(k.condition): k for k in analyze(dirac_gan(wasserstein), AlternatingGD(h)).verdict.cases}
    assert cases["h < 2"].stability is Stability.STABLE
    assert cases["Eq(h, 2)"].stability is Stability.UNSTABLE
    assert cases["Eq(h, 2)"].location.semisimple is False
    assert cases["h > 2"].stability is Stability.UNSTABLE


def test_slow_eigenvalue_of_many_discriminator_steps() -> None:
    """n_d -> infinity: trace -> 1 + (1 - h c^2/gamma) and det -> 0, so the slow eigenvalue tends to 1 - h c^2/gamma."""
    step, strength = Rational(1, 2), Rational(1)
    limit = 1 - step * Rational(1, 4) / strength
    local = analyze(
        R1Penalty(strength)(dirac_gan(logistic)), AlternatingGD(step, n_d=60), at={theta: 0, psi: 0}, cross_check=False
    ).local[0]
    # rho^60 = 2^-60: both eigenvalues are that close to their limits.
    assert abs(local.spectrum.radius - limit) < Rational(1, 2**58)
    assert local.verdict.rate != limit


def test_hyperbola_of_equilibria_splits_along_the_component() -> None:
    """Least squares: the component theta psi = 1 is semistable on one part and unstable on the other."""
    result = analyze(dirac_gan(least_squares))
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    assert len(result.local) == 2
    verdicts = {case.stability for case in result.local[1].verdict.cases}
    assert {Stability.SEMISTABLE, Stability.UNSTABLE} <= verdicts
    with pytest.raises(CannotSolve, match="2 local analyses"):
        _ = result.verdict


@pytest.mark.parametrize("fixed", [{"at": {theta: 0, psi: 0}}, {}])
def test_kink_of_the_gradient_penalty_is_refused(fixed: dict[str, object]) -> None:
    """WGAN-GP: the naive derivative at (0, 0) is [[0, -1], [1, -gamma]], which looks stable; there is no derivative."""
    target = Symbol("g_0", positive=True)
    game = dirac_gan(wasserstein).add_to_loss("discriminator", gamma / 2 * (Abs(psi) - target) ** 2, name="WGAN-GP")
    field = [-psi, theta - gamma * (Abs(psi) - target) * (psi / Abs(psi))]
    assert Matrix([[field[0].diff(theta), field[0].diff(psi)]]) == Matrix([[0, -1]])
    if fixed:
        with pytest.raises(NotApplicable, match="kink"):
            analyze(game, **fixed)  # type: ignore[arg-type]
    else:
        result = analyze(game)
        assert not result.local
        assert "kink" in result.refused[0][1]


def test_kinks_away_from_the_equilibrium_do_no_harm() -> None:
    """Max(psi - 1, 0) has its kink elsewhere."""
    game = dirac_gan(wasserstein).add_to_loss("discriminator", psi**2 + Max(psi - 1, 0) ** 2, name="far kink")
    assert analyze(game, at={theta: 0, psi: 0}, cross_check=False).verdict.stability is Stability.EXPONENTIALLY_STABLE


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({"at": {theta: 1, psi: 0}}, "the residual (0, 1/2)"),
        ({"at": {theta: 0.0, psi: 0}}, "float"),
        ({"at": {theta: 0}}, "no value for psi"),
        ({"at": {theta: 0, psi: 0, "phi": 0}}, "phi"),
        ({"parameters": {"beta": 1}}, "beta"),
        ({"parameters": {gamma: -1}}, "satisfies its assumptions"),
        ({"parameters": {gamma: 0.5}}, "Rational(1, 2)"),
        ({"dynamics": "flow"}, "a dynamics"),
    ],
)
def test_bad_questions(arguments: dict[str, object], found: str) -> None:
    """A point that is no equilibrium, floats, unknown or impossible parameters."""
    with pytest.raises(BadInput) as refusal:
        analyze(R1Penalty(gamma)(dirac_gan(logistic)), **arguments)  # type: ignore[arg-type]
    assert found in str(refusal.value)


def test_not_a_game() -> None:
    """Something else than a game or system, or a system with a dynamics."""
    with pytest.raises(BadInput, match="Game or a System"):
        analyze(3)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="a dynamics as well"):
        analyze(System(Time.CONTINUOUS, [theta], [-theta]), SimultaneousGD(h))


def test_disagreement_fails_the_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong Jacobian is caught by the simulation, which does not know it."""
    import stability.analysis as pipeline

    def wrong(system: System, point: object) -> object:
        found = linearize(system, point)
        return type(found)(found.system, found.point, found.jacobian + Matrix([[0, 0], [0, -1]]), found.stages)

    monkeypatch.setattr(pipeline, "linearize", wrong)
    with pytest.raises(CannotSolve, match="the simulation contradicts"):
        analyze(R1Penalty(Rational(3, 10))(dirac_gan(logistic)))


def test_cross_check_can_be_left_out() -> None:
    """NOT_RUN says so."""
    local = analyze(dirac_gan(), cross_check=False).local[0]
    assert local.cross_check.outcome is Agreement.NOT_RUN


def test_eigenvalues_at_chosen_precision() -> None:
    """digits sets the precision shown; imaginary eigenvalues have a real part that is exactly zero."""
    local = analyze(dirac_gan(logistic), digits=80).local[0]
    value = local.spectrum.eigenvalues[0].evalf(80)
    assert value.as_real_imag()[0] == 0
    assert analyze(R1Penalty(2)(dirac_gan(logistic)), digits=40).verdict.rate.evalf(40) == (1 - sqrt(3) / 2).evalf(40)


def test_singular_bilinear_game_is_stable_along_its_kernel() -> None:
    """A singular matrix: the kernel is a component of equilibria, the rest rotates."""
    result = analyze(bilinear([[1, 0], [0, 0]]))
    assert result.equilibria.completeness is Completeness.PROVEN_COMPLETE
    assert result.equilibria.components[0].dimension == 2
    assert result.local[-1].verdict.stability is Stability.STABLE


def test_strong_duality_free_games_of_one_player() -> None:
    """A plain minimization: a saddle is unstable, a minimum exponentially stable, a quartic minimum undecided here."""
    a = Symbol("a", real=True)
    stable = analyze(Game("m", [Player("p", (theta, psi), theta**2 + psi**2)]))
    saddle = analyze(Game("m", [Player("p", (theta, psi), theta**2 - psi**2)]))
    flat = analyze(Game("m", [Player("p", a, a**4)]))
    assert stable.verdict.stability is Stability.EXPONENTIALLY_STABLE
    assert saddle.verdict.stability is Stability.UNSTABLE
    assert flat.verdict.stability is Stability.UNDECIDED


SCRIPT = """
import json
from sympy import Rational, symbols
from stability import analyze
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import R1Penalty
h, gamma = symbols("h gamma", positive=True)
out = []
for game in (dirac_gan(), dirac_gan(wasserstein), R1Penalty(gamma)(dirac_gan()), R1Penalty(2)(dirac_gan(logistic))):
    for dynamics in (None, SimultaneousGD(h), AlternatingGD(h)):
        result = analyze(game, dynamics, cross_check=False)
        for item in result.local:
            verdict = item.verdict
            out.append([str(item.equilibrium), str(item.eigenvalues), verdict.stability.name, str(verdict.rate),
                        [[str(k.condition), k.stability.name] for k in item.verdict.cases]])
print(json.dumps(out))
"""


def test_same_results_with_other_ground_types() -> None:
    """SYMPY_GROUND_TYPES=python and flint give the same verdicts, cases and eigenvalues."""
    answers = []
    for kind in ("python", "flint"):
        environment = {**os.environ, "SYMPY_GROUND_TYPES": kind}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, check=True, timeout=300
        )
        answers.append(json.loads(run.stdout))
    assert answers[0] == answers[1]


def test_a_contradicted_point_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """x' = x - x^3 with an alarm at 0 keeps the verdicts at -1 and 1; a single point with an alarm fails."""
    z = Symbol("z", real=True)
    true_check = cross_check

    def alarm(system: Any, point: Any, *rest: Any) -> Any:
        found = true_check(system, point, *rest)
        return replace(found, outcome=Agreement.DISAGREES, reason="made up") if point[z] == 0 else found

    monkeypatch.setattr("stability.analysis.record.cross_check", alarm)
    system = System(Time.CONTINUOUS, (z,), (z - z**3,))
    result = analyze(system)
    assert [item.verdict.stability for item in result.local] == [Stability.EXPONENTIALLY_STABLE] * 2
    assert [str(point) for point, _ in result.refused] == ["z = 0"] and "made up" in result.refused[0][1]
    with pytest.raises(CannotSolve, match="made up"):
        analyze(system, at={z: 0})
