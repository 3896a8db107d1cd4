"""Where expectations exist: conditions reach equilibria and Jacobians, and constants that are integrals are numbers."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import pytest
from sympy import Rational, exp, log, sqrt, symbols, tanh

from stability import (
    BadInput,
    Game,
    Normal,
    NotApplicable,
    Player,
    Pushforward,
    Stability,
    Uniform,
    analyze,
    find_equilibria,
    locate,
)
from stability.equilibrium import Completeness
from stability.expectation import expectation
from stability.regularizers import R1Penalty
from stability.system import gradient_field

psi, theta, x, z = symbols("psi theta x z", real=True)
gamma, p = symbols("gamma p", positive=True)
q = symbols("q", nonzero=True)
SQUARES = expectation(exp(psi * z**2), z, Normal(0, 1))  # (1 - 2 psi)^(-1/2) where psi < 1/2, else infinite


def game(loss: Any) -> Game:
    """One player who owns psi."""
    return Game("one player", [Player("a", psi, loss)])


def test_a_point_where_the_loss_is_infinite_is_no_equilibrium() -> None:
    """(psi - 1)^2 E exp(psi z^2) is infinite at psi = 1; its derivative vanishes at psi = 1/3, by the closed form."""
    with pytest.raises(BadInput, match=r"1 - 2\*psi > 0"):
        analyze(game(gamma * (psi - 1) ** 2 * SQUARES), at={psi: 1})
    verdict = analyze(game((psi - 1) ** 2 * SQUARES), at={psi: Rational(1, 3)}).verdict
    assert verdict.stability is Stability.EXPONENTIALLY_STABLE  # and at no other point: 2 (1 - 2 psi) = 1 - psi


def test_the_twin_where_the_loss_is_finite() -> None:
    """At psi = 1/4 the expectation is sqrt(2), so that the rate of (psi - 1/4)^2 E exp(psi z^2) is 2 sqrt(2)."""
    verdict = analyze(game((psi - Rational(1, 4)) ** 2 * SQUARES), at={psi: Rational(1, 4)}).verdict
    assert verdict.stability is Stability.EXPONENTIALLY_STABLE and verdict.rate == 2 * sqrt(2)


def test_the_loss_of_another_player() -> None:
    """The field of the owner of theta holds no integral, but his loss is infinite at psi = 1."""
    players = [Player("a", theta, theta**2 + psi * SQUARES), Player("b", psi, (psi - 1) ** 2)]
    with pytest.raises(BadInput, match=r"outside the domain: it needs 1 - 2\*psi > 0"):
        analyze(Game("two", players), at={theta: 0, psi: 1})


@pytest.mark.parametrize("integrand", [exp(z**4), exp(z**2), 1 / z, sqrt(z), log(z), 1 / (1 - z**2)])
def test_expectations_that_are_not_known_to_exist(integrand: Any) -> None:
    """Multiplied by a square that vanishes at the point, none of them gives a verdict."""
    with pytest.raises(NotApplicable, match="expectation of"):
        analyze(game((psi - 1) ** 2 * expectation(integrand, z, Normal(0, 1))), at={psi: 1})


def test_a_condition_that_need_not_be_necessary_costs_completeness() -> None:
    """A bound of exp(psi z^2) (1 - exp(z))/(1 + z^2) is integrable where 1 - 2 psi > 0; beyond, nothing is claimed."""
    mixed = expectation((1 - exp(z)) * exp(psi * z**2) / (1 + z**2), z, Normal(0, 1))
    assert not all(node.existence.necessary for node in mixed.atoms(type(SQUARES)))
    found = find_equilibria(gradient_field(game((psi - 3) ** 2 * (5 + mixed))))
    assert found.completeness is Completeness.NOT_PROVEN and "is not known" in found.reason


def test_signs_of_expectations() -> None:
    """E tanh(p z)^2 > 0 for p > 0, because it is positive somewhere; with a real slope it may vanish."""
    for slope, expected in ((1, True), (p, True), (psi, None)):
        node = expectation(tanh(slope * z) ** 2, z, Normal(0, 1))
        assert node.is_positive is expected and (-node).is_negative is expected


def test_integrals_are_exact_constants() -> None:
    """Eigenvalues of a matrix of integrals: equal ones cancel exactly, different ones are told apart by balls."""
    second, fourth = (expectation(tanh(z) ** k, z, Normal(0, 1)) for k in (2, 4))
    assert locate([[second - fourth]]).outside == 1  # 0 < tanh^4 < tanh^2
    assert locate([[0, second], [-second, 0]]).boundary == 2
    assert locate([[second - second * 1]]).zero == 1
    assert locate([[0, second], [-fourth, second - fourth]]).outside == 2


def test_a_generator_with_two_layers() -> None:
    """a tanh(b z) against D = c tanh(d x) under a numeric R1: the entry (3 m_2 - 2 m_4)/4 - 1/2, by quadrature."""
    a, b, c, d = symbols("a b c d", real=True)
    layers = Game.gan(
        "two layers",
        output=c * tanh(d * x),
        input=x,
        real=Normal(0, 1),
        fake=Pushforward(a * tanh(b * z), z, Normal(0, 1)),
        generator=(a, b),
        discriminator=(c, d),
        f=lambda t: -log(1 + exp(-t)),
    )
    found = analyze(R1Penalty(Rational(1, 2))(layers), at={a: 0, b: 1, c: 0, d: 1}, cross_check=False).local[0]
    entry = found.linearization.jacobian[2, 2]

    def moment(k: int) -> Any:
        return mp.quad(lambda t: mp.tanh(t) ** k * mp.npdf(t), [-mp.inf, -3, 0, 3, mp.inf])

    # dc'/dc = f''(0) E tanh^2 - gamma E (1 - tanh^2)^2 with f''(0) = -1/4, gamma = 1/2; the fakes are all at 0
    assert abs(float(entry) - (-moment(2) / 4 - (1 - 2 * moment(2) + moment(4)) / 2)) < 1e-12  # both to 15 digits
    assert found.verdict.rate == 0


def test_uniform_laws_always_have_exponential_moments() -> None:
    """The twin on a bounded law: no condition."""
    node = expectation(exp(psi * z**2), z, Uniform(-1, 1))
    assert not [c for n in node.atoms(type(SQUARES)) for c in n.existence.conditions]
