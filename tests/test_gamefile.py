"""Game files: ten that load, and more than a hundred that must be refused with one readable paragraph."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile_expressions import LOSSES
from hostile_files import CODE, FIELDS, FILES, game, gan, zero_sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Function, Rational, Symbol, exp, log, symbols

from stability.algebra.conditions import Fact
from stability.dynamics import AlternatingGD, GradientFlow, SimultaneousGD, TwoTimeScale
from stability.errors import BadInput
from stability.game import Game, Player
from stability.gamefile import GameFile, load_game
from stability.objectives import logistic, wasserstein
from stability.regularizers import R1Penalty
from stability.system import Time, gradient_field

GAMES = Path(__file__).parent / "data" / "games"
#: Seconds for one refusal: what a person waits for; each takes a few milliseconds on an idle core, the worst about one.
PATIENCE = 2.0

theta, psi, x = symbols("theta psi x", real=True)
gamma = Symbol("gamma", positive=True)


# ---- valid files, against the same games typed in Python -------------------------------------------------------------


def load(name: str) -> GameFile:
    return load_game(GAMES / f"{name}.toml")


def same_field(first: Game, second: Game) -> bool:
    """Equal states and equal fields, as exact expressions."""
    a, b = gradient_field(first), gradient_field(second)
    return a.state == b.state and all((p - q).simplify() == 0 for p, q in zip(a.rhs, b.rhs, strict=True))


@pytest.mark.parametrize("path", sorted(GAMES.glob("*.toml")), ids=lambda p: p.stem)
def test_example_files_load(path: Path) -> None:
    """Every example file gives a game, or a system alone, of as many equations as variables."""
    loaded = load_game(path)
    assert loaded.path == str(path)
    assert len(loaded.system().rhs) == len(loaded.subject.state)


def test_there_are_ten_examples() -> None:
    """The examples are found where the tests look for them."""
    assert len(list(GAMES.glob("*.toml"))) >= 10


def test_the_example_of_the_design() -> None:
    """Alternating descent on the penalised Dirac-GAN: every entry arrives, decimals exactly."""
    loaded = load("dirac_alternating")
    loss = -log(1 + exp(-theta * psi))
    typed = Game("", (Player("generator", theta, loss), Player("discriminator", psi, -loss + gamma / 2 * psi**2)))
    assert loaded.game.name == "Dirac-GAN with a gradient penalty"
    assert same_field(loaded.game, typed)
    assert loaded.dynamics == AlternatingGD(Rational(1, 5))
    assert loaded.at == {theta: 0, psi: 0}
    assert loaded.parameters == {gamma: Rational(3, 10)}
    assert loaded.near is None and loaded.box is None
    assert loaded.system().time is Time.DISCRETE


def dirac(f: Any, **options: Any) -> Game:
    """The Dirac-GAN by Game.gan, the second route to every file with a [gan] table."""
    from stability.expectation import PointMass

    return Game.gan(
        "Dirac",
        output=psi * x,
        input=x,
        real=PointMass(0),
        fake=PointMass(theta),
        generator=theta,
        discriminator=psi,
        f=f,
        **options,
    )


def test_abstract_objective_with_a_fact() -> None:
    """[functions] gives an abstract f and its facts to [gan]."""
    game = load("dirac_abstract").game
    assert same_field(game, dirac(Function("f")))
    assert game.assumptions == (Fact("f", order=1, at=None, sign="nonzero"),)


def test_regularizer_from_the_shelf() -> None:
    """[[regularizer]] calls the member of that name on the game."""
    assert same_field(load("wgan_penalty").game, R1Penalty(gamma)(dirac(wasserstein)))
    assert load("wgan_penalty").dynamics == GradientFlow()


def test_discriminator_table_lets_penalties_apply() -> None:
    """[discriminator] records D(x), so that R1 adds gamma/2 psi^2 to a game typed by its losses."""
    loaded = load("with_discriminator")
    assert same_field(loaded.game, R1Penalty(gamma)(dirac(Function("f"))))
    assert loaded.dynamics == AlternatingGD(Rational(1, 10), n_d=2, first="discriminator")
    assert loaded.game.assumptions == (Fact("f"), Fact("f", order=2, sign="negative"), gamma < 10)


def test_objective_typed_in_t_is_the_known_one() -> None:
    """f = "-softplus(-t)" is the logistic objective."""
    assert same_field(load("own_objective").game, dirac(logistic))


def test_non_saturating_with_a_start() -> None:
    """saturating = false changes the generator's loss; [near] is exact too."""
    loaded = load("nonsaturating")
    assert same_field(loaded.game, dirac(logistic, saturating=False))
    assert loaded.near == {theta: Rational(1, 100), psi: Rational(-1, 50)}


