"""The report: LaTeX that cannot be injected, text within 80 columns, JSON without floats, pictures."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from sympy import Function, Rational, Symbol, symbols

from stability import BadInput, Game, NotApplicable, Player, Theorem, analyze, simulate, verify
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.games import bilinear, dirac_gan
from stability.objectives import least_squares
from stability.regularizers import R1Penalty
from stability.report import (
    analysis_document,
    analysis_json,
    analysis_text,
    finding_json,
    finding_text,
    index_document,
    index_entry,
    phase_portrait,
    theorem_document,
)
from stability.theorem import ChangeIs, Outcome, StabilityIs
from stability.verdict import Stability

x, y = symbols("x y", real=True)
gamma, h = symbols("gamma h", positive=True)
HOSTILE = "50% & _x_ \\input{/etc/passwd} $x$ ~^#{} ``--'' \u00fc \u03c8 \u4e2d\n\\end{document}"


@pytest.fixture(scope="module")
def analyses() -> dict[str, Any]:
    """Flows and maps, with cases, components and long names."""
    hostile = Symbol("\\input{/etc/passwd}", real=True)
    players = (Player("a_\\b%", x, x**2 * (1 + hostile**2) + x * y), Player("b~^#", y, y**2 - x * y))
    return {
        "centre": analyze(dirac_gan()),
        "cases": analyze(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
        "stages": analyze(dirac_gan(), AlternatingGD(h, n_d=2)),
        "component": analyze(dirac_gan(least_squares)),
        "decimals": analyze(bilinear([[1, 2, 3], [0, 1, 1], [2, 0, 5]]), SimultaneousGD(Rational(1, 5))),
        "open": analyze(Game(HOSTILE, players), at={x: 0, y: 0}, cross_check=False),
    }


NAMES = ("centre", "cases", "stages", "component", "decimals", "open")


@pytest.mark.parametrize("name", NAMES)
def test_latex_is_ascii_and_self_contained(analyses: dict[str, Any], name: str) -> None:
    """One document in plain ASCII that reads no other file."""
    text = analysis_document(analyses[name])
    assert text.isascii()
    assert text.startswith("\\documentclass")
    assert text.endswith("\\end{document}\n")
    assert text.count("\\end{document}") == 1
    assert "\\input" not in text
    assert "\\include{" not in text
    assert text == analyses[name].latex()


def test_latex_shows_every_stage(analyses: dict[str, Any]) -> None:
    """Game, field, equilibria, Jacobian, polynomial, eigenvalues, verdict and comparison, each with its check."""
    text = analysis_document(analyses["centre"])
    for heading in (
        "Hypotheses",
        "Game",
        "Vector field",
        "Equilibria",
        "Jacobian",
        "Characteristic polynomial",
        "Eigenvalues",
        "Verdict",
        "Prediction against simulation",
    ):
        assert f"step{{{heading}}}" in text
    assert "\\chi(\\lambda) = \\lambda^{2} + f'(0)^{2}" in text
    assert "\\lambda_{1,2} = \\pm i f'(0)" in text
    assert "\\emph{proven}: $\\psi^{2} + \\theta^{2}$ is conserved" in text
    assert "f'(t) \\neq 0" in text


def test_latex_lists_all_cases(analyses: dict[str, Any]) -> None:
    """A verdict that splits shows each case with its condition."""
    analysis = analyses["cases"]
    assert analysis_document(analysis).count("\\item {}\\textbf{") == len(analysis.verdict.cases) > 3


def test_names_with_one_look_are_told_apart() -> None:
    """x1 and x_1 would both be x with index 1."""
    a, b = Symbol("x1", real=True), Symbol("x_1", real=True)
    text = analyze(Game("two", (Player("a", a, a**2), Player("b", b, b**2))), cross_check=False).latex()
    assert "\\mathtt{x1}" in text
    assert "\\mathtt{x\\_1}" in text


def test_symbols_do_not_hide_the_notation() -> None:
    """A variable called lambda, J or chi moves the polynomial's letter, the Jacobian's name and the polynomial's."""
    a, b, chi = (Symbol(name, real=True) for name in ("lambda", "J", "chi"))
    text = analyze(Game("three", tuple(Player(str(s), s, s**2) for s in (a, b, chi))), cross_check=False).latex()
    assert "p(s) = s^{3}" in text
    assert "\\mathcal{J} = " in text


def test_abstract_functions_are_typeset_by_name() -> None:
    """f''(0), not a call of a LaTeX method that an expression brings along."""
    f = Function("f_g")
    game = Game("one", (Player("a", x, f(x) - x * Jet("f_g", 1, 0)),))
    text = analyze(game, at={x: 0}, cross_check=False).latex()
    assert "f_{g}''(0)" in text


@pytest.mark.parametrize("name", NAMES)
def test_text_fits_a_terminal(analyses: dict[str, Any], name: str) -> None:
    """At most 80 columns, and no control characters."""
    text = analysis_text(analyses[name])
    assert max(map(len, text.splitlines())) <= 80
    assert all(line.isprintable() for line in text.split("\n"))
    assert text == str(analyses[name])


def exact(value: Any) -> bool:
    """Only texts, integers, truth values, lists and dictionaries."""
    if isinstance(value, dict):
        return all(isinstance(k, str) and exact(v) for k, v in value.items())
    return all(map(exact, value)) if isinstance(value, list) else value is None or isinstance(value, (str, int, bool))


@pytest.mark.parametrize("name", NAMES)
def test_json_round_trips_exactly(analyses: dict[str, Any], name: str) -> None:
    """Reading and writing again gives the same text; nothing in it is a float."""
    text = analysis_json(analyses[name])
    data = json.loads(text)
    assert exact(data)
    assert json.dumps(data, indent=2) + "\n" == text == analyses[name].to_json()
    assert len(data["local"]) == len(analyses[name].local)


