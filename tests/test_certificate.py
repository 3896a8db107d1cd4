"""The record: exact, immutable, one text for one content; and what emission refuses to put into it."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction as Q
from typing import Any

import pytest
from certificate_cases import FLOW, MAP, cases, counts, gamma, h, slope, x, y
from sympy import Rational, erf, exp, log, sqrt

from stability.algebra.program import compile_program
from stability.certificate import Certificate, canonical, digest
from stability.checker import check
from stability.emission import certify_identity, certify_location
from stability.errors import BadInput, NotApplicable

CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_round_trip_through_json_is_the_identity(name: str) -> None:
    """Writing and reading gives an equal record with the same digest."""
    certificate = CASES[name]
    again = Certificate.from_json(certificate.to_json())
    assert again == certificate and again.digest == certificate.digest == digest(certificate.data)
    assert json.loads(certificate.to_json()) == {**certificate.data, "digest": certificate.digest}


@pytest.mark.parametrize("name", CASES)
def test_statement_is_a_sentence(name: str) -> None:
    """Every kind says in words what it claims."""
    statement = CASES[name].statement
    assert not statement[0].islower() and statement.endswith(".") and "None" not in statement


def test_emission_is_deterministic() -> None:
    """The same data give the same text, so that generated files do not change between runs."""
    assert {name: c.text for name, c in cases().items()} == {name: c.text for name, c in CASES.items()}


def test_record_is_immutable_hashable_and_survives_pickling() -> None:
    """Nothing can be changed behind the digest, not even through ``data``."""
    certificate = CASES["hurwitz"]
    with pytest.raises(FrozenInstanceError):
        certificate.text = ""  # type: ignore[misc]
    certificate.data["kind"] = "schur"
    assert certificate.kind == "hurwitz" and pickle.loads(pickle.dumps(certificate)) == certificate
    assert len({certificate, CASES["hurwitz"]}) == 1


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    """Sorted keys, no blanks, ASCII."""
    assert canonical({"b": "é", "a": 1}) == canonical({"a": 1, "b": "é"}) == '{"a":1,"b":"\\u00e9"}'


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"kind": "schur"}', "NaN"])
def test_unreadable_text_is_bad_input(text: str) -> None:
    """Broken JSON, wrong shapes and deep nesting are refused with a remedy."""
    with pytest.raises(BadInput, match="Try:"):
        Certificate.from_json(text)


def test_changed_content_does_not_fit_its_digest() -> None:
    """Reading checks the digest; the twin with the original content is read."""
    text = CASES["hurwitz"].to_json()
    assert Certificate.from_json(text).kind == "hurwitz"
    with pytest.raises(BadInput, match="digest"):
        Certificate.from_json(text.replace('"-3/10"', '"-3/11"', 1))


@pytest.mark.parametrize("wrong", [1.5, float("nan"), 2j, object()])
def test_only_exact_data_enter_a_record(wrong: Any) -> None:
    """Floats, even exact ones, and objects are refused."""
    with pytest.raises(BadInput, match="exact data"):
        Certificate.of({**CASES["schur"].data, "claim": {"inside": wrong}})


def test_record_needs_no_heavy_import() -> None:
    """Reading a certificate must be instant: neither SymPy nor numpy nor flint is loaded."""
    heavy = "{'sympy', 'numpy', 'flint', 'mpmath'}"
    code = f"import sys, stability.certificate; print(sorted({heavy} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


# ---- emission refuses -----------------------------------------------------------------------------------------------
def test_irrational_and_parametric_matrices_have_no_certificate() -> None:
    """NotApplicable says which entry it is; the rational twin has one."""
    for entry, word in ((sqrt(2) - 2, "irrational"), (-gamma, "symbols")):
        with pytest.raises(NotApplicable, match=word):
            certify_location([[entry]], FLOW, counts(1, 0, 0))
    assert certify_location([[Rational(-1, 2)]], FLOW, counts(1, 0, 0)).kind == "hurwitz"


def test_floats_are_bad_input() -> None:
    """A float entry is refused with the advice to write a fraction."""
    with pytest.raises(BadInput, match="rational number"):
        certify_location([[-0.5]], FLOW, counts(1, 0, 0))


@pytest.mark.parametrize("wrong", [counts(0, 0, 1), counts(0, 1, 0), counts(1, 0, 0, False), counts(1, 0, 0, zero=1)])
def test_wrong_counts_are_bad_input(wrong: dict[str, Any]) -> None:
    """Emission counts by itself, by irreducible factors and root balls."""
    with pytest.raises(BadInput, match="counts"):
        certify_location([[-1]], FLOW, wrong)


def test_wrong_jacobian_and_moving_point_are_bad_input() -> None:
    """The matrix must be the Jacobian at a rest point; the twins with both right are accepted."""
    field = compile_program([x, y], [-x, -2 * y])
    right = [[-1, 0], [0, -2]]
    with pytest.raises(BadInput, match="Jacobian"):
        certify_location([[-1, 0], [0, -3]], FLOW, counts(2, 0, 0), field=field, point=(0, 0))
    with pytest.raises(BadInput, match="rest point"):
        certify_location(right, FLOW, counts(2, 0, 0), field=field, point=(1, 0))
    with pytest.raises(BadInput, match="Jacobian"):
        certify_location(right[::-1], FLOW, counts(0, 0, 0) | {"inside": 1, "outside": 1}, field=field, point=(0, 0))
    assert check(certify_location(right, FLOW, counts(2, 0, 0), field=field, point={y: 0, x: 0}).to_json()).accepted


@pytest.mark.parametrize("rhs", [-x - erf(x), -x + exp(x + 1) - exp(1), -x - log(2 + x) + log(2)])
def test_irrational_derivatives_have_no_certificate(rhs: Any) -> None:
    """erf' holds 2/sqrt(pi), exp(1) and log(2) are transcendental: NotApplicable names them."""
    with pytest.raises(NotApplicable, match=r"erf'|exp\(1\)|log\(2\)"):
        certify_location([[-1]], FLOW, counts(1, 0, 0), field=compile_program([x], [rhs]), point=(0,))