def test_zero_sum_rates_and_box() -> None:
    """The remaining tables: [zero_sum], two rates with a time, [box]."""
    bilinear, rates = load("bilinear"), load("two_rates")
    assert [p.name for p in bilinear.game.players] == ["row", "column"]
    assert bilinear.dynamics == SimultaneousGD(Rational(1, 10))
    assert rates.dynamics == TwoTimeScale(Rational(1, 1000), Rational(1, 50), time=Time.DISCRETE)
    half = Rational(1, 2)
    assert load("two_points").box == {theta: (half, 3 * half), psi: (-half, half)}


def test_laws_of_every_kind() -> None:
    """Normal noise pushed forward against a mixture: E (a z)^2 = a^2, and 1/4 * 1/3 + 3/4 * 1/4 = 13/48."""
    a, w = symbols("a w", real=True)
    assert [p.loss.expand() for p in load("latent_normal").game.players] == [
        a**2 * w - Rational(13, 48) * w,
        -(a**2) * w + Rational(13, 48) * w,
    ]


def test_equilibrium_may_depend_on_parameters(tmp_path: Path) -> None:
    """[at] may name parameters, and roots."""
    path = tmp_path / "game.toml"
    path.write_text(
        game(symbols='theta = "real"\npsi = "real"\na = "positive"', tail='[at]\ntheta = "sqrt(a)"\npsi = 0.1')
    )
    assert load_game(path).at == {theta: Symbol("a", positive=True) ** Rational(1, 2), psi: Rational(1, 10)}


def test_a_name_is_only_a_name(tmp_path: Path, watch: list[str]) -> None:
    """Code in the name of a game or player is text like any other."""
    path = tmp_path / "game.toml"
    path.write_text(game(head=f"name = {json.dumps(CODE[0])}"))
    assert load_game(path).game.name == CODE[0]
    assert watch == []


# ---- broken and hostile files ----------------------------------------------------------------------------------------

_EVENTS: list[str] = []
_ACTIVE = [False]


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Record what only executed text would do; modules imported late have real file names and are not counted."""
    if not _ACTIVE[0]:
        return
    if event.startswith(
        ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.", "socket.", "pickle.", "ctypes.")
    ):
        _EVENTS.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        _EVENTS.append(f"{event} {arguments[:2]}")
    origin = str(arguments[1]) if event == "compile" else arguments[0].co_filename if event == "exec" else ""
    if origin.startswith("<") and not origin.startswith("<frozen"):
        _EVENTS.append(f"{event} {origin}")


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    """Install the audit hook once (Python cannot remove it; it sleeps outside the tests that watch)."""
    for path in GAMES.glob("*.toml"):  # modules that define records compile them on first import
        load_game(path).system()
    sys.addaudithook(_audit)


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The traces of executed text while a test runs, which works in an empty directory."""
    monkeypatch.chdir(tmp_path)
    _EVENTS.clear()
    yield _EVENTS


def refused(path: Any, watch: list[str], *fragments: str) -> BadInput:
    """load_game(path) refuses, quickly, in one readable paragraph with these fragments, and executes nothing."""
    _ACTIVE[0] = True
    start = time.process_time()
    try:
        with pytest.raises(BadInput) as caught:
            load_game(path)
    finally:
        _ACTIVE[0] = False
    assert time.process_time() - start < PATIENCE
    message = str(caught.value)
    assert message.isprintable() and len(message) < 700, message
    assert message.startswith("Asked for ") and " Found: " in message and " Try: " in message
    for fragment in fragments:
        assert fragment in message
    assert watch == []
    assert not Path("sentinel").exists()
    return caught.value


