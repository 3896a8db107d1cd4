"""Kinds of claim about kernel GANs: what they confirm, and the false statements they refuse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sympy import Integer, Matrix, Rational, Symbol, exp, false, symbols

from stability.clock import Time
from stability.dynamics import AlternatingGD
from stability.games import isolated_points_gan, kernel_gan
from stability.kernel import (
    run_history,
)
from stability.linearization import linearize
from stability.system import System, gradient_field
from stability.theorem import (
    Amplitude,
    Arrow,
    ArrowSpectrum,
    ArrowStable,
    ArrowUnstable,
    CentreCubic,
    FactorsAre,
    FactorsStableIff,
    HistoryForm,
    HistoryRun,
    HopfCubic,
    KernelEquilibrium,
    LeadingTerm,
    OscillatesIff,
    Outcome,
    RecurrenceSolution,
    Static,
    StepSizeTable,
    WaveSpeed,
)

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
half = Rational(1, 2)


def _at(system: System, **heights: Any) -> tuple[Any, ...]:
    return tuple({s: Integer(0) if str(s) not in heights else heights[str(s)] for s in system.state}.items())


def _refuted(claim: Any, system: System) -> None:
    checked = claim.check(system)
    assert checked.outcome is Outcome.REFUTED and checked.witness, checked


def _kept(claim: Any, system: System) -> None:
    """Confirmed, and every twin refuted with a witness."""
    checked = claim.check(system)
    assert checked.outcome is Outcome.CONFIRMED, checked
    for twin in claim.twins():
        _refuted(twin, system)


def test_factor_claims() -> None:
    """Factors, stability by factors and oscillation: confirmed, and false statements refused."""
    s = Symbol("s")
    system = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
    at = _at(system, theta0=(p - q) / lam)
    slope, constant = lam + mu * q * kappa * (p - q) / lam, mu * kappa * q * p
    pair = s**2 + slope * s + constant
    _kept(FactorsAre(((pair, 1), (s + lam, 1)), s, at), system)
    _kept(FactorsStableIff(((pair, 1), (s + lam, 1)), s, lam**2 + mu * kappa * q * (p - q) > 0, at), system)
    _kept(OscillatesIff(slope, constant, (-lam,), slope**2 < 4 * constant, at), system)
    _refuted(FactorsAre(((pair, 1),), s, at), system)
    _refuted(FactorsStableIff(((pair, 1), (s + lam, 1)), s, false, at), system)
    _refuted(OscillatesIff(slope, constant, (lam,), slope**2 < 4 * constant, at), system)


def test_factors_survive_blocks_with_roots() -> None:
    """Two neighbourhoods with symbols of their own: a case in which factors cannot be sorted."""
    s, a, b = Symbol("s"), *symbols("a b", positive=True)
    system = gradient_field(isolated_points_gan([p, a], [[q], [b]], lam=lam, kappa=kappa, features=2))
    at = _at(system, theta1_0=(p - q) / lam, theta2_0=(a - b) / lam)
    pairs = [s**2 + (lam + kappa * y * (x - y) / lam) * s + kappa * x * y for x, y in ((p, q), (a, b))]
    _kept(FactorsAre(((pairs[0], 1), (pairs[1], 1), (s + lam, 2)), s, at), system)


def _arrow(surplus: Any) -> tuple[System, Arrow, Any]:
    q1, q2 = symbols("q1 q2", positive=True)
    system = gradient_field(kernel_gan([0], [q1 + q2 + surplus], [q1, q2], lam=lam, kappa=kappa, mu=mu, features=2))
    y1, y2, _, slope = system.state
    root = kappa**half
    arrow = Arrow(q, lam, -q * root, mu * q * root, mu * kappa * surplus / lam * q, slope, ((y1, q1), (y2, q2)))
    return system, arrow, _at(system, theta0=surplus / lam)


def test_arrow_claims() -> None:
    """Any number of points: spectrum, stability with a surplus, instability with a deficit, and their twins."""
    system, arrow, at = _arrow(p)
    _kept(ArrowSpectrum(arrow, kappa * mu * q**2, at), system)
    _kept(ArrowStable(arrow, 1 / mu, at), system)
    _refuted(ArrowUnstable(arrow, at), system)
    sunk, deficit, below = _arrow(-p)
    _kept(ArrowUnstable(deficit, below), sunk)
    _refuted(ArrowStable(deficit, 1 / mu, below), sunk)
    _refuted(ArrowSpectrum(arrow, kappa * mu * q**2, at), sunk)


@pytest.mark.parametrize("surplus", [Rational(1, 7), Rational(-1, 7)])
def test_any_number_against_numpy(surplus: Any) -> None:
    """Four points of unequal masses: the largest real part has the sign that the theorem says."""
    masses = [Rational(1, n) for n in (3, 5, 7, 9)]
    system = gradient_field(kernel_gan([0], [sum(masses) + surplus], masses, lam=half, kappa=3, mu=2, features=2))
    matrix = linearize(system, dict(_at(system, theta0=2 * surplus))).jacobian
    top = float(np.max(np.linalg.eigvals(np.array(Matrix(matrix).evalf(17), dtype=float)).real))
    assert top * float(surplus) < -1e-6


def test_centre_claims() -> None:
    """Cubic coefficients: of a planar normal form, of a zero eigenvalue, and a leading term."""
    x, y, w = symbols("x y w", real=True)
    swirl = System(Time.CONTINUOUS, (x, y), (-y - x * (x**2 + y**2), x - y * (x**2 + y**2)))
    _kept(HopfCubic(Integer(1), Integer(-1)), swirl)
    _refuted(HopfCubic(Integer(2), Integer(-1)), swirl)
    bent = System(Time.CONTINUOUS, (x, y), (x * y, -y - x**2))  # y = -x^2 + ..: x' = -x^3
    _kept(CentreCubic((1, 0), Integer(-1)), bent)
    _refuted(CentreCubic((0, 1), Integer(-1)), bent)
    _refuted(CentreCubic((1, 0), Integer(-1)), System(Time.CONTINUOUS, (x, y), (x**2, -y)))
    _kept(LeadingTerm(exp(w) - 1 - w, w, w**2 / 2), swirl)
    _refuted(LeadingTerm(exp(w) - 1, w, w**2 / 2), swirl)


def test_centre_claim_needs_the_rest_inside() -> None:
    """With an eigenvalue outside, nothing is said."""
    x, y = symbols("x y", real=True)
    system = System(Time.CONTINUOUS, (x, y), (-(x**3), y))
    assert CentreCubic((1, 0), Integer(-1)).check(system).outcome is Outcome.UNDECIDED


def test_history_claims() -> None:
    """The closed form by induction, features against history, and a run; false ones refused."""
    eta = Symbol("eta", positive=True)
    age, count = (Symbol(name, integer=True, nonnegative=True) for name in ("s", "k"))
    static = Static("the kernel iteration").system
    factor = 1 - eta * lam
    _kept(RecurrenceSolution(factor, eta, age, eta * factor**age, count, (1 - factor**count) / lam), static)
    _refuted(RecurrenceSolution(factor, eta, age, eta * factor ** (age + 1), count, (1 - factor**count) / lam), static)
    system = AlternatingGD(Rational(1, 4), h_d=Rational(1, 5), first="discriminator")(
        kernel_gan([0], [1], [1], lam=half, kappa=2, features=3)
    )
    numbers = (Rational(2), half, Rational(1, 5), Rational(1, 4))
    one = (Integer(1),)
    _kept(HistoryForm((Integer(0),), one, one, (half,), *numbers, degree=3, steps=4), system)
    _refuted(HistoryForm((Integer(0),), one, one, (half,), *numbers, degree=4, steps=4), system)
    wrong_order = AlternatingGD(Rational(1, 4), h_d=Rational(1, 5))(
        kernel_gan([0], [1], [1], lam=half, kappa=2, features=3)
    )
    _refuted(HistoryForm((Integer(0),), one, one, (half,), *numbers, degree=3, steps=4), wrong_order)
    end = run_history([[0]], [1], [[0.5]], [1], kappa=2, lam=0.5, eta_d=0.2, eta_g=0.25, steps=30)[-1, 0, 0, 0]
    _kept(HistoryRun((Integer(0),), one, one, (half,), *numbers, 30, (f"{end:.6f}",)), static)


def test_overlap_claims() -> None:
    """A certified equilibrium, a wave and no wave; twins and wrong counts refused."""
    static = Static("a kernel game").system
    data = ((Integer(0),), (Rational(2, 5),), (half,), (Rational(1, 50),), Integer(4), Rational(1, 5), Integer(1))
    _kept(KernelEquilibrium(*data, values=(), eigenvalues=(("0.4", "0.8"),), unstable=2), static)
    _refuted(KernelEquilibrium(*data), static)
    _refuted(KernelEquilibrium(*data, eigenvalues=(("0.4", "0.8"), ("0", "0")), unstable=2), static)
    _kept(WaveSpeed(half, Integer(1), Integer(1), Integer(1), "0.65610008178"), static)
    _kept(WaveSpeed(Rational(3, 2), Integer(1), Integer(1), Integer(1), "0"), static)
    _refuted(WaveSpeed(half, 1, 1, 1, "0.65610008178", steps=((Rational(1, 50), "0.6551"),)), static)


def test_amplitude_and_table_claims() -> None:
    """A circle's amplitude, and a row of the table of step sizes; twins refused."""
    x, y, r = symbols("x y r", real=True)
    circle = System(Time.CONTINUOUS, (x, y), (-r * y, r * x))
    _kept(Amplitude(x, {x: half, y: 0}, (5, 20), (({r: Integer(1)}, "0.50000"),)), circle)
    sigma, e_d, e_g = symbols("sigma eta_d eta_g", positive=True)
    system = AlternatingGD(e_g, h_d=e_d, first="discriminator")(
        kernel_gan([0], [1], [1], lam=lam, kappa=1 / sigma**2, features=2)
    )
    tenth = Rational(1, 10)
    rows = (
        (tenth, Integer(1), tenth, Integer(1), "unstable", "saturates", "-0.484587"),
        (tenth, tenth, tenth, tenth, "stable", "escapes", "94.349039"),
    )
    _kept(StepSizeTable((sigma, e_d, e_g, lam), rows, tenth, 1000), system)
