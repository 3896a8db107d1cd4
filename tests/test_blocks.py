"""Blocks of a GAN's Jacobian with their hypotheses, and equality of laws."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Function, Matrix, Rational, Symbol, diag, sqrt, symbols

from stability import BadInput, Finite, Game, Mixture, Normal, NotApplicable, PointMass, Pushforward, Uniform
from stability.algebra.jets import Jet
from stability.blocks import gan_blocks, penalty_block, same_law
from stability.expectation import Independent
from stability.games import (
    bilinear,
    dirac_gan,
    energy_dirac_gan,
    linear_quadratic_gan,
    product_point_gan,
    quadratic_gaussian_gan,
    uniform_gan,
)
from stability.objectives import Objective, kl, logistic, wasserstein
from stability.regularizers import ConsensusPenalty, InstanceNoise, MixedPenalty, R1Penalty, R2Penalty

theta, psi, x, z, u = symbols("theta psi x z u", real=True)
f = Function("f")
one, two = Jet("f", 1, 0), Jet("f", 2, 0)


@pytest.mark.parametrize(("first", "second", "same"), [
    (Normal(0, 4), Pushforward(-2 * z, z, Normal(0, 1)), True),
    (Uniform(-1, 1), Pushforward(-z, z, Uniform(-1, 1)), True),
    (Uniform(-2, 2), Uniform(-1, 1), False),
    (Normal(0, 1), Normal(1, 1), False),
    (Finite.uniform([0, 1]), Mixture((Rational(1, 2), Rational(1, 2)), (PointMass(1), PointMass(0))), True),
    (Finite.uniform([0, 1]), Finite.uniform([0, 2]), False),
    (PointMass(0), PointMass((0, 0)), False),
    (Normal([0, 0], [[2, 1], [1, 2]]), Pushforward((z + u, z - x), (x, z, u), Normal([0, 0, 0], 1)), True),
    (Normal([0, 0], 1), Independent((Normal(0, 1), Normal(0, 1))), True),
    (Pushforward(z**3 - 3 * z, z, Normal(0, 1)), Normal(0, 6), False),
])
def test_equality_of_laws(first: Any, second: Any, same: bool) -> None:
    """Proven or refuted, in both directions."""
    assert same_law(first, second).outcome is same
    assert same_law(second, first).outcome is same


def test_equality_of_laws_stays_open_without_a_proof() -> None:
    """Three points with the moments 0, 3, 0, 27 of N(0, 3) are not called that law, nor refuted by these moments."""
    three = Finite((0, 3, -3), (Rational(2, 3), Rational(1, 6), Rational(1, 6)))
    found = same_law(three, Normal(0, 3))
    assert found.outcome is None
    assert "moments up to order 4 agree" in found.argument


def test_blocks_of_the_gaussian_game_with_an_abstract_f() -> None:
    """cf. Mescheder et al. 2018, Lemma D.1: every block proven; K_DD from moments, K_DG from the pushforward."""
    sigma, mu = Symbol("sigma", positive=True), Symbol("mu", real=True)
    found = gan_blocks(quadratic_gaussian_gan(f, mu, sigma), {"w_1": 0, "w_2": 0, "a": sigma, "b": mu})
    assert found.proven
    m2, m3, m4 = mu**2 + sigma**2, mu**3 + 3 * mu * sigma**2, mu**4 + 6 * mu**2 * sigma**2 + 3 * sigma**4
    assert (found.k_dd.matrix - 2 * two * Matrix([[m4, m3], [m3, m2]])).expand().is_zero_matrix
    assert (found.k_dg.matrix - one * Matrix([[2 * sigma, 2 * mu], [0, 1]])).expand().is_zero_matrix
    assert found.k_gg.matrix.is_zero_matrix
    assert found.k_gd.matrix == -found.k_dg.matrix.T
    assert found.penalty.is_zero_matrix


def test_blocks_of_the_uniform_gan() -> None:
    """cf. Nagarajan and Kolter 2017: K_DD = -1/10, K_DG = 1/3 with their factors, also at a = -1."""
    for a, sign in ((1, 1), (-1, -1)):
        found = gan_blocks(uniform_gan(), {"w": 0, "a": a})
        assert found.proven
        assert (found.k_dd.matrix[0], found.k_dg.matrix[0]) == (Rational(-1, 10), Rational(sign, 3))


def test_every_hypothesis_matters() -> None:
    """Each hypothesis dropped: the block is not claimed, and holds what differentiation finds."""
    energy = gan_blocks(energy_dirac_gan(f), {"theta": 0, "psi": 0})
    kappa = Symbol("kappa", real=True)
    assert not energy.k_gg.proven
    assert energy.k_gg.matrix == Matrix([[-2 * kappa * one]])
    assert energy.k_gg.hypotheses[0].holds is None  # kappa may be 0
    assert gan_blocks(energy_dirac_gan(f, 2), {"theta": 0, "psi": 0}).k_gg.hypotheses[0].holds is False
    crooked = Objective(lambda t: t, lambda t: -t - t**2)
    assert gan_blocks(dirac_gan(crooked), {"theta": 0, "psi": 0}).proven
    moved = Game.gan("moved", output=psi * x**2, input=x, real=Uniform(-1, 1),
                     fake=Pushforward(theta * z, z, Normal(0, 1)), generator=theta, discriminator=psi, f=wasserstein)
    found = gan_blocks(moved, {"theta": sqrt(3) / 3, "psi": 0})
    assert not found.k_dd.proven
    assert found.k_dd.hypotheses[0].argument.startswith("moments of order (4,) differ")
    assert found.k_gg.proven


def test_slopes_on_both_sides_must_balance() -> None:
    """fake'(0) + real'(0) != 0 is refuted as a hypothesis, where the point is still an equilibrium."""
    uneven = Objective(lambda t: 2 * t - t**2, lambda t: -t - t**2)
    game = Game.gan("uneven", output=psi * x, input=x, real=Normal(0, 1), fake=Normal(theta, 1), generator=theta,
                    discriminator=psi, f=uneven)
    found = gan_blocks(game, {"theta": 0, "psi": 0})
    assert not found.k_dd.proven
    assert found.k_dd.hypotheses[2].holds is False


def test_weaker_support_hypothesis() -> None:
    """cf. Nagarajan and Kolter 2017, assumption IV: D* may live off the generated points; a Dirac-GAN on a line."""
    y = Symbol("y", real=True)
    game = Game.gan("line", output=psi * x + y**2 * x + y, input=(x, y), real=PointMass((0, 0)),
                    fake=PointMass((theta, 0)), generator=theta, discriminator=psi, f=f)
    found = gan_blocks(game, {"theta": 0, "psi": 0})
    assert found.k_gg.proven
    assert found.k_gg.hypotheses[0].argument == "D vanishes at these points, though not everywhere"


def test_non_saturating_cross_block() -> None:
    """K_GD = -K_DG^T holds for the non-saturating game because the slopes at 0 agree; a different slope is refuted."""
    found = gan_blocks(uniform_gan(saturating=False), {"w": 0, "a": 1})
    assert found.proven
    assert len(found.k_gd.hypotheses) == 2
    other = Objective(logistic, lambda t: logistic(-t), lambda t: 3 * t)
    assert not gan_blocks(uniform_gan(other, saturating=False), {"w": 0, "a": 1}).k_gd.proven


def test_several_discriminators_and_divergences() -> None:
    """K_DD is block diagonal, K_DG is stacked; an f-GAN has its own slope and curvature."""
    phi = Symbol("phi", real=True)
    game = Game.gan("two", output=(psi * x, phi * x), input=x, real=Normal(0, 1), fake=Normal(theta, 1),
                    generator=theta, discriminator=(psi, phi), f=(logistic, kl))
    found = gan_blocks(game, {"theta": 0, "psi": 0, "phi": 0})
    assert found.proven
    assert found.k_dd.matrix == diag(Rational(-1, 2), -1)
    assert found.k_dg.matrix == Matrix([Rational(1, 2), 1])


@pytest.mark.parametrize(("penalty", "gamma"), [(R1Penalty(3), 3), (R2Penalty(3), 3), (MixedPenalty(1, 2), 3)])
def test_penalty_block(penalty: Any, gamma: int) -> None:
    """cf. Mescheder et al. 2018, Lemma D.4: L_DD = gamma E[A A^T] for R1, R2 and mixtures; no cross block."""
    game, at = quadratic_gaussian_gan(mean=1, std=2), {"w_1": 0, "w_2": 0, "a": 2, "b": 1}
    found = gan_blocks(penalty(game), at)
    assert found.l_dd == penalty_block(game, game.discriminator, gamma, game.discriminator.real, at)
    assert found.l_dd == gamma * Matrix([[20, 2], [2, 1]])
    assert found.penalty[:2, :].is_zero_matrix
    assert found.penalty[2:, :2].is_zero_matrix


def test_other_regularizers_change_other_blocks() -> None:
    """Consensus touches the generator's rows too; instance noise changes the laws, so that K_DD grows."""
    consensus = gan_blocks(ConsensusPenalty(2)(dirac_gan(logistic)), {"theta": 0, "psi": 0})
    assert consensus.penalty == diag(Rational(1, 2), Rational(1, 2))
    noisy = gan_blocks(InstanceNoise(1)(dirac_gan(logistic)), {"theta": 0, "psi": 0})
    assert noisy.proven
    assert noisy.k_dd.matrix == Matrix([[Rational(-1, 2)]])