def test_a_float_is_no_exact_value() -> None:
    """The test above would see one."""
    assert not exact({"rate": [0.5]})


def test_rounding_hides_machine_noise(analyses: dict[str, Any]) -> None:
    """Noise of the size that machines differ by, in observed values and tolerances, changes no byte."""
    analysis = analyses["centre"]
    (item,) = analysis.local
    (run,) = item.cross_check.runs
    rows = tuple(replace(r, observed=r.observed + 1e-3 * r.tolerance, tolerance=r.tolerance * 1.001) for r in run.rows)
    moved = replace(item, cross_check=replace(item.cross_check, runs=(replace(run, rows=rows),)))
    assert analysis_document(replace(analysis, local=(moved,))) == analysis_document(analysis)
    assert analysis_json(replace(analysis, local=(moved,))) == analysis_json(analysis)


def test_disagreement_is_shown(analyses: dict[str, Any]) -> None:
    """A row beyond its tolerance shows what was observed."""
    analysis = analyses["centre"]
    (item,) = analysis.local
    (run,) = item.cross_check.runs
    wrong = replace(run.rows[1], observed=0.75)
    moved = replace(item, cross_check=replace(item.cross_check, runs=(replace(run, rows=(wrong,)),)))
    assert "$7.5e-01$" in analysis_document(replace(analysis, local=(moved,)))


def published(claim: Any, **more: Any) -> Theorem:
    return Theorem("made2026_up", "Nobody & Co 2026_x", "It is so: $1 < 2$.", (), dirac_gan(), claim, **more)


def test_refuted_claim_is_never_a_theorem() -> None:
    """The heading follows the outcome, whatever the record expects."""
    for expected in ("REFUTED", "CONFIRMED"):
        finding = verify(published(StabilityIs(Stability.UNSTABLE), expected=expected, erratum="No."))
        text = theorem_document(finding)
        assert "\\begin{claim}{Claim (refuted)}" in text
        assert "{Theorem}" not in text
        assert "Witness: " in text
        assert ("expects another outcome" in text) == (expected == "CONFIRMED")
        line = index_document([index_entry(finding)])
        assert (r"& confirmed & \textbf{refuted} &" in line) == (expected == "CONFIRMED")


def test_confirmed_claim_shows_its_twins() -> None:
    """A theorem, with the checks and the refuted twins."""
    finding = verify(published(StabilityIs(Stability.STABLE)))
    text = theorem_document(finding)
    assert "\\begin{claim}{Theorem}" in text
    assert "Nobody \\& Co 2026\\_x" in text
    assert "\\emph{Refuted}: stability is" in text
    broken = replace(
        finding, twins=tuple(replace(t, checked=replace(t.checked, outcome=Outcome.UNDECIDED)) for t in finding.twins)
    )
    assert "NOT REFUTED" in theorem_document(broken)


def test_claim_without_local_analysis_shows_exhibits() -> None:
    """An identity has no Jacobian; its quantity and its reason are shown."""
    theta, psi = dirac_gan().state
    text = theorem_document(verify(published(ChangeIs(theta**2 + psi**2, theta * 0))))
    assert "Jacobian" not in text
    assert "quantity: $\\psi^{2} + \\theta^{2}$" in text
    assert "Established by: An identity in the state" in text


def test_finding_as_text_and_json() -> None:
    """Both hold the outcome; JSON holds no float."""
    finding = verify(published(StabilityIs(Stability.STABLE)))
    assert max(map(len, finding_text(finding).splitlines())) <= 80
    data = finding_json(finding)
    assert exact(data)
    assert json.loads(json.dumps(data)) == data
    assert (data["outcome"], data["twins"][0]["refuted"]) == ("CONFIRMED", True)


def test_text_and_json_need_no_plotting_library() -> None:
    """Only a picture imports matplotlib."""
    script = (
        "import sys; from stability import analyze; from stability.games import bilinear\n"
        "a = analyze(bilinear(), cross_check=False); str(a), a.to_json(), a.latex()\n"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("kind", ["png", "pdf", "svg"])
def test_phase_portrait(kind: str) -> None:
    """A flow with one orbit; the same records give the same bytes but for random names inside SVG."""
    result = analyze(bilinear(), cross_check=False)
    orbit = simulate(result.system, [1.0, 0.0], 6.0, samples=50)
    picture = phase_portrait(result, [orbit], kind)
    assert picture[:20].lstrip(b"\x89<?%")[:3].upper() in (b"PNG", b"PDF", b"XML")
    assert kind == "svg" or picture == phase_portrait(result, [orbit], kind)


def test_phase_portrait_of_a_map() -> None:
    """Stages are applied in turn; without trajectories the window is a square about the equilibrium."""
    result = analyze(bilinear(), AlternatingGD(Rational(1, 5)), cross_check=False)
    assert phase_portrait(result)[1:4] == b"PNG"


def test_phase_portrait_refusals() -> None:
    """Free parameters, other dimensions and unknown kinds are refused."""
    plane = analyze(bilinear(), cross_check=False)
    with pytest.raises(NotApplicable, match="no values for gamma"):
        phase_portrait(
            analyze(R1Penalty(gamma)(dirac_gan(least_squares)), at={"theta": 0, "psi": 0}, cross_check=False)
        )
    with pytest.raises(NotApplicable, match="4 state variables"):
        phase_portrait(analyze(bilinear([[1, 2], [0, 1]]), cross_check=False))
    with pytest.raises(BadInput, match="gif"):
        phase_portrait(plane, kind="gif")
    with pytest.raises(BadInput, match="shape"):
        phase_portrait(plane, [simulate(plane.system, [[1.0, 2.0], [0.0, 0.0]], 1.0)])
