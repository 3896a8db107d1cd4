"""The commands: results, exit statuses, readable refusals, and what is left after Ctrl-C."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import GAME, SPECTRUM, WRONG, process, refused, run

import stability
from stability import catalogue
from stability.certificate import Certificate
from stability.clock import Time
from stability.emission import certify_location
from stability.errors import BadInput, CannotSolve


@pytest.fixture
def game(tmp_path: Path) -> Path:
    """A game file."""
    path = tmp_path / "game.toml"
    path.write_text(GAME, encoding="utf-8")
    return path


# ---- usage ----------------------------------------------------------------------------------------------
def test_version() -> None:
    """--version prints the version of the package."""
    assert run("--version").stdout == f"stability, version {stability.__version__}\n"


@pytest.mark.parametrize("command", ["list", "analyze", "verify", "derive", "check"])
def test_every_command_has_help(command: str) -> None:
    """--help explains each command within 80 columns."""
    result = run(command, "--help")
    assert result.exit_code == 0 and "--json" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["anlayze", "x.toml"], "analyze"),
        (["verify", "--jsn"], "--json"),
        (["list", "gams"], "games"),
        (["list", "theorem"], "theorems"),
        (["check"], "CERT"),
        (["analyze"], "FILE"),
        (["verify", "--jobs", "0"], "--jobs"),
        ([], "Usage"),
    ],
)
def test_bad_usage_exits_2(arguments: list[str], near: str) -> None:
    """Wrong words are answered with the nearest right one, on the standard error."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert near in result.stderr and result.stdout == ""


@pytest.mark.parametrize("command", ["verify", "derive"])
def test_unknown_theorem_exits_2(command: str) -> None:
    """A name that is no theorem is refused before anything runs, with the nearest names."""
    assert SPECTRUM in refused(run(command, SPECTRUM, SPECTRUM.removesuffix("m")))


# ---- list -----------------------------------------------------------------------------------------------
def test_list_shows_every_shelf() -> None:
    """All members of all shelves are listed, with the outcome that a theorem expects."""
    result = run("list")
    assert result.exit_code == 0
    for kind in catalogue.SHELVES:
        assert all(name in result.stdout for name in catalogue.names(kind))
    [line] = [line for line in result.stdout.splitlines() if line.startswith(WRONG)]
    assert "REFUTED" in line


def test_list_json() -> None:
    """The JSON document holds names and summaries, of one shelf where one is asked for."""
    document = json.loads(run("list", "dynamics", "--json").stdout)
    assert list(document) == ["dynamics"]
    assert {"AlternatingGD", "GradientFlow"} <= {member["name"] for member in document["dynamics"]}
    assert all(member["summary"] for member in document["dynamics"])


def test_list_of_theorems_is_the_index() -> None:
    """Paper, result, expected, recorded outcome, rigor and erratum, in lines that fit a terminal."""
    result = run("list", "theorems")
    assert result.exit_code == 0
    assert all(title in result.stdout for title in ("result", "expected", "outcome", "rigor", "erratum"))
    entries = {entry["name"]: entry for entry in json.loads(run("list", "theorems", "--json").stdout)["theorems"]}
    assert set(entries) == set(catalogue.names("theorems"))
    assert entries[WRONG]["outcome"] == "REFUTED" and entries[WRONG]["erratum"]
    assert entries[SPECTRUM]["outcome"] == "CONFIRMED" and entries[SPECTRUM]["result"] == "R01"
    assert "Mescheder" in entries[SPECTRUM]["paper"]


# ---- analyze --------------------------------------------------------------------------------------------
def test_analyze_prints_the_verdict(game: Path) -> None:
    """The text says what happens near the equilibrium."""
    result = run("analyze", game)
    assert result.exit_code == 0, result.stderr
    assert "EXPONENTIALLY_STABLE" in result.stdout or "exponentially stable" in result.stdout
    assert result.stderr == ""


