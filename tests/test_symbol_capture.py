"""No symbol of ours captures a user's: whatever parameters and states are called, the results are the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from sympy import CRootOf, Function, Integer, Matrix, Rational, Symbol, cancel, exp, log, sin

from stability import BadInput, Game, Normal, Player, PointMass, Pushforward, System, Time, analyze, find_equilibria
from stability.algebra.conditions.sample import truth
from stability.algebra.names import Internal, distinct_names, fresh, named, placeholder
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.equilibrium.moving import moving
from stability.expectation import expectation
from stability.games import bilinear, dirac_gan, kernel_gan
from stability.objectives import Objective
from stability.regularizers import DRAGANPenalty, InstanceNoise, R1Penalty, WGANGradientPenalty
from stability.report.notation import Notation
from stability.system import gradient_field
from stability.theorem import Arrow, ArrowUnstable, PackedUpperBound
from stability.theorem.packing import PACKED, TAU

#: Every name that a module uses or used for a symbol of its own, and names that SymPy or Python give a meaning.
HOSTILE = (
    *("E", "t", "q1", "x_0", "x_1", "lambda", "S", "N", "u", "z", "w", "tau", "I", "q2", "s", "_t", "x0", "p_0", "phi"),
    *("m", "beta", "c1", "s_1", "N0_0", "U1_0", "A", "B", "extra", "x", "y", "theta", "psi", "oo", "exp", "pi", "x_00"),
    *("eta", "k", "r", "z_1", "zbar_1", "moment0", "p0", "gamma", "f", "mean", "w0", "Q", "O", "C", "size", "t_0"),
)
#: Names that nothing else has.
PLAIN = ("alpha_1", "alpha_2", "alpha_3", "alpha_4")


def _gan(p: Any, q: Any, x: Any, y: Any) -> Game:
    point = Internal("point", real=True)
    law = Normal(x, 1)
    f = lambda u: -log(p + exp(-u))  # noqa: E731
    return Game.gan(
        "named", output=y * point, input=point, real=Normal(0, 1), fake=law, generator=x, discriminator=y, f=f
    )


def _quadratic_gan(p: Any, q: Any, x: Any, y: Any) -> Game:
    point = Internal("point", real=True)
    f = lambda u: p * u - q * u**2  # noqa: E731
    return Game.gan(
        "named", output=y * point, input=point, real=PointMass(0), fake=PointMass(x), generator=x, discriminator=y, f=f
    )


def _players(p: Any, q: Any, x: Any, y: Any) -> Game:
    return Game("named", (Player("first", x, p * x**2 / 2 + x * y), Player("second", y, q * y**2 / 2 - 2 * x * y)))


def _one_player_each(p: Any, q: Any, x: Any, y: Any) -> Game:
    return Game("named", (Player("first", x, x * y), Player("second", y, p * y**2 / 2 - q * x * y)))


def _flow(*rhs: Any) -> Callable[..., System]:
    return lambda p, q, x, y: System(Time.CONTINUOUS, (x, y), [component(p, q, x, y) for component in rhs])


#: (subject from two positive parameters and two states, whether the origin is given, a dynamics)
SUBJECTS: dict[str, tuple[Callable[..., Any], bool, Any]] = {
    "an exponential in a fraction": (
        _flow(lambda p, q, x, y: exp(x) / (p + exp(x)) - 1 / (p + 1) - x / 8, lambda p, q, x, y: -q * y), True, None,
    ),
    "a line of rest points": (_flow(lambda p, q, x, y: x * 0, lambda p, q, x, y: -y * (q - (x - p) ** 2)), False, None),
    "a centre": (_flow(lambda p, q, x, y: -p * y, lambda p, q, x, y: q * sin(x)), True, None),
    "two cells": (_flow(lambda p, q, x, y: p * x - q * y, lambda p, q, x, y: q * x - y), True, None),
    "GAN, integrals": (_gan, True, None),
    "GAN, point masses": (_quadratic_gan, True, None),
    "players": (_players, False, None),
    "map": (_one_player_each, True, SimultaneousGD(Rational(1, 3))),
    "stages": (_one_player_each, True, AlternatingGD(Rational(1, 3))),
}  # fmt: skip


def _at_samples(cases: Any, plain: Callable[[Any], Any]) -> Any:
    """The verdict at every point of a grid, for conditions have more than one form."""
    grid = (Rational(1, 2), Integer(1), Integer(2), Integer(3))
    free = sorted({s for c in cases for s in plain(c.condition).free_symbols}, key=str)
    return tuple(
        frozenset(c.stability for c in cases if truth(plain(c.condition), dict(zip(free, values, strict=True))))
        for values in product(grid, repeat=len(free))
    )


def _outcome(name: str, words: tuple[str, ...]) -> Any:
    """What the analysis says, with the neutral names in place of these."""
    make, given, dynamics = SUBJECTS[name]
    p, q = (Symbol(word, positive=True) for word in words[:2])
    x, y = (Symbol(word, real=True) for word in words[2:])
    neutral = dict(zip((p, q, x, y), _symbols(PLAIN), strict=True))
    at = {x: 0, y: 0} if given else None
    result = analyze(make(p, q, x, y), dynamics, at=at, cross_check=False)

    def plain(e: Any) -> Any:
        free = {s: neutral.get(s, s) for s in e.free_symbols}
        moved = {s: Symbol("moved", real=True) for s in e.free_symbols if isinstance(s, Internal)}
        return e.xreplace(free | moved)

    return {
        (
            tuple(plain(v) for v in item.equilibrium.as_dict().values()),
            item.linearization.jacobian.applyfunc(lambda e: cancel(plain(e))),
            _at_samples(item.verdict.cases, plain),
        )
        for item in result.local
    }


def _symbols(words: tuple[str, ...]) -> tuple[Symbol, ...]:
    return tuple(Symbol(w, positive=True) if k < 2 else Symbol(w, real=True) for k, w in enumerate(words))


def _assignments(start: int, many: int) -> list[tuple[str, ...]]:
    """Quadruples of hostile names; each name takes each part in turn."""
    return [tuple(HOSTILE[(start + 7 * k + 11 * i) % len(HOSTILE)] for i in range(4)) for k in range(many)]


@pytest.mark.parametrize("name", SUBJECTS)
def test_names_do_not_matter(name: str) -> None:
    """Equilibria, Jacobians, conditions and verdicts are the same up to renaming."""
    expected = _outcome(name, PLAIN)
    assert expected
    for words in _assignments(5 * list(SUBJECTS).index(name), 3):
        assert _outcome(name, words) == expected, words


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
def test_no_hostile_name_matters(name: str) -> None:
    """The same, with every hostile name in every place."""
    expected = _outcome(name, PLAIN)
    for start in range(len(HOSTILE)):
        for words in _assignments(start, 1):
            assert _outcome(name, words) == expected, words


def test_parameter_called_like_an_exponential() -> None:
    """f(u) = -log(E + exp(-u)): J = ((0, -1/(E + 1)), (1/(E + 1), -2E/(E + 1)^2)), found by hand."""
    e, (x, y) = Symbol("E", positive=True), (Symbol("theta", real=True), Symbol("psi", real=True))
    point = Symbol("x", real=True)
    game = Game.gan("g", output=y * point, input=point, real=Normal(0, 1), fake=Normal(x, 1), generator=x,
                    discriminator=y, f=lambda u: -log(e + exp(-u)))  # fmt: skip
    result = analyze(game, at={x: 0, y: 0})
    wanted = Matrix([[0, -1 / (e + 1)], [1 / (e + 1), -2 * e / (e + 1) ** 2]])
    assert (result.local[0].linearization.jacobian - wanted).applyfunc(cancel) == Matrix.zeros(2, 2)
    assert result.verdict.stability.name == "EXPONENTIALLY_STABLE"
    assert result.local[0].cross_check.outcome.name == "AGREES"


def test_parameter_called_like_the_argument_of_an_objective() -> None:
    """f(u) = t u: the field is that of the Wasserstein GAN times t, a centre."""
    t = Symbol("t", real=True)
    assert dirac_gan(lambda u: t * u).players[0].loss == t * Symbol("psi", real=True) * Symbol("theta", real=True)
    assert Objective.of(lambda u: t * u - u**2).slope == t
    assert analyze(dirac_gan(lambda u: t * u), parameters={"t": 1}).verdict.stability.name == "STABLE"


def test_coordinate_of_a_component_avoids_every_name_of_the_system() -> None:
    """(0, -y(1 - (x - x_0)^2)): {y = 0} is unstable where |x - x_0| > 1 and attracts where it is smaller."""
    x, y, x_0 = (Symbol(name, real=True) for name in ("x", "y", "x_0"))
    found = analyze(System(Time.CONTINUOUS, (x, y), (0 * x, -y * (1 - (x - x_0) ** 2))), cross_check=False)
    along = next(item for item in found.local if item.equilibrium.as_dict()[y] == 0)
    free = along.equilibrium.as_dict()[x]
    assert free != x_0 and str(free) != "x_0"
    for shift, stability in ((2, "UNSTABLE"), (Integer(1) / 2, "SEMISTABLE")):
        held = [c for c in along.verdict.cases if c.condition.xreplace({free: x_0 + shift}).simplify() == True]  # noqa: E712
        assert [c.stability.name for c in held] == [stability]


def test_arrow_with_masses_of_any_name() -> None:
    """-rate = q (q1 - 2): not increasing in q for q1 < 2, which a mass of ours called q1 would hide."""
    lam, kappa, mu, q = (Symbol(name, positive=True) for name in ("lam", "kappa", "mu", "q"))

    def checked(first: str, second: str) -> str:
        a, b = (Symbol(name, positive=True) for name in (first, second))
        surplus = a - 2
        system = gradient_field(kernel_gan([0], [a + b + surplus], [a, b], lam=lam, kappa=kappa, mu=mu, features=2))
        y1, y2, height, slope = system.state
        root = kappa ** (Integer(1) / 2)
        followers = ((y1, a), (y2, b))
        arrow = Arrow(q, lam, -q * root, mu * q * root, mu * kappa * surplus / lam * q, slope, followers)
        at = tuple({**dict.fromkeys(system.state, Integer(0)), height: surplus / lam}.items())
        return ArrowUnstable(arrow, at).check(system).outcome.name

    assert checked("q1", "q2") == checked("a", "b") == "REFUTED"


def test_placeholders_of_claims_are_nobodys_symbols() -> None:
    """TAU and PACKED differ from a user's tau and m, print the same, and survive a copy through another process."""
    assert Symbol("tau", positive=True) != TAU and str(TAU**PACKED) == "tau**m"
    assert pickle.loads(pickle.dumps(TAU)) == TAU and placeholder("t", "here") == placeholder("t", "here")
    claim = PackedUpperBound(1 - (1 - TAU) ** PACKED)
    assert claim.check(System(Time.CONTINUOUS, (), ())).outcome.name == "CONFIRMED"


