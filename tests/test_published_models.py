"""Games and models of the literature whose analyses once did not end, with thresholds computed by hand."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Eq, I, Matrix, Rational, exp, log, symbols

from stability import Game, Stability, System, Time, analyze
from stability.equilibrium import Completeness

EXPONENTIAL, UNSTABLE = Stability.EXPONENTIALLY_STABLE, Stability.UNSTABLE


def at(verdict: Any, values: dict[Any, Any]) -> Stability:
    """The verdict at one point of the parameters: exactly one case holds there."""
    (case,) = [c for c in verdict.cases if c.condition.xreplace(values) == True]  # noqa: E712 - SymPy's true
    return Stability(case.stability)


@pytest.mark.slow
def test_an_epidemic_with_latency() -> None:
    """SEIR with births: free of disease below beta sigma = (gamma + mu)(sigma + mu), endemic above."""
    s, e, i = symbols("S E I", real=True)
    beta, sigma, mu, gamma = symbols("beta sigma mu gamma", positive=True)
    field = [mu - beta * s * i - mu * s, beta * s * i - (sigma + mu) * e, sigma * e - (gamma + mu) * i]
    found = analyze(System(Time.CONTINUOUS, [s, e, i], field))
    assert found.equilibria.completeness is Completeness.PROVEN_COMPLETE and len(found.local) == 2
    free, endemic = sorted(found.local, key=lambda item: item.equilibrium.as_dict()[i] != 0)
    for value in (Rational(1, 2), 1, 3, 4, 5, 100):
        here = {beta: value, sigma: 1, mu: 1, gamma: 1}  # the threshold is beta = 4
        expected = (EXPONENTIAL, UNSTABLE) if value < 4 else (UNSTABLE, EXPONENTIAL)
        if value != 4:
            assert (at(free.verdict, here), at(endemic.verdict, here)) == expected


def test_a_hidden_bilinear_game() -> None:
    """(s(theta) - p)(s(psi) - q): the only rest point is (logit p, logit q), with an imaginary pair; nothing false."""
    theta, psi = symbols("theta psi", real=True)
    p, q = symbols("p q", positive=True)
    value = (1 / (1 + exp(-theta)) - p) * (1 / (1 + exp(-psi)) - q)
    players = {"minimizes": ("a", (theta,)), "maximizes": ("b", (psi,))}
    game = Game.zero_sum("hidden", value, assumptions=(p < 1, q < 1), **players)
    point = {theta: log(p / (1 - p)), psi: log(q / (1 - q))}
    found = analyze(game, at=point).local[0]
    values, size = found.eigenvalues, p * (1 - p) * q * (1 - q)
    assert {(value / I / size).cancel() for value, _ in values} == {1, -1}  # slopes p(1 - p) and q(1 - q)
    assert {c.stability for c in found.verdict.cases} <= {Stability.STABLE, Stability.UNDECIDED}


def test_second_moments_of_a_stochastic_descent() -> None:
    """x+ = (1 - h (a + xi)) x with Var xi = s: E x^2 contracts where (1 - h a)^2 + h^2 s < 1, h < 2a/(a^2 + s)."""
    h, a, s = symbols("h a s", positive=True)
    moment = symbols("M", real=True)
    found = analyze(System(Time.DISCRETE, [moment], [((1 - h * a) ** 2 + h**2 * s) * moment]), at={moment: 0})
    verdict = found.local[0].verdict
    for step, expected in ((Rational(1, 2), EXPONENTIAL), (Rational(99, 100), EXPONENTIAL), (2, UNSTABLE)):
        assert at(verdict, {h: step, a: 1, s: 1}) is expected  # the limit is h = 1


def test_symplectic_adjustment_on_four_players() -> None:
    """A chain of three bilinear games on four players, x' = (A - lambda A'A) x with A skew and regular: attracting."""
    state = symbols("v1:5", real=True)
    weight = symbols("lambda", positive=True)
    skew = Matrix(4, 4, lambda i, j: 1 if j == i + 1 else -1 if i == j + 1 else 0)
    adjusted = skew - weight * skew.T * skew
    found = analyze(System(Time.CONTINUOUS, state, list(adjusted * Matrix(state))), at=dict.fromkeys(state, 0))
    assert found.verdict.stability is EXPONENTIAL
    assert not found.verdict.condition.atoms(Eq)
