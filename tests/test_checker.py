"""The checker accepts what is emitted, refuses every falsified certificate, and answers hostile input in seconds."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction as Q
from pathlib import Path
from typing import Any

import pytest
from certificate_cases import FLOW, MAP, cases, counts, mutations, repaired, signed, true, x, y
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Rational, exp, symbols, tanh

import stability.checker
from stability.algebra.program import compile_program
from stability.certificate import digest
from stability.checker import check
from stability.emission import certify_identity, certify_location
from stability.spectrum import locate

CHECKER = Path(stability.checker.__file__)
CASES = cases()
SECONDS = 15  # hostile input is answered within seconds; the rest is room for a busy machine


# ---- what is emitted ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", CASES)
def test_every_emitted_certificate_is_accepted_and_true(name: str) -> None:
    """As text and as an object; and the judge of the mutation test agrees."""
    certificate = CASES[name]
    assert check(certificate.to_json()).accepted, check(certificate.to_json()).reason
    assert check(json.loads(certificate.to_json())).accepted and true(certificate.data)


def test_all_kinds_are_covered() -> None:
    """Mutations are made of every kind, with and without a system, in both times."""
    found = {c.kind for c in CASES.values()}
    assert found == set(stability.checker.LOCATION + stability.checker.IDENTITY + stability.checker.ZEROS)
    assert {c.data["time"] for c in CASES.values()} == {"continuous", "discrete"}


def game_like(rng: random.Random, n: int) -> list[list[Q]]:
    """[[0, -B'], [B, -C]] with small rational entries, often singular or defective."""
    k = n // 2
    rows = [[Q(0)] * n for _ in range(n)]
    for i in range(k, n):
        for j in range(k):
            rows[i][j] = Q(rng.choice([0, 0, 1, 1, 2, -1]), rng.choice([1, 2, 3]))
            rows[j][i] = -rows[i][j]
        rows[i][i] = -Q(rng.choice([0, 0, 1, 3]), 2)
    return rows


def matrices(seed: int, amount: int) -> Iterator[list[list[Q]]]:
    rng = random.Random(seed)
    for _ in range(amount):
        n = rng.randint(0, 7)
        if rng.random() < 0.5:
            yield game_like(rng, n)
        else:
            yield [[Q(rng.choice([0, 0, 0, 1, -1, 2]), rng.choice([1, 1, 2])) for _ in range(n)] for _ in range(n)]


@pytest.mark.parametrize("time", [FLOW, MAP])
def test_random_matrices_three_routes_agree(time: Any) -> None:
    """``locate``, emission (irreducible factors, root balls) and the checker (remainder sequences) agree."""
    kinds = set()
    for a in matrices(5, 250):
        certificate = certify_location(a, time, locate(a, time))
        result = check(certificate.to_json())
        assert result.accepted, (a, result.reason)
        kinds.add(certificate.kind)
    assert len(kinds) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("time", [FLOW, MAP])
def test_random_matrices_three_routes_agree_at_length(time: Any) -> None:
    """Ten thousand matrices with centres, blocks and singular directions."""
    for a in matrices(6, 5000):
        result = check(certify_location(a, time, locate(a, time)).to_json())
        assert result.accepted, (a, result.reason)


@pytest.mark.parametrize(("n", "time"), [(16, FLOW), (16, MAP), (32, FLOW), (64, FLOW), (48, MAP)])
def test_large_matrices_are_checked_in_seconds(n: int, time: Any) -> None:
    """Dense entries of one digit; both routes agree on the counts."""
    rng = random.Random(n)
    a = [[Q(rng.randint(-9, 9)) for _ in range(n)] for _ in range(n)]
    certificate = certify_location(a, time, locate(a, time))
    start = _clock()
    assert check(certificate.to_json()).accepted and _clock() - start < SECONDS


def test_large_field_is_checked_in_seconds() -> None:
    """Forty states, each coupled to all others, through tanh and exp."""
    n, rng = 40, random.Random(1)
    state = symbols(f"s0:{n}", real=True)
    a = [[Q(rng.randint(-3, 3)) - 20 * (i == j) for j in range(n)] for i in range(n)]
    linear = [sum((Rational(v.numerator) * s for v, s in zip(row, state, strict=True)), Integer(0)) for row in a]
    rhs = [(e + tanh(state[0] ** 2)) * exp(state[1]) for e in linear]
    certificate = certify_location(a, FLOW, locate(a, FLOW), field=compile_program(state, rhs), point=[0] * n)
    start = _clock()
    result = check(certificate.to_json())
    assert result.accepted and _clock() - start < SECONDS, result.reason


def _clock() -> float:
    return time.monotonic()


# ---- mutations ------------------------------------------------------------------------------------------------------
def judge(name: str, mutated: list[dict[str, Any]]) -> int:
    """Unsigned, every mutation is refused; signed, an accepted one is true, also after the forger's repairs."""
    original, accepted = CASES[name].digest, 0
    for data in mutated:
        assert not check({**data, "digest": original}).accepted, data
        result = check(signed(data))
        for _ in range(4):
            better = None if result.accepted else repaired(data, result.reason)
            if better is None:
                break
            data, result = better, check(signed(better))
        if result.accepted:
            accepted += 1
            assert true(data), (name, data)
    return accepted


@pytest.mark.parametrize("name", CASES)
def test_false_mutations_are_refused(name: str) -> None:
    """A sample of the mutations at every field; all of them in the slow run."""
    mutated = list(mutations(CASES[name].data))
    judge(name, random.Random(3).sample(mutated, min(120, len(mutated))))


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_all_false_mutations_are_refused(name: str) -> None:
    """Every replacement at every place of every certificate."""
    judge(name, list(mutations(CASES[name].data)))


def functions(facts: list[Any], values: list[Any]) -> dict[str, Any]:
    return {"f": {"facts": facts, "values": values}}


def program(code: list[Any]) -> dict[str, Any]:
    return {"code": code, "out": [len(code) - 1]}


#: log(-1 - x^2 - y^2)
NOWHERE = program([["in", "x"], ["in", "y"], ["mul", 0, 0], ["mul", 1, 1], ["add", 2, 3], ["const", "-1"],
                   ["sub", 5, 4], ["log", 6]])


def altered(name: str, **changes: Any) -> str:
    """The certificate with some claim or witness entries replaced, signed again."""
    data = CASES[name].data
    for key, value in changes.items():
        for part in ("claim", "witness", "system"):
            if data[part] is not None and key in data[part]:
                data[part][key] = value
    return signed(data)


@pytest.mark.parametrize(("name", "changes", "reason"), [
    ("hurwitz", {"inside": 1, "outside": 1}, "(2, 0, 0, 0)"),
    ("hurwitz", {"point": ["1", "0"]}, "not at rest"),
    ("hurwitz", {"parameters": {"gamma": "2/5"}}, "not the Jacobian"),
    ("hurwitz", {"parameters": {"gamma": "positive"}}, "not the Jacobian"),
    ("hurwitz", {"functions": functions([[1, "0", "negative"]], [[1, "0", "1/2"]])}, "contradicts a fact"),
    ("hurwitz", {"functions": functions([[1, "0", "negative"], [1, None, "positive"]], [])}, "contradict each"),
    ("pairs-repeated", {"annihilator": None}, "needs an annihilator"),
    ("pairs-repeated", {"annihilator": ["1", "0", "2", "0", "1"]}, "repeated root on the boundary"),
    ("pairs-repeated", {"semisimple": False}, "kind jordan_block"),
    ("pairs-repeated", {"factor": ["1", "0", "1"]}, "misses a pair"),
    ("nilpotent", {"vector": ["1", "0", "0"]}, "lower degree"),
    ("nilpotent", {"vector": ["0", "0", "1"]}, "squared does not annihilate"),
    ("nilpotent", {"factor": ["-1", "1"]}, "no monic factor"),
    ("zero-bare", {"tangent": [["0", "1"]]}, "no eigenvector"),
    ("zero-bare", {"tangent": [["0", "0"]]}, "not independent"),
    ("zero-bare", {"manifold": {"coordinates": ["c"], "at": ["0"], "program": None}}, "system with a point"),
    ("unstable", {"outside": 2, "boundary": 0, "zero": 0}, "(1, 1, 1, 1)"),
    ("cubic", {"squares": None, "isolated": None}, "Hessian"),
    ("cubic", {"attracting": False}, "proves attracting"),
    ("penalty-every-f", {"functions": functions([], [])}, "undefined"),
    ("penalty-every-f", {"parameters": {"gamma": "real"}}, "positive"),
    ("penalty-stable-only", {"attracting": True}, "proves attracting"),
    ("volterra", {"point": ["0", "0"]}, "undefined"),
    ("dirac-every-f", {"attracting": True}, "does not decrease"),
    ("conserved-no-point", {"function": NOWHERE}, "no state is seen"),
    ("scaled", {"parameters": {"h": "zero"}}, "the function is a constant"),
    ("dirac-every-f", {"functions": functions([[1, None, "nonzero"]], [[1, "0", "1"], [1, "2", "-1"]])},
     "no function"),
    ("dirac-every-f", {"functions": functions([[1, None, "positive"]], [[0, "0", "1"], [0, "2", "0"]])},
     "no function"),
    ("dirac-every-f", {"functions": functions([[1, None, "nonzero"], [0, "0", "zero"], [0, "1", "positive"],
                                               [0, "2", "negative"]], [])}, "no function"),
    ("dirac-every-f", {"functions": functions([[1, None, "nonnegative"]], [[1, "1", "-1"]])}, "contradicts a fact"),
])
def test_claims_are_refused_for_the_right_reason(name: str, changes: dict[str, Any], reason: str) -> None:
    """Each check fires: one falsified certificate for it."""
    result = check(altered(name, **changes))
    assert not result.accepted and reason in result.reason, result.reason


@pytest.mark.parametrize("stated", [
    functions([[1, None, "nonzero"]], [[1, "0", "1"], [1, "2", "1"], [0, "0", "1"], [0, "2", "5"]]),
    functions([[1, None, "nonzero"], [0, "0", "zero"], [0, "1", "negative"], [0, "2", "negative"]], []),
    functions([[2, None, "positive"]], [[1, "0", "-1"], [1, "2", "1"]]),
], ids=str)
def test_facts_that_a_function_satisfies_are_accepted(stated: dict[str, Any]) -> None:
    """The twins of facts that no function satisfies: the identity holds for every f with these."""
    result = check(altered("dirac-every-f", functions=stated))
    assert result.accepted, result.reason


def test_a_mixed_factor_needs_all_of_its_pairs() -> None:
    """s^4 - 2 has an imaginary and a real pair: the counts 1, 2, 1 and no others are accepted."""
    assert check(altered("mixed-factor")).accepted
    assert not check(altered("mixed-factor", inside=0, boundary=4, outside=0)).accepted


def test_vector_in_the_wrong_eigenspace_proves_no_block() -> None:
    """diag(J2(1), i-pair): a block off the boundary does not count as one on it."""
    a = [[1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, -1], [0, 0, 1, 0]]
    data = certify_location(a, FLOW, counts(0, 2, 2)).data
    data["claim"].update(semisimple=False, factor=["-1", "1"])
    data["witness"].update(vector=["0", "1", "0", "0"])
    assert "no root on the boundary" in check(signed(data)).reason


def test_maps_are_not_flows() -> None:
    """A Schur matrix with an eigenvalue of positive real part is refused as a flow."""
    data = CASES["schur"].data | {"time": "continuous", "kind": "hurwitz"}
    assert "(1, 0, 1, 0)" in check(signed(data)).reason


def test_identity_holds_for_every_f_and_not_for_a_perturbed_field() -> None:
    """theta^2 + psi^2 is conserved for every f; with one sign changed it is not."""
    text = CASES["dirac-every-f"].to_json()
    assert check(text).accepted
    data = json.loads(text)
    code = data["system"]["stages"][0]["code"]
    index = next(i for i, line in enumerate(code) if line[0] == "sub")
    code[index][0] = "add"
    assert "not conserved" in check(signed({k: v for k, v in data.items() if k != "digest"})).reason


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_quadratic_lyapunov_functions(a: int, b: int, c: int) -> None:
    """x' = -a^2 x + b y, y' = -b x - c y decreases x^2 + y^2; every emitted certificate is accepted."""
    field = compile_program([x, y], [-(a**2) * x + b * y, -b * x - c * y])
    certificate = certify_identity("lyapunov_function", FLOW, field, x**2 + y**2, point=(0, 0))
    assert check(certificate.to_json()).accepted
    assert certificate.data["claim"]["attracting"] is (a != 0 or b != 0)


# ---- hostile input --------------------------------------------------------------------------------------------------
def hostile() -> dict[str, Any]:
    good = CASES["hurwitz"].data
    bomb = [["const", "3"], *(["mul", i, i] for i in range(60))]
    deep = {"code": [["in", "x"], *(["exp", i] for i in range(15_000))], "out": [0, 0]}
    wide = {"code": [["in", "x"], ["in", "y"], ["add", 0, 1], *(["mul", i, 2] for i in range(2, 900))], "out": [0, 1]}
    lines = (["div", 1, 0] if i % 2 else ["add", 0, i] for i in range(1, 400))
    poles = {"code": [["in", "x"], ["const", "1"], *lines], "out": [390]}

    def with_stage(stage: Any) -> str:
        return signed(good | {"system": good["system"] | {"stages": [stage]}})

    def with_function(program: Any) -> str:
        data = CASES["conserved-no-point"].data
        return signed(data | {"claim": data["claim"] | {"function": program}})

    n = 60
    long = [[str(Q(10**350 + i * j, 3)) if i == j else "0" for j in range(n)] for i in range(n)]
    primes = [[str(Q(1, 10**300 + 97 * i + j)) for j in range(20)] for i in range(20)]
    return {
        "empty": "", "not JSON": "certificate", "a list": "[]", "a number": "1", "null": "null",
        "nested lists": "[" * 300_000, "nested objects": '{"a":' * 300_000,
        "closed nesting": "[" * 300_000 + "]" * 300_000,
        "nested inside": json.dumps(good).replace('"note": ""', '"note": ' + "[" * 900 + "]" * 900),
        "huge integer": '{"kind": ' + "9" * 1_500_000 + "}", "huge exponent": '{"kind": 1e999999999}',
        "long number": signed(good | {"matrix": [["9" * 1_000_000]]}),
        "NaN": '{"kind": NaN}', "Infinity": '{"kind": -Infinity}', "float": '{"kind": 1.0}',
        "duplicate key": CASES["hurwitz"].to_json().replace('"kind":', '"kind": "schur", "kind":'),
        "too long": " " * 3_000_000, "many quotes": '"\\"' * 600_000, "surrogate": '{"kind": "\\ud800"}',
        "boolean count": signed(good | {"claim": good["claim"] | {"outside": False}}),
        "float object": good | {"claim": good["claim"] | {"inside": 2.0}, "digest": ""},
        "NaN object": {**good, "digest": float("nan")}, "integer keys": {1: 2}, "set": {"kind": {1, 2}},
        "huge int object": {"kind": 10**100_000}, "bytes": {"kind": b"x"}, "none": None, "number object": 5,
        "squaring bomb": with_stage({"code": bomb, "out": [60, 60]}), "deep program": with_stage(deep),
        "power of a sum": with_function({"code": wide["code"], "out": [800]}), "poles": with_function(poles),
        "deep function": with_function({"code": deep["code"], "out": [15_000]}),
        "forward reference": with_stage({"code": [["add", 0, 1]], "out": [0, 0]}),
        "negative reference": with_stage({"code": [["in", "x"], ["add", -1, 0]], "out": [0, 0]}),
        "boolean reference": with_stage({"code": [["in", "x"], ["in", "y"], ["add", True, False]], "out": [2, 2]}),
        "long entries": signed(good | {"matrix": long}), "common denominator": signed(good | {"matrix": primes}),
        "order 97": signed(good | {"matrix": [["0"] * 97] * 97}),
        "ragged": signed(good | {"matrix": [["0"], ["0", "0"]]}),
        "[[]]": signed(good | {"matrix": [[]]}), "unicode digits": signed(good | {"matrix": [["\u0661"]]}),
        "newline": signed(good | {"matrix": [["1\n"]]}), "zero denominator": signed(good | {"matrix": [["1/0"]]}),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_input_is_refused_with_a_reason_in_seconds(name: str) -> None:
    """Never a traceback, never minutes."""
    start = _clock()
    result = check(hostile()[name])
    assert not result.accepted and result.reason and _clock() - start < SECONDS
    result.reason.encode("ascii")


@pytest.mark.parametrize("name", ["squaring bomb", "power of a sum", "long entries", "common denominator"])
def test_resource_limits_are_what_refuses(name: str) -> None:
    """The reason is the limit, not some other defect of the example."""
    reason = check(hostile()[name]).reason
    assert any(word in reason for word in ("limit", "work", "too long")), reason


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


def nested(e: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(e, max_size=3) | st.dictionaries(st.text(max_size=5), e, max_size=3)


@given(st.recursive(LEAVES, nested, max_leaves=8),
       st.sampled_from(["matrix", "claim", "witness", "system", "note", "kind", "time", "format"]),
       st.sampled_from(sorted(CASES)))
@settings(max_examples=150, deadline=None)
def test_arbitrary_json_in_any_field_is_answered(value: Any, key: str, name: str) -> None:
    """No exception escapes, whatever stands in a field; only another note can be accepted."""
    data = CASES[name].data | {key: value}
    result = check(json.dumps({**data, "digest": digest_or_none(data)}))
    assert not result.accepted or key == "note" or data == CASES[name].data or true(data)


def digest_or_none(data: dict[str, Any]) -> str:
    try:
        return digest(data)
    except ValueError:  # NaN has no canonical text
        return ""


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_arbitrary_text_is_refused(text: str) -> None:
    """No exception escapes for any text."""
    assert not check(text).accepted


# ---- alone ----------------------------------------------------------------------------------------------------------
def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(CHECKER), *arguments], capture_output=True, text=True, timeout=120)


def test_runs_alone_with_exit_codes(tmp_path: Path) -> None:
    """0 accepted, 1 refused with the reason, 2 unreadable or bad usage; no traceback."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(CASES["dirac-every-f"].to_json())
    bad.write_text(CASES["dirac-every-f"].to_json().replace('"x"', '"z"', 1))
    garbage = tmp_path / "garbage.json"
    garbage.write_bytes(b"\xff\xfe{}" * 100)
    answers = [run(str(path)) for path in (good, bad, garbage, tmp_path / "none.json", tmp_path)]
    answers.append(run())
    assert [a.returncode for a in answers] == [0, 1, 1, 2, 2, 2]
    assert answers[0].stdout.startswith("accepted: ") and answers[1].stdout.startswith("refused: ")
    assert not any("Traceback" in a.stderr for a in answers)


def imports(path: Path) -> set[str]:
    """Dotted names which a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_imports_only_the_standard_library_and_is_imported_by_nothing() -> None:
    """An independent judge: it shares no code with what it judges; and it is short."""
    assert {word.split(".")[0] for word in imports(CHECKER)} <= set(sys.stdlib_module_names)
    edge = {CHECKER, CHECKER.parent / "__main__.py", *(CHECKER.parent / "cli").rglob("*.py")}
    others = [p for p in CHECKER.parent.rglob("*.py") if p not in edge]
    assert [p for p in others if any("checker" in word for word in imports(p))] == []
    code = [line for line in CHECKER.read_text().splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(code) < 740  # a reader's hour; docstrings included, and refusals of claims about nothing


def test_checking_never_uses_floats() -> None:
    """No float constant, no call of float; division only of fractions."""
    floats = [node.value for node in ast.walk(ast.parse(CHECKER.read_text()))
              if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert floats == [] and "float(" not in CHECKER.read_text()
