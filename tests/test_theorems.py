"""Every theorem file: expected outcome, refuted twins, false variants; and the kinds of claim themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sympy import I, Integer, Rational, Symbol, false, symbols
from verified import verified

from stability import BadInput, Fact, Theorem, catalogue, store, verify
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import R1Penalty
from stability.report import index_json
from stability.report.literal import code
from stability.theorem import (
    ChangeIs,
    Conserved,
    EigenvaluesAt,
    EquilibriaAre,
    GloballyAttracting,
    Holds,
    Outcome,
    Period,
    SpectrumIs,
    StabilityIs,
    StableIff,
)
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
gamma, h = symbols("gamma h", positive=True)
c = Jet("f", 1, 0)
NAMES = catalogue.names("theorems")
FOLDER = Path(__file__).parent.parent / "derivations"


@pytest.fixture(scope="session")
def findings() -> dict[str, dict[str, Any]]:
    """Each theorem verified once: the JSON of its finding."""
    return {name: record.finding for name, record in verified().items()}


@pytest.mark.parametrize("name", NAMES)
def test_expected_outcome(findings: dict[str, dict[str, Any]], name: str) -> None:
    """The outcome is the expected one; a refutation shows its witness; a confirmation has twins, all refuted."""
    finding = findings[name]
    assert finding["outcome"] == finding["expected"], finding["reason"]
    assert finding["name"] == name
    if finding["outcome"] == "REFUTED":
        assert finding["witness"]
        assert finding["erratum"]
    if finding["outcome"] == "CONFIRMED":
        assert finding["twins"]
        for twin in finding["twins"]:
            assert twin["refuted"], f"{twin['kind']} is {twin['outcome']}: {twin['reason']}"
    assert finding["as_expected"]


def test_shelf_covers_the_results_it_names(findings: dict[str, dict[str, Any]]) -> None:
    """Lemmas 2.2 to 2.5 and 3.3 of the Dirac-GAN paper each have a file; every wrong claim has a corrected one."""
    sources = " ".join(f["source"] for f in findings.values())
    for locator in ("Lemma 2.2", "Lemma 2.3", "cf. Lemma 2.4", "cf. Lemma 2.5", "Lemma 3.3"):
        assert locator in sources
    assert sum(f["expected"] == "REFUTED" for f in findings.values()) >= 9


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every derivation, generated from one verification of each theorem."""
    return store.documents(verified().values())


def test_no_derivation_is_stale(texts: dict[str, str]) -> None:
    """The committed files are what the records give; `python -m stability.store` writes them."""
    assert store.stale(FOLDER, texts) == ()


def test_the_recorded_outcomes_are_not_stale() -> None:
    """`stability list theorems` shows what verification finds; a changed outcome would be noticed."""
    entries = [record.entry for record in verified().values()]
    assert store.OUTCOMES.read_text("utf-8") == index_json(entries)
    assert index_json([{**entries[0], "outcome": "VACUOUS"}, *entries[1:]]) != index_json(entries)


def test_every_theorem_has_a_derivation(texts: dict[str, str]) -> None:
    """One file each, and the index."""
    assert set(texts) == {f"{name}.tex" for name in NAMES} | {"index.tex"}
    assert all(code(name) in texts["index.tex"] for name in NAMES)


#: The entries of the catalogue of results, by paper.
ENTRIES = (
    *(f"A{k}" for k in range(1, 11)),
    *(f"B{k}" for k in range(1, 9)),
    *(f"K{k}" for k in range(7)),
    *(f"R{k:02}" for k in range(1, 25)),
    *(f"W{k}" for k in range(1, 6)),
    *(f"C{k} (Nagarajan 2017)" for k in range(1, 7)),
    *(f"C{k} (Li 2018)" for k in range(7, 12)),
)


def test_every_entry_of_the_catalogue_is_a_theorem_file() -> None:
    """Nothing is silently missing: what cannot be decided is entered as undecided."""
    labels = {name: catalogue.find("theorems", name).label for name in NAMES}
    covered = {part.strip() for label in labels.values() for part in label.split(",")}
    assert [entry for entry in ENTRIES if entry not in covered] == []
    assert [name for name, label in labels.items() if not label] == []


def test_undecided_entries_name_what_would_decide_them(findings: dict[str, dict[str, Any]]) -> None:
    """An open claim says more than that it is open."""
    still = {name: f["reason"] for name, f in findings.items() if f["outcome"] == "UNDECIDED"}
    assert {name: reason for name, reason in still.items() if "would decide" not in reason} == {}


def small(claim: Any, subject: Any, hypotheses: tuple[Any, ...] = ()) -> Theorem:
    return Theorem("t", "source", "statement", hypotheses, subject, claim)


def test_dropping_a_hypothesis_that_matters_gives_a_counterexample() -> None:
    """Uniqueness without "f' nowhere zero" is refuted for least squares, and not confirmed for an abstract f."""
    origin = EquilibriaAre((((theta, Integer(0)), (psi, Integer(0))),))
    assert verify(small(origin, dirac_gan(least_squares))).outcome is Outcome.REFUTED
    assert verify(small(origin, dirac_gan(assumptions=()))).outcome is not Outcome.CONFIRMED
    assert verify(small(origin, dirac_gan())).outcome is Outcome.CONFIRMED


