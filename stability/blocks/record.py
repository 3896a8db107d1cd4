r"""The block form of a GAN's Jacobian at an equilibrium, and the hypotheses that make it so.

At theta*, psi* with equal laws and D = 0 in a neighbourhood of their support (notation of Mescheder et al. 2018)

    v' = [[0, -K_DG^T], [K_DG, K_DD - L_DD]],
    K_DD = 2 f''(0) E_data[grad_psi D grad_psi D^T],   K_DG = f'(0) d/dtheta E_{x ~ p_theta}[grad_psi D_{psi*}(x)],

L_DD being the second derivative of the penalties.  Nothing here is assumed: every hypothesis is checked, every block
that its hypotheses give is compared with the Jacobian of the field, which is found by differentiation alone.
For different functions on both sides, f'(0) is fake'(0) and 2 f''(0) is fake''(0) + real''(0).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Expr, ImmutableDenseMatrix, Integer, Rational, Symbol, zeros

from stability.algebra.exact import exact
from stability.algebra.names import Internal
from stability.blocks.laws import is_zero, same_law
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import gradient, jacobian
from stability.expectation.variates import variates_in
from stability.game import Discriminator, Game
from stability.game.gan import GENERATOR, players
from stability.linearization import linearize
from stability.system import gradient_field

Matrix = ImmutableDenseMatrix


@dataclass(frozen=True)
class Hypothesis:
    """holds: True (proven), False (refuted), None (open)."""

    statement: str
    holds: bool | None
    argument: str


@dataclass(frozen=True)
class Block:
    """One block of v'.  formula: what the hypotheses make it; proven: they all hold and ``matrix`` is the formula's
    value; otherwise ``matrix`` is the block as differentiation finds it."""

    name: str
    formula: str
    matrix: Any
    hypotheses: tuple[Hypothesis, ...]
    proven: bool


@dataclass(frozen=True)
class GanBlocks:
    """k_gg, k_gd, k_dg, k_dd: blocks of the plain GAN (rows and columns: generator, then the discriminators).
    penalty: L = (Jacobian of the plain GAN) - (Jacobian of the game); l_dd is its discriminators' block."""

    point: dict[Symbol, Expr]
    k_gg: Block
    k_gd: Block
    k_dg: Block
    k_dd: Block
    penalty: Any
    jacobian: Any

    @property
    def l_dd(self) -> Any:
        n = self.k_gg.matrix.rows
        return self.penalty[n:, n:]

    @property
    def proven(self) -> bool:
        """Every block has its form by proof."""
        return all(b.proven for b in (self.k_gg, self.k_gd, self.k_dg, self.k_dd))


def gan_blocks(game: Game, at: Mapping[Any, Any]) -> GanBlocks:
    """The blocks of v' at an equilibrium of a GAN, possibly with penalties.

    at: an exact value for every state variable (symbol or name).

    >>> from stability.games import dirac_gan, energy_dirac_gan
    >>> found = gan_blocks(dirac_gan(), {"theta": 0, "psi": 0})
    >>> found.proven, found.k_dg.matrix, found.k_dd.matrix
    (True, Matrix([[f'(0)]]), Matrix([[0]]))
    >>> energy = gan_blocks(energy_dirac_gan(kappa=3), {"theta": 0, "psi": 0}).k_gg
    >>> energy.proven, energy.matrix, energy.hypotheses[0].holds
    (False, Matrix([[-6*f'(0)]]), False)

    Raises NotApplicable for a game that Game.gan did not make, BadInput for a point that is no equilibrium,
    CannotSolve if a proven formula and the differentiated field disagree.
    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), appendix D; Nagarajan, Kolter 2017, section 3.
    """
    plain = _plain(game)
    point = _point(game, at)
    here = linearize(gradient_field(game), point).jacobian
    bare = here if plain.players == game.players else linearize(gradient_field(plain), point).jacobian
    n = len(game.player(GENERATOR).variables)
    blocks = _blocks(plain, point, bare, n)
    return GanBlocks(point, *blocks, Matrix(bare - here), Matrix(here))


def _plain(game: Game) -> Game:
    """The GAN without its penalties, generator first."""
    named = [p.name for p in game.players]
    critics = game.critics
    if named != [GENERATOR, *(c.player for c in critics)] or not critics or any(c.objective is None for c in critics):
        raise NotApplicable(
            f"the blocks of game {game.name!r}", f"the players {named}", "a game made by Game.gan, with its penalties"
        )
    own = [game.player(name).variables for name in named]
    return replace(game, players=players(own[0], own[1:], critics))


