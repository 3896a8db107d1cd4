"""The kinds of claim about matrices, manifolds, blocks, curvature and numbers: each refuses what is false."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import mpmath
import numpy as np
import pytest
from sympy import Function, Integer, Lambda, Matrix, Ne, Rational, Symbol, exp, log, symbols

from stability import BadInput, Fact, Theorem, Time, catalogue, verify
from stability.algebra.jets import Jet
from stability.expectation import Normal, expectation
from stability.game import Game
from stability.games import biased_dirac_gan, dirac_gan, energy_dirac_gan, quadratic_gaussian_gan, uniform_gan
from stability.linearization import linearize
from stability.objectives import logistic, wasserstein
from stability.regularizers import ConsensusPenalty, DiscriminatorFieldPenalty, R1Penalty
from stability.system import System, gradient_field
from stability.theorem import (
    BlockIdentity,
    BlockJacobian,
    ConvergesToSet,
    CurvatureSign,
    DampedBlockBounds,
    DampedForm,
    FlowReaches,
    JacobianIs,
    NumberIs,
    Outcome,
    OwnHessian,
    RestPointsOf,
    SameJacobian,
    SymmetricPart,
    block_transpose,
)

theta, psi, x = symbols("theta psi x", real=True)
gamma = Symbol("gamma", positive=True)
s = Symbol("s", real=True)
c = Jet("f", 1, 0)
penalised = R1Penalty(gamma)(dirac_gan())
penalised_wgan = R1Penalty(Integer(1))(dirac_gan(wasserstein))
pushed = dirac_gan(wasserstein).add_to_loss("generator", theta, name="pushed")
low, high, coupling = symbols("low high coupling", positive=True)
A, B = (Symbol(name, commutative=False) for name in "AB")
UNIFORM = uniform_gan(logistic)
PLACE = tuple(zip(UNIFORM.state, (Integer(1), Integer(0)), strict=True))


def small(claim: Any, subject: Any, hypotheses: tuple[Any, ...] = ()) -> Theorem:
    return Theorem("t", "source", "statement", hypotheses, subject, claim)


FALSE_CLAIMS = {
    "jacobian": (JacobianIs([[0, c], [c, -gamma]]), penalised),
    "shape of a jacobian": (JacobianIs([[0]]), penalised),
    "same jacobian": (SameJacobian(dirac_gan()), penalised),
    "symmetric part": (SymmetricPart(2, 0, 0), penalised),
    "own hessian": (OwnHessian("discriminator", 0, 1, 0), penalised),
    "identity in blocks": (BlockIdentity(A * B, B * A), dirac_gan()),
    "blocks without the second factor": (BlockJacobian(factor=Integer(1), at=PLACE), uniform_gan(Function("f"))),
    "blocks without a neighbourhood": (BlockJacobian(), energy_dirac_gan(Function("f"))),
    "set that is not at rest": (
        ConvergesToSet(((theta, s), (psi, s * 0)), (s,)),
        R1Penalty(gamma)(dirac_gan(wasserstein)),
    ),
    "set that is too small": (
        ConvergesToSet(tuple((v, Integer(0)) for v in biased_dirac_gan().state)),
        R1Penalty(gamma)(biased_dirac_gan(wasserstein)),
    ),
    "damped form of the wrong player": (DampedForm("generator"), penalised),
    "damped form without damping": (DampedForm(), dirac_gan()),
    "bound that is too low": (
        DampedBlockBounds(low, high, coupling, -low, -low * coupling / (high * low + coupling)),
        dirac_gan(),
    ),
    "bound without the coupling": (DampedBlockBounds(low, high, coupling, -low / 2, -low), dirac_gan()),
    "curvature": (CurvatureSign("generator", UNIFORM.state[0], -1), UNIFORM),
    "number": (NumberIs(log(Integer(2)), "0.6931471805598"), dirac_gan()),
    "zero": (NumberIs(log(Integer(2)), "0"), dirac_gan()),
    "arrival": (
        FlowReaches(((theta, Integer(1)), (psi, Integer(0))), 1, ("0.54030230", "0.841473")),
        dirac_gan(wasserstein),
    ),
    "rest points": (RestPointsOf(pushed), penalised_wgan),
}


@pytest.mark.parametrize("name", FALSE_CLAIMS)
def test_false_claims_are_refuted_with_a_witness(name: str) -> None:
    """Each kind of claim, made false by hand."""
    claim, subject = FALSE_CLAIMS[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.REFUTED, finding.reason
    assert finding.witness


TRUE_CLAIMS = {
    "jacobian": (JacobianIs([[0, -c], [c, -gamma]]), penalised),
    "set": (ConvergesToSet(((theta, Integer(0)), (psi, Integer(0)))), R1Penalty(gamma)(dirac_gan(wasserstein))),
    "map": (
        ConvergesToSet(((theta, s), (psi, s * 0)), (s,)),
        System(Time.DISCRETE, (theta, psi), (theta + psi, psi / 2)),
    ),
    "unique rest point": (RestPointsOf(dirac_gan(wasserstein)), penalised_wgan),
    "number": (NumberIs(log(Integer(2)), "0.69314718055994"), dirac_gan()),
    "arrival": (
        FlowReaches(((theta, Integer(1)), (psi, Integer(0))), 1, ("0.54030231", "0.841471")),
        dirac_gan(wasserstein),
    ),
}


@pytest.mark.parametrize("name", TRUE_CLAIMS)
def test_true_claims_are_confirmed_and_their_twins_refuted(name: str) -> None:
    """The same kinds, true: the mechanical twins are refuted by exact witnesses."""
    claim, subject = TRUE_CLAIMS[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.CONFIRMED, finding.reason
    assert finding.twins
    assert finding.as_expected


UNDECIDED = {
    "no game": (OwnHessian("row", 1, 0, 0), System(Time.CONTINUOUS, (x,), (-x,))),
    "no discriminator": (BlockJacobian(), Game.zero_sum("g", theta * psi, ("a", theta), ("b", psi))),
    "other variables": (SameJacobian(uniform_gan(wasserstein), other_at=PLACE), dirac_gan()),
    "arrival of a map": (FlowReaches(((x, 1),), 1, ("0.5",)), System(Time.DISCRETE, (x,), (x / 2,))),
    "parametrization with a fold": (
        ConvergesToSet(((theta, s**2), (psi, s * 0)), (s,), ((s, Integer(0)),)),
        System(Time.CONTINUOUS, (theta, psi), (theta * 0, -psi)),
    ),
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_a_kind_cannot_judge_stays_undecided(name: str) -> None:
    """Without a game, a discriminator, a smooth parametrization: no verdict, and a reason."""
    claim, subject = UNDECIDED[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.UNDECIDED
    assert finding.reason


def test_partner_of_a_comparison_must_be_a_game() -> None:
    """SameJacobian refuses what has no Jacobian."""
    with pytest.raises(BadInput, match="Try:"):
        verify(small(SameJacobian("dirac_gan"), dirac_gan()))


def test_squares_of_expectations_are_not_merged() -> None:
    """(E z)^2 = 0 for z ~ N(0, 1) although z^2 > 0: the sign of an integrand says nothing about a power of its mean."""
    mean = expectation(exp(-exp(theta * x)), x, Normal(0, 1))
    game = Game("square", (Game.zero_sum("g", mean**2 * psi**2 / 2, ("a", psi), ("b", theta)).players[0],))
    finding = verify(small(CurvatureSign("a", psi, -1), System(Time.CONTINUOUS, (psi,), (-psi,), game=game)))
    assert finding.outcome is not Outcome.CONFIRMED


def test_strict_sign_needs_a_point_where_the_integrand_is_not_zero() -> None:
    """psi^2 f''(theta psi) is negative where psi is not 0, and only there."""
    concave = Fact("f", order=2, at=None, sign="negative")
    claim = CurvatureSign("generator", theta, -1, (Ne(psi, 0),))
    assert verify(small(claim, dirac_gan(), (concave,))).outcome is Outcome.CONFIRMED
    assert verify(small(replace(claim, where=()), dirac_gan(), (concave,))).outcome is Outcome.REFUTED
    assert verify(small(claim, dirac_gan())).outcome is not Outcome.CONFIRMED


def test_transpose_reverses_products() -> None:
    """(A B)^T = B^T A^T, and transposing twice gives the matrix back."""
    pairs = ((A, A), (B, Symbol("B_T", commutative=False)))
    once = block_transpose([[A * B, B]], pairs)
    assert once == ((pairs[1][1] * A,), (pairs[1][1],))
    assert block_transpose(once, pairs) == ((A * B, B),)


def test_bounds_hold_on_random_matrices() -> None:
    """Second route to the block bounds: eigenvalues of 300 random matrices in 30 digits, also the sharper bound."""
    rng = np.random.default_rng(20180113)
    with mpmath.workdps(30):
        for _ in range(300):
            m = int(rng.integers(1, 4))
            n = int(rng.integers(1, m + 1))
            root, b = (mpmath.matrix(rng.integers(-3, 4, shape).tolist()) for shape in ((m, m), (m, n)))
            q = root * root.T + mpmath.eye(m) / 10
            damping, gram = mpmath.eigsy(q, eigvals_only=True), mpmath.eigsy(b.T * b, eigvals_only=True)
            if gram[0] < mpmath.mpf(10) ** -10:
                continue
            jacobian = mpmath.zeros(n + m)
            jacobian[n:, n:], jacobian[n:, :n], jacobian[:n, n:] = -q, b, -b.T
            least, most, beta = damping[0], damping[m - 1], gram[0]
            for value in mpmath.eig(jacobian, left=False, right=False):
                slack = mpmath.mpf(10) ** -10  # a defective eigenvalue is known to a third of the digits
                if abs(value.imag) > slack:
                    assert -most / 2 - slack <= value.real <= -least / 2 + slack
                else:
                    assert value.real <= -min(least, beta / most) + slack
                    assert min(least, beta / most) >= least * beta / (most * least + beta)


def test_uniform_gan_by_quadrature_and_differences() -> None:
    """Second route to the uniform GAN: central differences of 30-digit quadrature of the paper's own formulas."""
    with mpmath.workdps(30):

        def field(w: Any, a: Any, eta: Any = 0) -> Any:
            def slope(t: Any) -> Any:
                return 1 / (1 + mpmath.exp(t))

            def mean(g: Any) -> Any:
                return mpmath.quad(g, [0, 1])

            def v_w(u: Any, v: Any) -> Any:
                return mean(lambda y: y**2 * slope(u * y**2)) - v**2 * mean(lambda y: y**2 * slope(-u * v**2 * y**2))

            v_a = -2 * a * w * mean(lambda y: y**2 * slope(-w * a**2 * y**2))
            penalty = mpmath.diff(lambda v: v_w(w, v) ** 2, a) if eta else 0
            return v_w(w, a), -(v_a + eta * penalty)

        for eta in (0, mpmath.mpf(1) / 2):
            step = mpmath.mpf(10) ** -8
            rows = [
                [
                    (field(step, 1, eta)[i] - field(-step, 1, eta)[i]) / (2 * step),
                    (field(0, 1 + step, eta)[i] - field(0, 1 - step, eta)[i]) / (2 * step),
                ]
                for i in (0, 1)
            ]
            game = DiscriminatorFieldPenalty(Rational(1, 2))(UNIFORM) if eta else UNIFORM
            exact = Matrix(linearize(gradient_field(game), dict(PLACE)).jacobian)  # order (a, w), and w is -w there
            expected = [[exact[1, 1], -exact[1, 0]], [-exact[0, 1], exact[0, 0]]]
            for row, claimed in zip(rows, expected, strict=True):
                for value, entry in zip(row, claimed, strict=True):
                    # error of a central difference: step^2 times a third derivative below 10
                    assert abs(value - mpmath.mpf(entry.p) / entry.q) < 1e-14