def test_bound_variables_of_laws_are_not_captured() -> None:
    """A value that holds the name of a bound variable stays what it is: E(a z)^2 at a = z is z^2."""
    a, z, theta, psi = (Symbol(name, real=True) for name in ("a", "z", "theta", "psi"))
    law = Pushforward(a * z, z, Normal(0, 1)).xreplace({a: z})
    assert law.free_symbols == {z}
    assert expectation(psi**2, psi, law) == z**2
    assert Pushforward(a * z, z, Normal(0, 1)) == Pushforward(a * z, z, Normal(0, 1))
    for penalty in (InstanceNoise(2), WGANGradientPenalty(2), DRAGANPenalty(2, 1)):
        names = [Symbol(n, real=True) for n in ("x0", "e0", "u0", "y0")]
        plain = penalty(_dirac(theta, psi)).players[1].loss
        for name in names:
            assert penalty(_dirac(name, psi)).players[1].loss == plain.xreplace({theta: name})


def _dirac(theta: Symbol, psi: Symbol) -> Game:
    x = Internal("x", real=True)
    return Game.gan("g", output=psi * x, input=x, real=Normal(0, 1), fake=PointMass(theta), generator=theta,
                    discriminator=psi, f=lambda u: u)  # fmt: skip


def test_roots_hold_no_symbol_of_the_user() -> None:
    """The roots of a quintic, with a parameter called t as its variable once was."""
    x, t = Symbol("x", real=True), Symbol("t", positive=True)
    points = find_equilibria(System(Time.CONTINUOUS, (x,), (t * (x**5 - x - 1),))).points
    values = [p.as_dict()[x].xreplace({t: Integer(2)}) for p in points]
    assert values == [CRootOf(x**5 - x - 1, 0)]