def _point(game: Game, at: Mapping[Any, Any]) -> dict[Symbol, Expr]:
    given = {str(k): v for k, v in at.items()}
    missing = [str(s) for s in game.state if str(s) not in given]
    if missing:
        raise BadInput("an equilibrium", f"no value for {', '.join(missing)}", "one value for every state variable")
    point = {s: exact(given[str(s)], f"the value of {s}") for s in game.state}
    residual = [c.xreplace(point).expand() for c in gradient_field(game).rhs]
    if any(r != 0 and r.simplify() != 0 for r in residual):
        raise BadInput("an equilibrium", f"the field {residual} at {point}", "a point where the field vanishes")
    return point


def _blocks(game: Game, point: dict[Symbol, Expr], bare: Any, n: int) -> tuple[Block, Block, Block, Block]:
    equal, on_data, on_generated, balanced, slopes = _hypotheses(game, point)
    generator = game.player(GENERATOR).variables
    k_dg = Matrix.vstack(*(_k_dg(game, c, generator, point) for c in game.critics))
    k_dd = Matrix(Matrix.diag(*(_k_dd(game, c, point) for c in game.critics)))
    turned = "-K_DG^T, because both losses hold the same value" if slopes is None else "-K_DG^T"
    cross = (on_generated,) if slopes is None else (on_generated, slopes)
    return (
        _block("K_GG", "0", bare[:n, :n], Matrix(zeros(n, n)), (on_generated,)),
        _block("K_GD", turned, bare[:n, n:], Matrix(-k_dg.T), cross),
        _block("K_DG", "f'(0) d/dtheta E grad_psi D", bare[n:, :n], k_dg, (on_generated,)),
        _block("K_DD", "2 f''(0) E grad_psi D grad_psi D^T", bare[n:, n:], k_dd, (equal, on_data, balanced)),
    )


def _block(name: str, formula: str, found: Any, predicted: Any, hypotheses: tuple[Hypothesis, ...]) -> Block:
    if not all(h.holds for h in hypotheses):
        return Block(name, formula, Matrix(found), hypotheses, False)
    difference = (Matrix(found) - predicted).applyfunc(lambda e: e.expand())
    if any(e != 0 and e.simplify() != 0 for e in difference):
        raise CannotSolve(
            f"the block {name} by its formula",
            f"{predicted.tolist()}, while the differentiated field gives {found.tolist()}",
            "report the game: a hypothesis was judged wrongly",
        )
    return Block(name, formula, predicted, hypotheses, True)


def _hypotheses(
    game: Game, point: dict[Symbol, Expr]
) -> tuple[Hypothesis, Hypothesis, Hypothesis, Hypothesis, Hypothesis | None]:
    critics = game.critics
    first = critics[0]
    sameness = same_law(first.fake.xreplace(point), first.real.xreplace(point))
    equal = Hypothesis("the generated law is the data law", sameness.outcome, sameness.argument)
    at_psi = {v: point[v] for c in critics for v in game.player(c.player).variables}
    own = set(game.player(GENERATOR).variables)
    on_data = _all("D = 0 on the support of the data", [_vanishes(c, c.real, at_psi, own) for c in critics])
    on_generated = _all(
        "D = 0 at every generated point for all theta near theta*", [_vanishes(c, c.fake, at_psi, own) for c in critics]
    )
    sums = [_given(c).balance for c in critics]
    balanced = _equations("fake'(0) + real'(0) = 0", sums)
    slopes = None
    if not all(c.saturating for c in critics):
        gaps = [_slope_of_generator(c) - _given(c).slope for c in critics if not c.saturating]
        slopes = _equations("the generator's function has the slope fake'(0) at 0", gaps)
    return equal, on_data, on_generated, balanced, slopes


def _given(critic: Discriminator) -> Any:
    if critic.objective is None:
        raise NotApplicable("the blocks of a GAN", f"{critic.player!r} without an objective", "Game.gan")
    return critic.objective


def _slope_of_generator(critic: Discriminator) -> Expr:
    t = Internal("t", real=True)
    return _given(critic).generator(t).diff(t).xreplace({t: Integer(0)})