def test_analyze_json_is_one_document(game: Path) -> None:
    """--json prints one JSON document and nothing else."""
    result = run("analyze", game, "--json")
    assert result.exit_code == 0
    assert "EXPONENTIALLY_STABLE" in json.dumps(json.loads(result.stdout))


def test_analyze_writes_a_certificate(game: Path, tmp_path: Path) -> None:
    """What --certificate writes is accepted by ``check``; without one the reason is told after the verdict."""
    path = tmp_path / "cert.json"
    assert run("analyze", game, "--certificate", path).exit_code == 0
    assert run("check", path).stdout.startswith("accepted: ")
    assert "can be written" in run("analyze", game, "--certificate", tmp_path).stderr
    game.write_text(GAME.partition("[parameters]")[0], encoding="utf-8")
    result = run("analyze", game, "--certificate", tmp_path / "none.json")
    assert result.exit_code == 2 and "Asked for a certificate of the verdict" in result.stderr
    assert "verdict" in result.stdout and not (tmp_path / "none.json").exists()


HOSTILE = {
    "undefined symbol": ("-theta*psi))", "-theta*phi))", ["'phi'", "key 'loss'", "[[player]] number"]),
    "two owners": ('variables = ["psi"]', 'variables = ["theta"]', ["theta", "'generator'", "[[player]] number 2"]),
    "call": ("-log(1 + exp(-theta*psi))", "__import__('os').system('touch PWNED')", ["__import__", "key 'loss'"]),
    "attribute": ("-log(1 + exp(-theta*psi))", "theta.__class__", ["'.'", "key 'loss'"]),
    "lambda": ("-log(1 + exp(-theta*psi))", "(lambda x: x)(theta)", ["lambda", "key 'loss'"]),
    "power tower": ("-log(1 + exp(-theta*psi))", "9**9**9*theta", ["digits", "key 'loss'"]),
    "factorial": ("-log(1 + exp(-theta*psi))", "factorial(10**9)", ["factorial", "key 'loss'"]),
    "deep nesting": ("-log(1 + exp(-theta*psi))", "(" * 2000 + "theta" + ")" * 2000, ["key 'loss'"]),
    "complex loss": ("-log(1 + exp(-theta*psi))", "sqrt(-1)*theta", ["not real", "key 'loss'"]),
    "nan": ("h = 0.2", "h = nan", ["nan", "key 'h'", "[dynamics]"]),
    "infinity": ('gamma = "3/10"', "gamma = inf", ["inf", "key 'gamma'", "[parameters]"]),
    "negative parameter": ('gamma = "3/10"', "gamma = -1", ["positive", "key 'gamma'", "[parameters]"]),
    "not TOML": ("[dynamics]", "[dynamics", ["TOML", "line 19"]),
    "no equilibrium": ("theta = 0", "theta = 1", ["residual", "[at]"]),
    "kink": ("-log(1 + exp(-theta*psi))", "abs(theta)*psi", ["Abs", "[at]"]),
    "unknown dynamics": ("AlternatingGD", "AlternatngGD", ["AlternatingGD", "key 'method'", "[dynamics]"]),
    "unknown key": ("h = 0.2", "step = 0.2", ["'step'", "[dynamics]"]),
}


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.replace(" ", "-"))
def test_hostile_files_are_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 2 and one paragraph with file, table and key; nothing is executed."""
    monkeypatch.chdir(tmp_path)
    old, new, said = HOSTILE[case]
    assert old in GAME
    (tmp_path / "hostile.toml").write_text(GAME.replace(old, new), encoding="utf-8")
    started = time.perf_counter()
    paragraph = refused(run("analyze", "hostile.toml"))
    assert time.perf_counter() - started < 20  # seconds, on a busy machine; what explodes takes hours
    assert all(word in paragraph for word in ["hostile.toml", *said])
    assert not (tmp_path / "PWNED").exists()


@pytest.mark.parametrize(
    ("name", "content"), [("missing.toml", None), ("binary.toml", b"\xff\xfe\x00"), ("empty.toml", b"")]
)
def test_files_that_cannot_be_read(name: str, content: bytes | None, tmp_path: Path) -> None:
    """No file, no text, nothing in it: the refusal names the file."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert name in refused(run("analyze", path))
    assert name in refused(run("derive", path, "--output", tmp_path))