def test_blocks_in_the_plane_and_on_manifolds() -> None:
    """Over-parametrized games: K_DG with a kernel; the linear-quadratic WGAN has K_DD = 0."""
    found = gan_blocks(product_point_gan(f), {"theta_1": 1, "theta_2": 1, "psi_1": 2, "psi_2": -2})
    assert found.proven
    assert found.k_dg.matrix == one * Matrix([[1, 1], [1, 1]])
    game = linear_quadratic_gan(2)
    at = {str(s): 0 for s in game.state} | {"A_1_1": 1, "A_2_2": 1}
    plane = gan_blocks(game, at)
    assert plane.proven
    assert plane.k_dd.matrix.is_zero_matrix


def test_blocks_are_refused_where_they_mean_nothing() -> None:
    """No discriminator, no equilibrium, a missing value, a slope that does not vanish."""
    with pytest.raises(NotApplicable, match=r"Game\.gan"):
        gan_blocks(bilinear(), {"theta": 0, "psi": 0})
    with pytest.raises(BadInput, match="vanishes"):
        gan_blocks(dirac_gan(), {"theta": 1, "psi": 0})
    with pytest.raises(BadInput, match="no value for psi"):
        gan_blocks(dirac_gan(), {"theta": 0})
    game = energy_dirac_gan(logistic, 1)
    with pytest.raises(NotApplicable, match="slope"):
        penalty_block(game, game.discriminator, 1, game.discriminator.real, {"theta": 0, "psi": 0})