def _equations(statement: str, values: list[Expr]) -> Hypothesis:
    judged = [is_zero(v) for v in values]
    shown = ", ".join(str(v) for v in values)
    outcome = False if False in judged else None if None in judged else True
    return Hypothesis(statement, outcome, f"the difference is {shown}")


def _all(statement: str, judged: list[tuple[bool | None, str]]) -> Hypothesis:
    outcomes = [o for o, _ in judged]
    outcome = False if False in outcomes else None if None in outcomes else True
    chosen = [text for o, text in judged if o is outcome]
    return Hypothesis(statement, outcome, "; ".join(dict.fromkeys(chosen)))


def _vanishes(
    critic: Discriminator, law: Any, at_psi: Mapping[Any, Any], generator: set[Symbol]
) -> tuple[bool | None, str]:
    """Whether D_{psi*} vanishes identically, or at least along every point of the law."""
    output = critic.output.xreplace(dict(at_psi))
    if is_zero(output):
        return True, "D vanishes identically"
    for _, point in law.branches():
        value = output.xreplace(dict(zip(critic.input, point, strict=True)))
        moving = {*variates_in(value), *(generator & value.free_symbols)}
        judged = is_zero(value, moving)
        if judged is None:
            judged = _nonzero_somewhere(value, moving)
        if judged is not True:
            return judged, f"D = {_readable(value)} there"
    return True, "D vanishes at these points, though not everywhere"


def _nonzero_somewhere(value: Expr, moving: set[Symbol]) -> bool | None:
    """False when exact rational values of the moving symbols give a provably non-zero number."""
    symbols = sorted(moving, key=str)
    for shift in range(1, 4):
        rule = {s: Rational(k + shift, 7) for k, s in enumerate(symbols, 1)}
        if value.xreplace(rule).is_zero is False:
            return False
    return None


def _readable(value: Expr) -> Expr:
    names = {v: Internal(f"z{k}", real=True) for k, v in enumerate(sorted(variates_in(value), key=str), 1)}
    return value.xreplace(names)


def _k_dd(game: Game, critic: Discriminator, point: dict[Symbol, Expr]) -> Any:
    slopes = gradient(critic.output, game.player(critic.player).variables)
    curvature = _given(critic).curvature
    return Matrix(
        [[(curvature * critic.mean(a * b, critic.real).xreplace(point)).expand() for b in slopes] for a in slopes]
    )


def _k_dg(game: Game, critic: Discriminator, generator: tuple[Symbol, ...], point: dict[Symbol, Expr]) -> Any:
    psi = game.player(critic.player).variables
    frozen = {v: point[v] for v in psi}
    slopes = [s.xreplace(frozen) for s in gradient(critic.output, psi)]
    means = [critic.mean(s, critic.fake) for s in slopes]
    slope = _given(critic).slope
    return Matrix([[(slope * entry.xreplace(point)).expand() for entry in row] for row in jacobian(means, generator)])


def penalty_block(game: Game, critic: Discriminator, gamma: Any, law: Any, at: Mapping[Any, Any]) -> Any:
    """gamma E_law[A A^T], A = grad_psi grad_x D: the block L_DD of a zero-centred gradient penalty where grad_x D = 0.

    >>> from stability.games import dirac_gan
    >>> game = dirac_gan()
    >>> penalty_block(game, game.discriminator, 3, game.discriminator.real, {"theta": 0, "psi": 0})
    Matrix([[3]])

    Raises NotApplicable where grad_x D is not identically zero at psi*: there the penalty has a second term.
    """
    point = _point(game, at)
    psi = game.player(critic.player).variables
    slopes = [critic.output.diff(x) for x in critic.input]
    if any(not is_zero(s.xreplace({v: point[v] for v in psi})) for s in slopes):
        raise NotApplicable(
            "L_DD = gamma E[A A^T]", "a slope of D that does not vanish at psi*", "gan_blocks(game, at).l_dd"
        )
    rows = jacobian(slopes, psi)
    strength = exact(gamma, "gamma")

    def entry(i: int, j: int) -> Expr:
        inner = critic.mean(Add(*(row[i] * row[j] for row in rows)), law)
        return (strength * inner.xreplace(point)).expand()

    return Matrix(len(psi), len(psi), entry)