def test_hypotheses_that_nothing_satisfies_are_vacuous() -> None:
    """A contradiction among the hypotheses is no proof."""
    finding = verify(small(SpectrumIs((I * c, -I * c)), dirac_gan(), (gamma < 1, gamma > 2)))
    assert finding.outcome is Outcome.VACUOUS
    assert not finding.as_expected
    assert verify(small(Holds(gamma > 5), R1Penalty(gamma)(dirac_gan()), (false,))).outcome is Outcome.VACUOUS


FALSE_CLAIMS = {
    "spectrum": (SpectrumIs((c, -c)), dirac_gan()),
    "stability": (StabilityIs(Stability.EXPONENTIALLY_STABLE), dirac_gan()),
    "stable when it is unstable": (StabilityIs(Stability.UNSTABLE), R1Penalty(gamma)(dirac_gan())),
    "conserved": (Conserved(theta * psi), dirac_gan()),
    "change": (ChangeIs(theta**2 + psi**2, -psi**2), dirac_gan()),
    "equilibria": (EquilibriaAre((((theta, Integer(1)), (psi, Integer(0))),)), dirac_gan()),
    "inequality": (Holds(gamma < 3), R1Penalty(gamma)(dirac_gan())),
    "stable iff": (StableIff(gamma > 1), R1Penalty(gamma)(dirac_gan())),
    "global": (GloballyAttracting(-(theta**2) - psi**2), R1Penalty(gamma)(dirac_gan())),
    "digits": (EigenvaluesAt({gamma: Integer(2)}, (("-0.1339745962154", "0"), ("-1.8660254037844", "0"))),
               R1Penalty(gamma)(dirac_gan(logistic))),
    "period": (Period({1: "6.2832853071795864769"}), dirac_gan(wasserstein)),
}


@pytest.mark.parametrize("name", FALSE_CLAIMS)
def test_false_claims_are_refuted_with_a_witness(name: str) -> None:
    """Each kind of claim, made false by hand."""
    claim, subject = FALSE_CLAIMS[name]
    finding = verify(small(claim, subject))
    assert finding.outcome is Outcome.REFUTED
    assert finding.witness
    assert not finding.as_expected


def test_wrong_expectation_is_noticed() -> None:
    """A theorem that expects the wrong outcome is not as expected, in both directions."""
    right = catalogue.find("theorems", "mescheder2018_unregularized_spectrum")
    assert not verify(replace(right, expected="REFUTED")).as_expected
    wrong = catalogue.find("theorems", "r3gan2024_r1_spectrum_missing_square")
    assert not verify(replace(wrong, expected="CONFIRMED")).as_expected


def test_a_twin_that_is_not_refuted_fails_the_theorem() -> None:
    """The check on the checks: a claim whose twin is true is not accepted."""

    class Careless(SpectrumIs):
        def twins(self) -> tuple[Any, ...]:
            return (self,)

    finding = verify(small(Careless((I * c, -I * c)), dirac_gan()))
    assert finding.outcome is Outcome.CONFIRMED
    assert not finding.as_expected


def test_verdict_claims_need_an_agreeing_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stability claim whose cross-check did not run stays undecided."""
    import stability.analysis.record as pipeline
    from stability.crosscheck import not_run

    monkeypatch.setattr(pipeline, "cross_check", lambda *_: not_run("switched off"))
    finding = verify(small(StabilityIs(Stability.STABLE), dirac_gan()))
    assert finding.outcome is Outcome.UNDECIDED
    assert "switched off" in finding.reason


def test_numbers_are_compared_to_their_last_digit() -> None:
    """One unit of the last digit is the tolerance of a printed decimal; two units are an error."""
    game = R1Penalty(gamma)(dirac_gan(logistic))
    for text, outcome in (("-0.15", Outcome.CONFIRMED), ("-0.150000002", Outcome.REFUTED)):
        claim = EigenvaluesAt({gamma: Rational(3, 10)}, ((text, "0.4769696"),))
        assert verify(small(claim, game)).outcome is outcome


@pytest.mark.parametrize(
    "make",
    [
        lambda: verify("no_such_theorem"),
        lambda: verify(3),
        lambda: small((), dirac_gan()),
        lambda: small("the spectrum is imaginary", dirac_gan()),
        lambda: replace(small(Conserved(theta), dirac_gan()), expected="MAYBE"),
        lambda: verify(small(Conserved(theta), "dirac_gan")),
    ],
)
def test_malformed_theorems(make: Any) -> None:
    """What is no theorem is refused with the remedy."""
    with pytest.raises(BadInput, match="Try:"):
        make()


def test_facts_are_hypotheses() -> None:
    """A hypothesis added by the theorem reaches the check: alpha > 0 makes the critical strength 2 f'(0)."""
    positive = Fact("f", order=1, at=0, sign="positive")
    claim = Holds(Symbol("gamma", positive=True) + c > 0)
    assert verify(small(claim, R1Penalty(gamma)(dirac_gan()), (positive,))).outcome is Outcome.CONFIRMED
    assert verify(small(claim, R1Penalty(gamma)(dirac_gan()))).outcome is Outcome.REFUTED