def test_a_refusal_is_no_traceback(tmp_path: Path) -> None:
    """The same in a process of its own."""
    (tmp_path / "hostile.toml").write_text(GAME.replace("-log(1 + exp(-theta*psi))", "exec('1')"), encoding="utf-8")
    assert "hostile.toml" in refused(process("analyze", tmp_path / "hostile.toml"))


def test_disagreement_exits_1(game: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis that ends in CannotSolve names the file and exits 1, not 2."""

    def disagree(*_: Any, **__: Any) -> None:
        raise CannotSolve("a prediction", "another simulation", "a report", ("a spectrum",))

    monkeypatch.setattr("stability.cli.analyses.analyze", disagree)
    result = run("analyze", game)
    assert result.exit_code == 1 and result.stdout == ""
    assert "game.toml" in result.stderr and "a spectrum" in result.stderr


# ---- verify ---------------------------------------------------------------------------------------------
def test_verify_tabulates_what_it_found() -> None:
    """A table with the seven columns, and a summary with counts per outcome and of refuted twins."""
    result = run("verify", SPECTRUM, WRONG, SPECTRUM)
    assert result.exit_code == 0, result.output
    header, _, *lines = result.stdout.splitlines()
    assert header.split() == ["theorem", "expected", "outcome", "rigor", "predicted", "observed", "seconds"]
    assert lines[0].split()[:4] == [SPECTRUM, "CONFIRMED", "CONFIRMED", "EXACT"]
    assert lines[1].split()[:4] == [WRONG, "REFUTED", "REFUTED", "EXACT"]
    assert "2 theorems: 1 CONFIRMED, 1 REFUTED; all as expected; false twins refuted: 1 of 1;" in lines[-1]


def test_verify_json_is_one_document() -> None:
    """The findings, the counts and whether all is as expected."""
    document = json.loads(run("verify", SPECTRUM, "--json").stdout)
    assert document["counts"] == {"CONFIRMED": 1}
    assert document["as_expected"] is True and document["interrupted"] is False
    assert document["twins"] == document["twins_refuted"] == 1
    assert SPECTRUM in json.dumps(document["theorems"])


def test_an_unexpected_outcome_exits_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """A theorem that expects something else fails the run, with the reason."""
    finding = catalogue.verify(SPECTRUM)
    other = replace(finding, theorem=replace(finding.theorem, expected="REFUTED"))
    monkeypatch.setattr(catalogue, "verify", lambda _: other)
    result = run("verify", SPECTRUM)
    assert result.exit_code == 1
    assert "1 not as expected" in result.stdout
    assert f"{SPECTRUM}: expected REFUTED, found CONFIRMED: " in result.stdout


def test_a_surviving_twin_exits_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """A false twin without an exact witness fails the run although the outcome is the expected one."""
    finding = catalogue.verify(SPECTRUM)
    [twin] = finding.twins
    survivor = replace(twin, checked=replace(twin.checked, witness=""))
    monkeypatch.setattr(catalogue, "verify", lambda _: replace(finding, twins=(survivor,)))
    result = run("verify", SPECTRUM)
    assert result.exit_code == 1
    assert "false twins refuted: 0 of 1" in result.stdout and "a false twin is not refuted" in result.stdout


def test_a_refused_record_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A theorem whose record is refused becomes a row of its own, and the run fails."""
    verify = catalogue.verify

    def refuse(name: str) -> Any:
        if name == WRONG:
            raise BadInput("a subject", "none", "a game")
        return verify(name)

    monkeypatch.setattr(catalogue, "verify", refuse)
    result = run("verify", WRONG, SPECTRUM)
    assert result.exit_code == 1
    assert "1 CONFIRMED, 1 ERROR" in result.stdout and "Asked for a subject" in result.stdout
    assert json.loads(run("verify", WRONG, "--json").stdout)["counts"] == {"ERROR": 1}


def test_worker_processes_find_the_same() -> None:
    """Two jobs give the document of one, apart from the seconds."""

    def document(jobs: str) -> Any:
        done = process("verify", "--json", "--jobs", jobs, SPECTRUM, WRONG)
        assert done.returncode == 0, done.stderr
        return without_seconds(json.loads(done.stdout))

    assert document("2") == document("1")


def without_seconds(document: Any) -> Any:
    """A JSON document without the keys that tell times."""
    if isinstance(document, dict):
        return {key: without_seconds(value) for key, value in document.items() if key != "seconds"}
    return [without_seconds(item) for item in document] if isinstance(document, list) else document


INTERRUPT = """
import os, signal, sys
from stability import catalogue
from stability.__main__ import main
verify = catalogue.verify
def interrupted(name):
    if name == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGINT)
    return verify(name)
catalogue.verify = interrupted
main(sys.argv[2:])
"""


def test_ctrl_c_prints_the_results_so_far() -> None:
    """Exit status 130, the finished rows, and how many are missing."""
    done = process(WRONG, "verify", SPECTRUM, WRONG, code=INTERRUPT)
    assert done.returncode == 130
    assert SPECTRUM in done.stdout and "1 of 2 theorems: 1 CONFIRMED" in done.stdout
    assert "Traceback" not in done.stderr and "Interrupted" in done.stderr


def test_ctrl_c_leaves_one_json_document() -> None:
    """An interrupted document says so."""
    done = process(WRONG, "verify", "--json", SPECTRUM, WRONG, code=INTERRUPT)
    assert done.returncode == 130
    document = json.loads(done.stdout)
    assert document["interrupted"] is True and document["counts"] == {"CONFIRMED": 1}


# ---- derive ---------------------------------------------------------------------------------------------
def test_derive_writes_a_theorem_and_a_game(game: Path, tmp_path: Path) -> None:
    """One .tex per subject, named after it; a second run writes the same bytes."""
    output = tmp_path / "new" / "folder"
    result = run("derive", SPECTRUM, game, "--output", output)
    assert result.exit_code == 0, result.output
    assert result.stdout.split() == [str(output / f"{SPECTRUM}.tex"), str(output / "game.tex")]
    texts = {path.name: path.read_bytes() for path in output.iterdir()}
    assert set(texts) == {f"{SPECTRUM}.tex", "game.tex"}
    assert all(b"\\documentclass" in text and b"\\end{document}" in text for text in texts.values())
    document = json.loads(run("derive", SPECTRUM, game, "--output", output, "--json").stdout)
    assert [Path(path).name for path in document["written"]] == [f"{SPECTRUM}.tex", "game.tex"]
    assert texts == {path.name: path.read_bytes() for path in output.iterdir()}


def test_derive_leaves_other_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All theorems and their index are written beside what is there: the directory may be the user's own."""
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(catalogue, "names", lambda _: (SPECTRUM, WRONG))
    result = run("derive", "--output", tmp_path)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {f"{SPECTRUM}.tex", f"{WRONG}.tex", "index.tex", "thesis.tex"}
    assert (tmp_path / "thesis.tex").read_text(encoding="utf-8") == "mine"


def test_derive_reports_an_unexpected_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The derivation is written, as what it is, and the exit status is 1."""
    finding = catalogue.verify(SPECTRUM)
    other = replace(finding, theorem=replace(finding.theorem, expected="REFUTED"))
    monkeypatch.setattr(catalogue, "verify", lambda _: other)
    result = run("derive", SPECTRUM, "--output", tmp_path)
    assert result.exit_code == 1 and SPECTRUM in result.stderr
    assert (tmp_path / f"{SPECTRUM}.tex").exists()


def test_derive_overwrites_nothing_else(tmp_path: Path) -> None:
    """Two game files of one name, or one named like a theorem, are refused before anything is written."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "game.toml").write_text(GAME, encoding="utf-8")
    (tmp_path / f"{SPECTRUM}.toml").write_text(GAME, encoding="utf-8")
    assert "game.tex" in refused(
        run("derive", tmp_path / "a" / "game.toml", tmp_path / "b" / "game.toml", "--output", tmp_path / "out")
    )
    assert SPECTRUM in refused(run("derive", tmp_path / f"{SPECTRUM}.toml", "--output", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_derive_into_a_file_is_refused(game: Path) -> None:
    """A directory that cannot be written is bad input, not a traceback."""
    assert run("derive", game, "--output", game).exit_code == 2
    assert "Asked for" in refused(run("derive", game, "--output", game / "below"))


# ---- check ----------------------------------------------------------------------------------------------
@pytest.fixture
def certificate() -> Certificate:
    """That a matrix is Hurwitz."""
    counts = {"inside": 2, "boundary": 0, "outside": 0, "semisimple": True, "zero": 0}
    return certify_location([[-1, 5], [0, -2]], Time.CONTINUOUS, counts)


def test_check_accepts_and_refuses(certificate: Certificate, tmp_path: Path) -> None:
    """0 and the statement for a true certificate, 1 and the reason for one that was tampered with."""
    path = tmp_path / "cert.json"
    path.write_text(certificate.to_json(), encoding="utf-8")
    result = run("check", path)
    assert result.exit_code == 0 and result.stdout.startswith("accepted: ")
    path.write_text(certificate.to_json().replace('"-2"', '"2"'), encoding="utf-8")
    result = run("check", path, "--json")
    assert result.exit_code == 1 and json.loads(result.stdout)["accepted"] is False


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xff", b"[" * 100_000, b'{"format": 1e999}'])
def test_check_refuses_anything_else(content: bytes, tmp_path: Path) -> None:
    """What is no certificate is refused, never a traceback."""
    path = tmp_path / "cert.json"
    path.write_bytes(content)
    result = run("check", path)
    assert result.exit_code == 1 and result.stdout.startswith("refused: ")


def test_check_of_no_file_exits_2(tmp_path: Path) -> None:
    """A certificate that cannot be read is bad input."""
    assert "cert.json" in refused(run("check", tmp_path / "cert.json"))
    refused(run("check", tmp_path))


def test_analyze_certifies_the_list_of_equilibria(tmp_path: Path) -> None:
    """What --equilibria-certificate writes is accepted by ``check``; a search that has none says why."""
    text = 'name = "g"\n[symbols]\nx = "real"\n[[player]]\nname = "p"\nvariables = ["x"]\nloss = "{loss}"\n'
    path, game = tmp_path / "list.json", tmp_path / "game.toml"
    game.write_text(text.format(loss="x**4/4 - x**2/2"), encoding="utf-8")
    assert run("analyze", game, "--equilibria-certificate", path).exit_code == 0
    done = run("check", path)
    assert done.exit_code == 0 and "no other real equilibrium" in done.stdout
    path.write_text(path.read_text("utf-8").replace('"1"', '"2"', 1), encoding="utf-8")
    assert run("check", path).exit_code == 1
    game.write_text(text.format(loss="exp(x) + exp(-x)"), encoding="utf-8")
    result = run("analyze", game, "--equilibria-certificate", tmp_path / "none.json")
    assert result.exit_code == 2 and "certificate of the equilibria" in result.stderr


def test_the_index_of_theorems_needs_no_theorem() -> None:
    """The list comes from the recorded outcomes: neither SymPy nor any theorem is loaded for it."""
    code = (
        "import sys; from stability.cli import main\n"
        "try: main(['list', 'theorems', '--json'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'sympy', 'flint', 'numpy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = process("list", code=code)
    assert done.stderr == "[]\n"
    assert len(json.loads(done.stdout)["theorems"]) == len(catalogue.names("theorems"))