def test_abstract_function_without_a_value_has_no_certificate_of_location() -> None:
    """A sample value makes it one, and the checker accepts that."""
    rows, numbers = [[0, -1], [1, 0]], counts(0, 2, 0)
    bare = compile_program([x, y], [-y * slope, x * slope])
    with pytest.raises(NotApplicable, match="sample value"):
        certify_location(rows, FLOW, numbers, field=bare, point=(0, 0))
    sampled = compile_program([x, y], [-y * slope, x * slope], values={("f", 1, 0): 1})
    assert check(certify_location(rows, FLOW, numbers, field=sampled, point=(0, 0)).to_json()).accepted


def test_work_beyond_the_checker_is_not_applicable() -> None:
    """Order 97, or entries of thousands of digits, are refused when emitted rather than when checked."""
    big = [[Q(-1) if i == j else Q(0) for j in range(97)] for i in range(97)]
    with pytest.raises(NotApplicable, match="order 97"):
        certify_location(big, FLOW, counts(97, 0, 0))
    long = [[-Q(10**400 + i + j, 3) if i == j else Q(1, 7**300) for j in range(40)] for i in range(40)]
    with pytest.raises(NotApplicable, match="re-check"):
        certify_location(long, FLOW, counts(40, 0, 0))


def test_false_identities_are_bad_input() -> None:
    """A quantity that changes, a constant, an increasing function, another sum of squares."""
    turn = compile_program([x, y], [-y, x])
    for quantity in (x**2 + 2 * y**2, x, Rational(3)):
        with pytest.raises(BadInput):
            certify_identity("conserved_quantity", FLOW, turn, quantity, point=(0, 0))
    grow = compile_program([x], [x])
    with pytest.raises(BadInput, match="positive"):
        certify_identity("lyapunov_function", FLOW, grow, x**2, point=(0,))
    fall = compile_program([x], [-x])
    with pytest.raises(BadInput, match="sum of squares"):
        certify_identity("lyapunov_function", FLOW, fall, x**2, point=(0,), decrease=[(1, x)])
    right = certify_identity("lyapunov_function", FLOW, fall, x**2, point=(0,), decrease=[(2, x)])
    assert check(right.to_json()).accepted


def test_unproven_minimum_and_attraction_are_not_stated() -> None:
    """Asked for, they are NotApplicable; not asked for, the certificate says less."""
    saddle = compile_program([x, y], [y, x])
    with pytest.raises(NotApplicable, match="Hessian"):
        certify_identity("conserved_quantity", FLOW, saddle, x**2 - y**2, point=(0, 0), minimum=True)
    less = certify_identity("conserved_quantity", FLOW, saddle, x**2 - y**2, point=(0, 0))
    assert less.data["claim"]["minimum"] is False
    lazy = compile_program([x, y], [-x, 0])
    with pytest.raises(NotApplicable, match="asymptotic"):
        certify_identity("lyapunov_function", FLOW, lazy, x**2 + y**2, point=(0, 0), attracting=True)
    weaker = certify_identity("lyapunov_function", FLOW, lazy, x**2 + y**2, point=(0, 0))
    assert weaker.data["claim"]["attracting"] is False and check(weaker.to_json()).accepted


def test_manifold_only_where_it_is_at_rest() -> None:
    """A centre direction without a line of rest points has no manifold; asked for, it is NotApplicable."""
    slow = compile_program([x, y], [-(x**3), -y])
    rows, numbers = [[0, 0], [0, -1]], counts(1, 1, 0, zero=1)
    assert certify_location(rows, FLOW, numbers, field=slow, point=(0, 0)).data["claim"]["manifold"] is None
    with pytest.raises(NotApplicable, match="manifold"):
        certify_location(rows, FLOW, numbers, field=slow, point=(0, 0), manifold=True)


def test_free_parameters_hold_for_maps_of_stages() -> None:
    """One name for two values is refused."""
    stages = [compile_program([x, y], [x - h * y, y], {h: 1}), compile_program([x, y], [x, y + h * x], {h: 2})]
    with pytest.raises(BadInput, match="one value for each parameter"):
        certify_location([[1, -1], [2, -1]], MAP, counts(0, 2, 0), field=stages, point=(0, 0))


def test_quantities_without_a_value_and_parameters_that_are_zero_have_no_certificate() -> None:
    """log(-1 - x^2 - y^2) has no value anywhere, and h (x^2 + y^2) is 0 where h is declared zero."""
    turn = compile_program([x, y], [-y, x])
    assert certify_identity("conserved_quantity", FLOW, turn, log(1 + x**2 + y**2))
    with pytest.raises(NotApplicable, match="no state"):
        certify_identity("conserved_quantity", FLOW, turn, log(-1 - x**2 - y**2))
    zero = compile_program([x, y], [-y, x], {h: "zero"})
    with pytest.raises(BadInput, match="declared zero"):
        certify_identity("conserved_quantity", FLOW, zero, h * (x**2 + y**2))