def test_consensus_term_by_numerical_differentiation() -> None:
    """Second route to the sign of the consensus term at (1, 1): mpmath's derivative of the energy."""
    with mpmath.workdps(40):
        energy = mpmath.diff(lambda t: (t**2 + 1) / (1 + mpmath.exp(t)) ** 2 / 2, 1)
        assert mpmath.nstr(energy, 25) == "-0.03342469744002017488352909"


def test_spurious_rest_points_are_found_by_the_search() -> None:
    """The cubic example: v is not zero at the point where the consensus field vanishes."""
    t = Symbol("t", real=True)
    cubic = Lambda(t, t**3 / 3 - 3 * t**2 / 2 + 13 * t / 4)
    point = {theta: Rational(1, 2), psi: Integer(1)}
    changed = gradient_field(ConsensusPenalty(Rational(2, 3))(dirac_gan(cubic)))
    assert [e.subs(point) for e in changed.rhs] == [0, 0]
    assert [e.subs(point) for e in gradient_field(dirac_gan(cubic)).rhs] == [-2, 1]


def test_linear_quadratic_eigenvalues_by_polynomial_roots() -> None:
    """Second route to the eigenvalues at data N(2, 1): roots of the printed polynomial in 40 digits."""
    game = quadratic_gaussian_gan(logistic, Integer(2), Integer(1))
    matrix = linearize(gradient_field(game), dict(zip(game.state, map(Integer, (1, 2, 0, 0)), strict=True))).jacobian
    assert [str(k) for k in matrix.charpoly().all_coeffs()] == ["1", "24", "10", "31/8", "1/4"]
    with mpmath.workdps(40):
        roots = mpmath.polyroots([1, 24, 10, mpmath.mpf(31) / 8, mpmath.mpf(1) / 4], maxsteps=200, extraprec=200)
    stated = ("-23.5829126030320453552444", "-0.0769975946434065262068802", "-0.170044901162274059274344")
    assert {mpmath.nstr(r.real, 24) for r in roots} == set(stated)


def test_every_result_of_the_list_has_its_files() -> None:
    """Each result of the list, from instance noise to f-GANs, has at least one file on the shelf."""
    names = catalogue.names("theorems")
    for part in (
        "instance_noise",
        "gaussian_mean",
        "consensus",
        "block_jacobian",
        "block_bounds",
        "manifold",
        "symmetric_part",
        "product_generator",
        "uniform_gan_eta",
        "uniform_wgan_eta",
        "concave_concave",
        "lq_gaussian",
        "fgan_local_law",
    ):
        assert any(part in name for name in names), part


def test_imaginary_pair_is_on_the_boundary() -> None:
    """A set of equilibria does not explain a purely imaginary pair."""
    origin = ((theta, Integer(0)), (psi, Integer(0)))
    finding = verify(small(ConvergesToSet(origin), dirac_gan()))
    assert finding.outcome is Outcome.REFUTED
    assert "2 eigenvalues on the boundary" in finding.witness