def test_printed_names_are_made_distinct() -> None:
    """A symbol of ours beside a user's of the same name gets a bar; alone it has none."""
    t, own = Symbol("t", real=True), Internal("t", real=True)
    assert Notation([t]).tex(t * own).count(r"\bar{t}") == 1
    assert Notation([own]).tex(own) == "t"
    assert str(fresh("x_0", [Symbol("x_0")])) == "x_00"
    assert sorted([own, Symbol("s"), Symbol("u")], key=lambda s: s.sort_key())[1] is own
    assert moving.__doc__


# ---- look-alikes -----------------------------------------------------------------------------------------------------

x, y, c = (Symbol(name, real=True) for name in ("x", "y", "c"))
other = Symbol("x", positive=True)
second_c = Symbol("c", positive=True)
FIELD = System(Time.CONTINUOUS, (x, y), (-c * x, -y))
LOOK_ALIKES: dict[str, Callable[[], Any]] = {
    "state and right-hand side": lambda: System(Time.CONTINUOUS, (x,), (-other,)),
    "two states": lambda: System(Time.CONTINUOUS, (x, other), (-x, -other)),
    "an assumption": lambda: System(Time.CONTINUOUS, (x,), (-c * x,), assumptions=[second_c > 1]),
    "a game and its map": lambda: System(Time.CONTINUOUS, (other,), (-other,), game=Game("g", Player("a", x, x**2))),
    "two losses": lambda: Game("g", (Player("a", x, x * y), Player("b", y, other * y))),
    "an owner": lambda: Game("g", (Player("a", x, x * y), Player("b", other, other * y))),
    "a law": lambda: _dirac_with_data(PointMass(Symbol("psi", positive=True))),
    "a penalty": lambda: R1Penalty(Symbol("theta", positive=True))(dirac_gan()),
    "a step": lambda: SimultaneousGD(Symbol("theta", positive=True))(bilinear()),
    "at=": lambda: analyze(FIELD, at={other: 0, y: 0}),
    "a value of at=": lambda: analyze(FIELD, at={x: 0 * c, y: second_c}),
    "near=": lambda: analyze(FIELD, near={other: 0, y: 0}, parameters={c: 1}),
    "box=": lambda: find_equilibria(FIELD, box={other: (0, 1), y: (0, 1)}),
    "parameters=": lambda: analyze(FIELD, parameters={second_c: 1}),
    "a value of parameters=": lambda: analyze(FIELD, parameters={c: second_c}),
    "a pushforward": lambda: Pushforward(x + other, x, Normal(0, 1)),
}


