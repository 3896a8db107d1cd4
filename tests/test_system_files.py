"""Flows and maps without a game, from a file: textbook systems with their verdicts, and refusals that name the key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import refused, run
from sympy import Rational, Symbol, symbols

from stability import Stability, Time, analyze, load_game
from stability.errors import BadInput

GAMES = Path(__file__).parent / "data" / "games"
SIR = (GAMES / "sir.toml").read_text(encoding="utf-8")


def verdicts(name: str) -> dict[str, str]:
    given = load_game(GAMES / f"{name}.toml")
    found = analyze(given.subject, parameters=given.parameters, cross_check=False)
    return {str(item.equilibrium).partition(" = ")[2]: item.verdict.stability.name for item in found.local}


def test_sir() -> None:
    """R0 = 25/6 > 1: the disease persists; the point without it is a saddle."""
    assert verdicts("sir") == {"(1, 0)": "UNSTABLE", "(6/25, 19/150)": "EXPONENTIALLY_STABLE"}


def test_lotka_volterra() -> None:
    """Four positive parameters; a pair ±i sqrt(a c) at the inner point, which no linearization decides."""
    given = load_game(GAMES / "lotka_volterra.toml")
    x, y = given.subject.state
    a, b, c, d = symbols("a b c d", positive=True)
    found = analyze(given.subject, at={x: c / d, y: a / b}, cross_check=False)
    assert found.verdict.stability in (Stability.STABLE, Stability.UNDECIDED)
    assert found.local[0].eigenvalues is not None and {z.as_real_imag()[0] for z, _ in found.local[0].eigenvalues} == {
        0
    }


def test_pid_loop() -> None:
    """By hand: at the set point the map has the polynomial z^3 - 1.65 z^2 + 0.61 z + 0.05, Schur stable."""
    assert verdicts("pid_loop") == {"(1, 1, 1)": "EXPONENTIALLY_STABLE"}
    given = load_game(GAMES / "pid_loop.toml")
    assert given.game is None and given.subject.time is Time.DISCRETE
    assert given.subject.assumptions == (Symbol("h", positive=True) < Rational(1, 2),)


def test_rhs_in_order() -> None:
    """The state has the order of the lines, and I is a symbol where the file declares it."""
    system = load_game(GAMES / "sir.toml").system()
    assert [str(s) for s in system.state] == ["S", "I"] and all(s.is_nonnegative for s in system.state)
    assert str(system.rhs[1]) == "I*S*beta - I*(gamma + mu)"


REFUSALS = {
    "game as well": ("[system]", '[[player]]\nname = "p"\nvariables = ["S"]\nloss = "S"\n[system]', ["player"]),
    "dynamics": ("[system]", '[dynamics]\nmethod = "GradientFlow"\n[system]', ["dynamics", "[system]"]),
    "no time": ('time = "continuous"', "", ["'time'", "missing"]),
    "wrong time": ('"continuous"', '"continous"', ["'continous'", "continuous"]),
    "no lines": (SIR[SIR.index('S = "mu') : SIR.index("[parameters]")], "", ["no line"]),
    "no table": (SIR[SIR.index("[system.rhs]") : SIR.index("[parameters]")], "", ["'rhs'", "[system.rhs]"]),
    "undeclared state": ('S = "mu -', 'T = "mu -', ["'T'", "[symbols]"]),
    "undeclared symbol": ("beta*S*I - mu*S", "beta*S*J - mu*S", ["'J'", "[system.rhs]"]),
    "unknown key": ('time = "continuous"', 'time = "continuous"\nrate = 1', ["'rate'", "[system]"]),
    "code": ("beta*S*I - mu*S", "__import__('os')", ["__import__", "[system.rhs]"]),
    "parameter that is state": ("beta = 0.5", "S = 0.5", ["'S'", "[parameters]"]),
    "value against its sign": ("mu = 0.02", "mu = -1", ["positive", "'mu'"]),
}


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.replace(" ", "-"))
def test_refusals_name_table_and_key(case: str, tmp_path: Path) -> None:
    """Exit status 2 and one paragraph; the unchanged file is accepted (above)."""
    old, new, said = REFUSALS[case]
    assert old in SIR
    path = tmp_path / "sir.toml"
    path.write_text(SIR.replace(old, new, 1), encoding="utf-8")
    paragraph = refused(run("analyze", path))
    assert all(word in paragraph for word in ["sir.toml", *said])


def test_certificates_of_a_system(tmp_path: Path) -> None:
    """Both certificates of a file; one that cannot exist is refused before the analysis, and hides no other."""
    path, one, two = tmp_path / "sir.toml", tmp_path / "one.json", tmp_path / "two.json"
    path.write_text(SIR + "[at]\nS = 1\nI = 0\n", encoding="utf-8")
    assert run("analyze", path, "--certificate", one).exit_code == 0
    assert run("check", one).stdout.startswith("accepted")
    path.write_text(SIR.partition("[parameters]")[0], encoding="utf-8")
    early = run("analyze", path, "--equilibria-certificate", two)
    assert early.exit_code == 2 and "beta" in early.stderr and early.stdout == ""
    path.write_text(SIR, encoding="utf-8")  # two verdicts have no certificate together, the list has one
    both = run("analyze", path, "--certificate", one, "--equilibria-certificate", two)
    assert both.exit_code == 1 and "2 local analyses" in both.stderr
    assert run("check", two).stdout.startswith("accepted")


def test_exit_status_1_without_a_verdict(tmp_path: Path) -> None:
    """x' = x^2 is decided by no linearization; x' = -x is. A field without zeros needs no verdict."""
    text = 'name = "s"\n[symbols]\nx = "real"\n[system]\ntime = "continuous"\n[system.rhs]\nx = "{}"\n'
    path = tmp_path / "s.toml"
    for field, code in (("x**2*exp(x)", 1), ("-x", 0), ("x**2 + 1", 0)):
        path.write_text(text.format(field), encoding="utf-8")
        result = run("analyze", path, "--json")
        assert result.exit_code == code and json.loads(result.stdout)


def test_derivation_of_a_system(tmp_path: Path) -> None:
    """``derive`` typesets it."""
    assert run("derive", GAMES / "pid_loop.toml", "--output", tmp_path).exit_code == 0
    assert "PID loop" in (tmp_path / "pid_loop.tex").read_text(encoding="utf-8")


def test_a_file_that_asks_nothing(tmp_path: Path) -> None:
    """The refusal names the four forms."""
    path = tmp_path / "empty.toml"
    path.write_text('name = "s"\n[symbols]\nx = "real"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"\[gan\] and \[system\]"):
        load_game(path)