def write(content: str | bytes) -> Path:
    path = Path("hostile.toml")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_hook_sees_execution(watch: list[str]) -> None:
    """The twin of every check that nothing ran: the hook does report eval, os.system and a written file."""
    _ACTIVE[0] = True
    try:
        eval("1 + 1")
        os.system("true")
        Path("sentinel").write_text("")
    finally:
        _ACTIVE[0] = False
    kinds = {event.split()[0] for event in watch}
    assert {"compile", "exec", "os.system", "open"} <= kinds


def test_the_templates_are_valid(watch: list[str]) -> None:
    """The files that the cases below break load as they stand, so each refusal is due to what was broken."""
    for content in (
        game(),
        gan(),
        zero_sum(),
        gan(saturating="false"),
        game(more='[functions]\nf = ["f\'(0) > 0"]', loss="f(theta*psi)"),
    ):
        assert load_game(write(content)).game.name == "g"


def test_more_than_sixty_kinds() -> None:
    """At least sixty kinds of broken files, besides code through every field."""
    assert len(LOSSES) + len(FILES) >= 60


@pytest.mark.parametrize("name", LOSSES)
def test_hostile_expression(name: str, watch: list[str]) -> None:
    """No text in the place of a loss runs, explodes or slips through."""
    refused(write(game(loss=LOSSES[name])), watch, "hostile.toml", "[[player]] number 1", "'loss'")


@pytest.mark.parametrize("name", FILES)
def test_broken_file(name: str, watch: list[str]) -> None:
    """Every broken file is refused by file, table and key."""
    content, table, key = FILES[name]
    refused(write(content), watch, "hostile.toml", table, key)


@pytest.mark.parametrize("code", CODE)
@pytest.mark.parametrize("field", FIELDS)
def test_code_through_every_field(field: str, code: str, watch: list[str]) -> None:
    """Code in any field that takes text is refused there, and does not run."""
    template, table, key = FIELDS[field]
    refused(
        write(template.replace("@", json.dumps(code))), watch, "hostile.toml", table, code[:10] if key == "@" else key
    )


def test_paths_that_are_no_files(watch: list[str], tmp_path: Path) -> None:
    """Directories, missing files, pipes, symlink loops, null characters and file descriptors."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name, found in (
        ("folder", "directory"),
        ("loop", "symbolic links"),
        ("pipe", "regular"),
        ("dangling", "No such file"),
        ("missing.toml", "No such file"),
        ("a\0b", "null"),
        ("x" * 300, "too long"),
        ("", "No such file"),
    ):
        refused(name, watch, found)
    for path in (0, None, b"game.toml", 1.5, ["a"]):
        with pytest.raises(BadInput, match="the path of a game file"):
            load_game(path)


def test_endless_device(watch: list[str]) -> None:
    """A device that never ends is not read."""
    refused("/dev/zero", watch, "/dev/zero", "regular")


def test_path_with_a_newline_stays_one_line(watch: list[str]) -> None:
    """A path cannot break the paragraph."""
    path = Path("two\nlines.toml")
    path.write_text("[symbols]\n")
    refused(path, watch, "two\\nlines.toml")


def test_deep_files_of_every_size(watch: list[str]) -> None:
    """Nesting at and around the limits of the TOML reader ends in a refusal as well."""
    for depth in (2, 30, 100, 200, 320, 400, 1000):
        refused(write(gan(real='{law = "PointMass", at = ' + "[" * depth + "]" * depth + "}")), watch, "hostile.toml")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_random_bytes(tmp_path: Path, data: bytes) -> None:
    """Random bytes raise BadInput and nothing else."""
    path = tmp_path / "random.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput):
        load_game(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_mutated_examples(tmp_path: Path, data: st.DataObject) -> None:
    """An example with a few characters exchanged loads or raises BadInput."""
    path = data.draw(st.sampled_from(sorted(GAMES.glob("*.toml"))))
    text = list(path.read_text())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(
            st.sampled_from([*"'\"[]{}=#.,*/-+()<>!\n 019eEfxt_\0\u200b", "**", "psi", "theta", ""])
        )
    mutant = tmp_path / "mutant.toml"
    mutant.write_text("".join(text))
    try:
        load_game(mutant)
    except BadInput as problem:
        assert "mutant.toml" in str(problem)
