"""Witnesses against identities: exact points, and certified balls where an expectation stays an integral."""

from __future__ import annotations

from sympy import exp, log, symbols

from stability.expectation import Expectation, Normal, expectation
from stability.games import dirac_gan, uniform_gan
from stability.objectives import logistic
from stability.system import gradient_field
from stability.theorem.claim import nonzero_witness

w, x = symbols("w x", real=True)


def test_witness_in_a_field_with_expectations() -> None:
    """The field of the logistic uniform GAN is not zero: the witness is a point with a ball that leaves 0 out."""
    system = gradient_field(uniform_gan())
    assert system.rhs[1].has(Expectation)
    found = nonzero_witness(system, system.rhs[1])
    assert "w = 1/2" in found and "in [-0.15" in found


def test_no_witness_against_an_identity() -> None:
    """The twin: s(t) + s(-t) = 1 under the integral is zero without looking so; balls around 0 prove nothing."""
    law = Normal(1, 1)
    zero = expectation(1 / (1 + exp(x * w)), x, law) + expectation(1 / (1 + exp(-x * w)), x, law) - 1
    assert zero.has(Expectation)
    system = gradient_field(uniform_gan())
    assert nonzero_witness(system, zero) == ""
    assert nonzero_witness(system, zero + expectation(log(1 + exp(x * w)), x, law)) != ""


def test_integrals_that_diverge_are_no_witness() -> None:
    """Where E exp(w x^2)/(1 + exp(x)) does not exist there is no value; a point where it does is found."""
    value = expectation(exp(w * x**2) / (1 + exp(x)), x, Normal(0, 1))
    found = nonzero_witness(gradient_field(uniform_gan()), value)
    assert found.startswith("w = ") and "w = 1/2" not in found


def test_exact_witnesses_are_as_before() -> None:
    """Without integrals the value itself is shown."""
    system = gradient_field(dirac_gan(logistic))
    assert "the difference is" in nonzero_witness(system, system.rhs[0])
    assert nonzero_witness(system, system.rhs[0] - system.rhs[0]) == ""