def _dirac_with_data(law: Any) -> Game:
    theta, psi, point = (Symbol(name, real=True) for name in ("theta", "psi", "point"))
    return Game.gan("g", output=psi * point, input=point, real=law, fake=PointMass(theta), generator=theta,
                    discriminator=psi, f=lambda u: u)  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_two_symbols_of_one_name_are_refused(name: str) -> None:
    """Symbols that print alike and differ are named as the mistake, with both declarations."""
    with pytest.raises(BadInput, match="one symbol for each name") as refusal:
        LOOK_ALIKES[name]()
    assert "positive=True" in str(refusal.value) and "real=True" in str(refusal.value)


def test_names_stand_for_symbols() -> None:
    """Wherever symbols are keys, their names are too."""
    assert named("x", (x, y), "a value", "state variable") == named(x, (x, y), "a value", "state variable") == x
    assert analyze(FIELD, at={"x": 0, "y": 0}, parameters={"c": 1}).verdict.stability.name == "EXPONENTIALLY_STABLE"
    assert find_equilibria(FIELD, box={"x": (-1, 1), "y": (-1, 1)}).points
    with pytest.raises(BadInput, match="no state variable"):
        named("z", (x, y), "a value", "state variable")
    distinct_names("one symbol twice", x, [x], {"a": x})


#: Values with symbols that would be captured by what they are put into.
CAPTURED: dict[str, Callable[[], Any]] = {
    "a state in a parameter": lambda: analyze(FIELD, parameters={c: x}),
    "a state in at=": lambda: analyze(FIELD, at={x: 0, y: x}),
    "the input in an objective": lambda: Game.gan(
        "g", output=c * x, input=x, real=PointMass(0), fake=PointMass(y), generator=y, discriminator=c,
        f=lambda u: x * u),
    "a player's variable in an objective": lambda: dirac_gan(lambda u: Symbol("psi", real=True) * u),
    "the input in a target": lambda: WGANGradientPenalty(1, x**2)(_dirac_in(x)),
    "a state in a matrix": lambda: bilinear([[Symbol("psi", real=True)]]),
}  # fmt: skip


def _dirac_in(point: Symbol) -> Game:
    theta, psi = (Symbol(name, real=True) for name in ("theta", "psi"))
    return Game.gan("g", output=psi * point, input=point, real=PointMass(0), fake=PointMass(theta), generator=theta,
                    discriminator=psi, f=Function("f"))  # fmt: skip


@pytest.mark.parametrize("name", CAPTURED)
def test_values_that_would_be_captured_are_refused(name: str) -> None:
    """What would be read as a function of the state, or of a bound point, is BadInput."""
    with pytest.raises(BadInput):
        CAPTURED[name]()


def test_hostile_names_cover_the_places() -> None:
    """Every hostile name is tried in every place by the long test."""
    seen = [set() for _ in range(4)]  # type: list[set[str]]
    for start in range(len(HOSTILE)):
        for words in _assignments(start, 1):
            assert len(set(words)) == 4
            for place, word in zip(seen, words, strict=True):
                place.add(word)
    assert all(place == set(HOSTILE) for place in seen)
