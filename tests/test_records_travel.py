"""Records are data: each survives pickle and deepcopy, and what it computes later it computes the same."""

from __future__ import annotations

import ast
import copy
import pickle
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sympy import Matrix, Rational, exp, pi, sqrt, symbols

import stability
from stability import (
    Fact,
    Finite,
    Normal,
    System,
    Time,
    analyze,
    catalogue,
    find_equilibria,
    holds,
    locate,
)
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.spectrum import spectrum
from stability.trajectory import simulate

x, y = symbols("x y", real=True)
a, h = symbols("a h", positive=True)
FLOW = Time.CONTINUOUS
BOX = System(FLOW, (x,), (exp(x) - x - 2,))

#: One run of each kind.
RECORDS: dict[str, Callable[[], Any]] = {
    "a game": dirac_gan,
    "a penalized game under a map": lambda: AlternatingGD(h, n_d=2)(R1Penalty(a)(dirac_gan())),
    "laws": lambda: (Normal(0, a), Finite((0, 1), (Rational(1, 3), Rational(2, 3)))),
    "a fact": lambda: Fact("f", 1, 0, "nonzero"),
    "conserved quantity": lambda: analyze(dirac_gan()),
    "a map with a parameter": lambda: analyze(dirac_gan(), SimultaneousGD(h), cross_check=False),
    "rational numbers": lambda: analyze(System(FLOW, (x, y), (x - x**3, -y))),
    "an isolating box": lambda: analyze(BOX, cross_check=False),
    "a component": lambda: analyze(System(FLOW, (x, y), (-x * y, 0 * x)), cross_check=False),
    "cells": lambda: analyze(System(FLOW, (x, y), (-a * x + y, a - y)), cross_check=False),
    "equilibria": lambda: find_equilibria(BOX),
    "a location": lambda: locate([[0, 1], [-1, 0]]),
    "a rational spectrum": lambda: spectrum([[0, 1, 0], [0, 0, 1], [-1, -2, -5]]),
    "an algebraic spectrum": lambda: spectrum(Matrix([[-sqrt(2), 1], [-3, -sqrt(3)]])),
    "a transcendental spectrum": lambda: spectrum(Matrix([[-exp(1), 1], [-9, -pi]])),
    "a proof": lambda: holds(a**2 + 1 > 0, ()),
    "a trajectory": lambda: simulate(System(FLOW, (x,), (-x,)), {x: 1}, 1),
    "a finding about a spectrum": lambda: catalogue.verify("mescheder2018_unregularized_spectrum"),
    "a finding by simulation": lambda: catalogue.verify("dirac_clipping_altgd_attractor"),
    "a finding about blocks": lambda: catalogue.verify("block_matrix_any_rank"),
}


@cache
def made(kind: str) -> Any:
    return RECORDS[kind]()


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize(
    "way", [copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))], ids=["copy", "pickle"]
)
def test_records_travel(kind: str, way: Callable[[Any], Any]) -> None:
    """The copy equals the record; trajectories hold arrays, which have no one truth value."""
    record = made(kind)
    there = way(record)
    assert type(there) is type(record)
    assert kind == "a trajectory" or there == record


@pytest.mark.parametrize("kind", ["a rational spectrum", "an algebraic spectrum", "a transcendental spectrum"])
def test_eigenvalues_refine_after_a_journey(kind: str) -> None:
    """Sixty digits, exact forms, minimal polynomials and measures come from the data that travelled."""
    fresh, there = RECORDS[kind](), pickle.loads(pickle.dumps(RECORDS[kind]()))
    for old, new in zip(fresh.eigenvalues, there.eigenvalues, strict=True):
        assert old.evalf(60) == new.evalf(60) and old.exact == new.exact
        assert old.minimal_polynomial == new.minimal_polynomial
    assert fresh.abscissa == there.abscissa and fresh.kreiss_lower_bound == there.kreiss_lower_bound
    assert fresh.departure_from_normality == there.departure_from_normality


@pytest.mark.parametrize("kind", ["conserved quantity", "rational numbers", "an isolating box", "a component", "cells"])
def test_documents_are_typeset_after_a_journey(kind: str) -> None:
    """Text, LaTeX and JSON of the copy are those of the record."""
    there = pickle.loads(pickle.dumps(made(kind)))
    assert (str(there), there.latex(), there.to_json()) == (str(made(kind)), made(kind).latex(), made(kind).to_json())


def test_certificates_are_made_after_a_journey() -> None:
    """The evidence travels, the certificate is made where it is asked for; without evidence there is none."""
    verdict = made("conserved quantity").verdict
    there = pickle.loads(pickle.dumps(verdict))
    assert there.certificate.to_json() == verdict.certificate.to_json() and not there.certificate_reason
    boxed = pickle.loads(pickle.dumps(made("an isolating box"))).local[0].verdict
    assert boxed.certificate is None and boxed.certificate_reason


def test_close_eigenvalues_are_told_apart() -> None:
    """Refinement picks the root of its own rectangle: two roots 10^-30 apart, and a conjugate pair of 3 digits."""
    close = Fraction(1, 10**30)
    found = spectrum([[1, 0], [0, 1 + close]], digits=40).eigenvalues
    assert [e.exact for e in found] == [Rational(10**30 + 1, 10**30), 1]
    pair = spectrum([[1000, 1, 0], [Fraction(-1, 10**6), 1000, 0], [0, 0, 1]], digits=3).eigenvalues[:2]
    assert [int(1000 * e.evalf(30).as_real_imag()[1]) for e in pair] == [1, -1]


def test_no_record_holds_a_function() -> None:
    """No field of a dataclass is declared as a Callable: what a record computes, a function computes from its data."""
    root = Path(stability.__file__).parent
    found = [
        f"{path.relative_to(root)}:{field.lineno}"
        for path in root.rglob("*.py")
        if path.parent.name != "report"  # a printer, which no result holds
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.decorator_list
        for field in node.body
        if isinstance(field, ast.AnnAssign) and "Callable" in ast.unparse(field.annotation)
    ]
    assert found == []
