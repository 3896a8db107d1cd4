"""Kinds of claim that differentiate, at kinks, poles and jumps: formal derivatives confirm nothing there.

Each table holds false claims, which must not be confirmed, beside their true neighbours, which must be.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sympy import Abs, Heaviside, Integer, Max, atan, cos, floor, log, oo, sign, sqrt, symbols

from stability import Game, Player, Theorem, verify
from stability.clock import Time
from stability.system import System
from stability.theorem import (
    CentreByIntegral,
    ChangeIs,
    Claim,
    ClosedOrbits,
    Conserved,
    InvariantVolume,
    LeadingChange,
    LeadingTerm,
    Outcome,
    OwnHessian,
    RegionAttracted,
    Static,
)

x, y = symbols("x y", real=True)


def flow(*field: Any) -> System:
    return System(Time.CONTINUOUS, (x, y)[: len(field)], field)


def found(subject: Any, claim: Claim) -> Outcome:
    """The outcome by way of ``verify``; the false twins of a confirmed claim must be refuted."""
    finding = verify(Theorem("a claim", "none", "a statement", (), subject, claim))
    assert all(twin.refuted for twin in finding.twins)
    return finding.outcome


ROTATION, DRIFT, NODE = flow(-y, x), flow(Integer(1)), flow(x, y)
ENERGY = (x**2 + y**2) / 2
BENT = flow(y, -x + 2 * Abs(x) + 2 * x * sign(x))
POLE = flow(-y / (x - 1), x / (x - 1))
WHIRL = flow(-y / (x**2 + y**2), x / (x**2 + y**2))
LINE = Static("a line")
ONE = Game("one", [Player("a", x, x**2 / 2 - x * Abs(x))])
SMOOTH = Game("smooth", [Player("a", x, x**2 / 2 - x**3)])
BESIDE = Game("beside", [Player("a", x, x**2 / 2 - Abs(x - 1))])

FALSE = {
    "the levels of H open on x > 0": (BENT, CentreByIntegral(y**2 / 2 + x**2 / 2 - 2 * x * Abs(x))),
    "a centre at a pole": (WHIRL, CentreByIntegral(ENERGY)),
    "a centre of a step": (flow(-y, x + Heaviside(x)), CentreByIntegral(ENERGY)),
    "closed orbits across a pole": (POLE, ClosedOrbits(ENERGY)),
    "closed orbits around a pole": (WHIRL, ClosedOrbits(ENERGY)),
    "closed orbits with the bottom outside": (ROTATION, ClosedOrbits(ENERGY, region=((x, (1, oo)),))),
    "attraction across a pole": (flow(-x / (x - 3) ** 2), RegionAttracted(x**2)),
    "attraction across a logarithm": (flow(-x * (1 + log(x + 5) ** 2)), RegionAttracted(x**2)),
    "attraction to a point outside": (flow(-x), RegionAttracted(x**2, region=((x, (1, 3)),))),
    "arcs that jump by pi": (DRIFT, Conserved(atan(x) + atan(1 / x))),
    "an integer part": (DRIFT, Conserved(floor(x))),
    "a sign": (DRIFT, Conserved(sign(x))),
    "a quotient of the size": (DRIFT, Conserved(x / Abs(x))),
    "a step": (flow(Integer(1), Integer(0)), Conserved(Heaviside(x) + y)),
    "no value anywhere": (ROTATION, Conserved(log(-1 - x**2 - y**2))),
    "a constant": (DRIFT, Conserved(Integer(3))),
    "the angle on both sides": (ROTATION, Conserved(x**2 + y**2 + atan(1 / (x**2 - y**2)) + atan(x**2 - y**2))),
    "a slope at the kink": (NODE, ChangeIs(Abs(x), Abs(x))),
    "a slope of a root": (flow(sqrt(Abs(x))), ChangeIs(sqrt(Abs(x)), sign(x) / 2)),
    "a slope of an integer part": (DRIFT, ChangeIs(floor(x), Integer(0))),
    "6 x^2 and -4 x^2": (LINE, LeadingTerm(x**2 + 5 * x * Abs(x), x, x**2)),
    "the size as its own slope": (LINE, LeadingTerm(Abs(x), x, x)),
    "a square root": (LINE, LeadingTerm(x + x * sqrt(Abs(x)) + sqrt(Abs(x)), x, x)),
    "a jump": (LINE, LeadingTerm(x + floor(x), x, x)),
    "Taylor at a kink": (ROTATION, LeadingChange(x * Abs(x), Integer(0), 1)),
    "Taylor at a step": (ROTATION, LeadingChange(floor(x), Integer(0), 3)),
    "Taylor of a field with a kink": (flow(-y, Max(x, 0)), LeadingChange(x**2, -2 * x * y, 2)),
    "a Hessian at a kink": (ONE, OwnHessian("a", 0, 0, 1)),
    "a volume with a kink": (ROTATION, InvariantVolume(1 + x * Abs(x))),
    "a volume at a pole": (WHIRL, InvariantVolume(Integer(1))),
    "a volume at a point that moves": (DRIFT, InvariantVolume(Integer(1))),
}

TRUE = {
    "a centre": (ROTATION, CentreByIntegral(ENERGY)),
    "a centre beside a pole": (POLE, CentreByIntegral(ENERGY)),
    "a centre beside a kink": (flow(-y * (1 + Abs(x - 3)), x * (1 + Abs(x - 3))), CentreByIntegral(ENERGY)),
    "closed orbits": (ROTATION, ClosedOrbits(ENERGY)),
    "closed orbits beside a pole": (
        flow(y / (y + 1), x / (x + 1) * -1),
        ClosedOrbits(x - log(1 + x) + y - log(1 + y), region=((x, (-1, oo)), (y, (-1, oo)))),
    ),
    "attraction": (flow(-x / (1 + x**2)), RegionAttracted(x**2)),
    "attraction beside a pole": (flow(-x / (3 - x)), RegionAttracted(-log(1 - x**2), region=((x, (-1, 1)),))),
    "a circle": (ROTATION, Conserved(ENERGY)),
    "a radius": (ROTATION, Conserved(sqrt(ENERGY))),
    "the logarithm of a circle": (ROTATION, Conserved(log(ENERGY))),
    "a quotient": (NODE, Conserved(x / y)),
    "the logarithm of a quotient": (NODE, Conserved(log(x**2) - log(y**2))),
    "a size under reflection": (System(Time.DISCRETE, [x], [-x]), Conserved(Abs(x))),
    "a slope": (NODE, ChangeIs(x**2, 2 * x**2)),
    "a slope beside its pole": (NODE, ChangeIs(1 / x, -1 / x)),
    "x^2": (LINE, LeadingTerm(x**2 + 5 * Abs(x) ** 3, x, x**2)),
    "a size": (LINE, LeadingTerm(cos(x) + Abs(x), x, Integer(1))),
    "Taylor": (ROTATION, LeadingChange(x**2, -2 * x * y, 2)),
    "a Hessian": (SMOOTH, OwnHessian("a", 0, 0, 1)),
    "a Hessian beside a kink": (BESIDE, OwnHessian("a", 0, 0, 1)),
    "a volume": (ROTATION, InvariantVolume(1 + ENERGY)),
}


@pytest.mark.parametrize("name", FALSE)
def test_formal_derivatives_confirm_nothing(name: str) -> None:
    """Not confirmed, and no exception: the outcome says what is in doubt."""
    assert found(*FALSE[name]) is not Outcome.CONFIRMED


@pytest.mark.parametrize("name", TRUE)
def test_true_neighbours_are_confirmed(name: str) -> None:
    """The same kinds where everything is smooth, or bends without harm."""
    assert found(*TRUE[name]) is Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("system", "claim", "place"),
    [
        (POLE, ClosedOrbits(ENERGY), "x = 1"),
        (flow(-x / (x - 3) ** 2), RegionAttracted(x**2), "x = 3"),
        (flow(-x / (x - 2)), RegionAttracted(x**2, region=((x, (-3, 3)),)), "x = 2"),
    ],
)
def test_a_pole_in_the_region_is_the_witness(system: System, claim: Claim, place: str) -> None:
    """Where the field has no value at a state of the region, that state refutes the claim."""
    checked = claim.check(system)
    assert checked.outcome is Outcome.REFUTED
    assert place in checked.witness


def test_what_the_false_claims_say_fails_in_numbers() -> None:
    """The quantities jump along x' = 1, and the orbit of the bent oscillator leaves, computed without the package."""
    jump = np.diff(np.arctan([-1.0, 1.0]) + np.arctan([-1.0, 1.0]))[0]
    assert jump == pytest.approx(np.pi)
    state, step = np.array([0.01, 0.0]), 1e-3
    for _ in range(8000):  # Heun's method
        slope = np.array([state[1], -state[0] + 2 * abs(state[0]) + 2 * state[0] * np.sign(state[0])])
        ahead = state + step * slope
        next_slope = np.array([ahead[1], -ahead[0] + 2 * abs(ahead[0]) + 2 * ahead[0] * np.sign(ahead[0])])
        state = state + step * (slope + next_slope) / 2
        if abs(state[0]) > 1:
            break
    assert state[0] > 1
    ends = [(t**2 + 5 * t * abs(t)) / t**2 for t in (1e-6, -1e-6)]
    assert ends == pytest.approx([6, -4])
