"""The type of a rest point in the game itself, beside its stability under a dynamics.

The strict second-order notions are open conditions, decided exactly, with a direction as witness when they fail.  A
local Nash equilibrium that is perhaps not strict, such as the interior point of a bilinear game, is proven by convexity
of each player's loss in its own variables.  All need a point at rest and losses that are smooth there: a formal second
derivative at a kink is no curvature, and where a slope does not vanish no curvature makes a minimum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sympy import Add, ImmutableDenseMatrix, Integer, Matrix

from stability.algebra.conditions import NEGATIVE, POSITIVE, ZERO, Outcome, holds, sign_set
from stability.algebra.exact import exact
from stability.equilibrium import rests_at
from stability.errors import BadInput, NotApplicable
from stability.expectation import Expectation
from stability.game import Game, Player
from stability.linearization import check_smooth


@dataclass(frozen=True)
class Judgement:
    """outcome with its argument; witness: pairs (variable, component) of a direction in which the condition fails."""

    outcome: Outcome
    argument: str
    witness: tuple[tuple[Any, Any], ...] = ()

    def __bool__(self) -> bool:
        return self.outcome is Outcome.PROVEN


#: Own variables of one player for which all principal minors, 2^n - 1 of them, are examined.
_MINORS = 5
_OPEN = Judgement(Outcome.UNDECIDED, "not examined")


@dataclass(frozen=True)
class SolutionType:
    """nash: every player's own Hessian is positive definite (differential Nash: a strict local Nash equilibrium).

    minimax: for zero-sum games of two players, the first one leading: the follower's own Hessian is positive definite
    and so is the leader's Schur complement (strict local minimax point).  stackelberg: the same for general-sum
    losses, through the follower's implicit best response, one Judgement per leader.  Games with other than two players
    have no leader: these fields are None and ().

    weak: every player is at a local minimum of its loss in its own variables, perhaps not a strict one (local Nash),
    by convexity of the own losses; strict: whether no other choice of one player, near by, is as good for it.
    """

    nash: Judgement
    minimax: Judgement | None
    stackelberg: tuple[tuple[str, Judgement], ...]
    weak: Judgement = _OPEN
    strict: Judgement = _OPEN

    @property
    def name(self) -> str:
        """The strongest type that is proven; of the strict ones first, then Nash by convexity, or what is open."""
        if self.nash:
            return "strict local Nash"
        if self.minimax:
            return "strict local minimax"
        leaders = [leader for leader, judged in self.stackelberg if judged]
        if leaders:
            return f"strict local Stackelberg, {leaders[0]} leading"
        if self.weak:
            return self._nash
        judged = [self.nash, self.weak, *([self.minimax] if self.minimax else []), *(j for _, j in self.stackelberg)]
        is_open = any(j.outcome is Outcome.UNDECIDED for j in judged)
        return "none proven, not all excluded" if is_open else "none of the strict second-order types"

    @property
    def described(self) -> str:
        """The name, and that the point is a Nash equilibrium where the name does not say so."""
        return f"{self.name}; {self._nash}" if self.weak and "Nash" not in self.name else self.name

    @property
    def _nash(self) -> str:
        """A local Nash equilibrium by convexity, in words."""
        kind = {Outcome.PROVEN: "strict", Outcome.REFUTED: "not strict"}.get(self.strict.outcome, "strictness open")
        return f"local Nash by convexity of the own losses, {kind}"


def solution_type(game: Game, point: Mapping[Any, Any], assumptions: Iterable[Any] = ()) -> SolutionType:
    """The type of ``point``, a rest point of the game, from exact second derivatives of the losses.

    A player whose own slope does not vanish there is at no minimum: the notions that need one are REFUTED, with the
    way down as the witness.  Where a loss may have a kink, or rest is open, they are UNDECIDED.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> saddle = Game.zero_sum("g", -x**2 + 4*x*y - y**2, ("min", x), ("max", y))
    >>> solution_type(saddle, {x: 0, y: 0}).name                # the leader alone would rather move away
    'strict local minimax'
    >>> solution_type(Game.zero_sum("g", x*y, ("min", x), ("max", y)), {x: 0, y: 0}).name
    'local Nash by convexity of the own losses, not strict'

    References: Ratliff, Burden, Sastry 2016 (differential Nash); Jin, Netrapalli, Jordan 2020 (local minimax);
    Fiez, Chasnov, Ratliff 2020 (Stackelberg).
    """
    here, given = _point(game, point), (*game.assumptions, *assumptions)
    nash = _all([_minimal(p, here, given) for p in game.players])
    weak = nash if nash else _weak([_locally_minimal(p, here, given) for p in game.players])
    strict = _strict(game, nash, here)
    if len(game.players) != 2:
        return SolutionType(nash, None, (), weak, strict)
    first, second = game.players
    leading = tuple((a.name, _leads(a, b, here, given)) for a, b in ((first, second), (second, first)))
    zero_sum = (first.loss + second.loss).expand() == 0
    return SolutionType(nash, leading[0][1] if zero_sum else None, leading, weak, strict)


def _point(game: Game, point: Mapping[Any, Any]) -> dict[Any, Any]:
    missing = [str(s) for s in game.state if s not in point]
    if missing:
        asked = f"a point with a value for every variable of {game.name!r}"
        raise BadInput(asked, f"none for {', '.join(missing)}", "name them all")
    return {s: exact(point[s], f"the value of {s}") for s in game.state}


def _minimal(player: Player, here: Mapping[Any, Any], given: tuple[Any, ...]) -> Judgement:
    """A strict minimum of the player's loss in its own variables, the others held: slope zero, Hessian definite."""
    others = {s: v for s, v in here.items() if s not in player.variables}
    moving = _at_rest(player, player.loss.xreplace(others), here, given)
    if moving is not None:
        return moving
    own_hessian = _hessian(player, player, player, here)
    return _definite(own_hessian, player.variables, given, f"the own Hessian of {player.name!r}")


def _at_rest(player: Player, loss: Any, here: Mapping[Any, Any], given: tuple[Any, ...]) -> Judgement | None:
    """None when the loss in the own variables is smooth near the point and has slope zero there."""
    own = {v: here[v] for v in player.variables}
    problem = _rough(player, loss, own, given)
    if problem:
        return Judgement(Outcome.UNDECIDED, problem)
    slope = [loss.diff(v) for v in player.variables]
    return _moving(f"the own slope of {player.name!r}", player.variables, slope, own, given)


def _rough(player: Player, loss: Any, here: Mapping[Any, Any], given: tuple[Any, ...]) -> str:
    """Why second derivatives of the loss may not exist at the point; empty when they do."""
    try:
        check_smooth(loss, here, given, f"the second derivatives of the loss of {player.name!r}")
    except NotApplicable as kink:
        return f"the loss of {player.name!r} is not shown to be smooth there: {kink.found}"
    return ""


def _moving(
    what: str, variables: tuple[Any, ...], slope: list[Any], here: Mapping[Any, Any], given: tuple[Any, ...]
) -> Judgement | None:
    """None when the slope is proven to vanish at the point."""
    rests = rests_at(here, slope, given)
    if rests:
        return None
    values = [s.xreplace(here).expand() for s in slope]
    shown = ", ".join(map(str, values))
    if rests is None:
        return Judgement(Outcome.UNDECIDED, f"{what} at the point, ({shown}), is not shown to vanish")
    down = tuple((v, -s) for v, s in zip(variables, values, strict=True) if s != 0)
    return Judgement(Outcome.REFUTED, f"{what} does not vanish at the point: it is ({shown})", down)


def _hessian(owner: Player, row: Player, column: Player, here: Mapping[Any, Any]) -> Any:
    """Second derivatives of the owner's loss, rows and columns in the variables of two players."""
    entries = [[owner.loss.diff(a, b).xreplace(here) for b in column.variables] for a in row.variables]
    return ImmutableDenseMatrix(entries)


def _leads(leader: Player, follower: Player, here: Mapping[Any, Any], given: tuple[Any, ...]) -> Judgement:
    """The follower has a strict best response nearby, and along it the leader has a strict minimum.

    With y = r(x) from d_y f = 0, r' = -F_yy^-1 F_yx, and the total second derivative of the leader's loss L is
    L_xx + L_xy r' + r'^T L_yx + r'^T L_yy r' + (L_y) r''; at a rest point of a zero-sum game L_y = 0.  For general-sum
    losses L_y need not vanish, and the curvature of r enters: then nothing is claimed.
    """
    below = _minimal(follower, here, given)
    if not below:
        return below
    for player in (follower, leader):
        problem = _rough(player, player.loss, here, given)
        if problem:
            return Judgement(Outcome.UNDECIDED, problem)
    slope = [leader.loss.diff(y) for y in follower.variables]
    if not rests_at(here, slope, given):
        return Judgement(
            Outcome.UNDECIDED,
            "the leader's loss has a slope in the follower's variables, or is not shown to have none: the curvature "
            "of the best response would decide",
        )
    own = [leader.loss.diff(x) for x in leader.variables]
    moving = _moving(f"the slope of {leader.name!r} along the best response", leader.variables, own, here, given)
    if moving is not None:
        return moving
    response = -Matrix(_hessian(follower, follower, follower, here)).LUsolve(_hessian(follower, follower, leader, here))
    mixed = Matrix(_hessian(leader, leader, follower, here))
    total = Matrix(_hessian(leader, leader, leader, here)) + mixed * response + response.T * mixed.T
    total += response.T * Matrix(_hessian(leader, follower, follower, here)) * response
    return _definite(
        total.applyfunc(lambda e: e.cancel()),
        leader.variables,
        given,
        f"the total Hessian of {leader.name!r} along the best response",
    )


def _definite(matrix: Any, variables: tuple[Any, ...], given: tuple[Any, ...], what: str) -> Judgement:
    """Sylvester's criterion; the first minor that is not positive gives a direction of non-positive curvature."""
    table = Matrix(matrix)
    for k in range(1, table.rows + 1):
        minor = table[:k, :k].det(method="berkowitz").expand()
        if sign_set(minor, given) == POSITIVE or (minor.free_symbols and holds(minor > 0, given)):
            continue
        if 1 in sign_set(minor, given):
            return Judgement(Outcome.UNDECIDED, f"{what}: the sign of its leading minor {minor} is open")
        return Judgement(
            Outcome.REFUTED,
            f"{what} is not positive definite: a leading minor is {minor}",
            _direction(table, k, variables),
        )
    return Judgement(Outcome.PROVEN, f"{what} is positive definite (Sylvester)")


def _direction(table: Any, k: int, variables: tuple[Any, ...]) -> tuple[tuple[Any, Any], ...]:
    """v with v^T A v = det_k / det_(k-1) <= 0, where the smaller minors are positive."""
    last = [table[0, 0] * 0 + 1]
    head = list(-(table[: k - 1, : k - 1].LUsolve(table[: k - 1, k - 1 : k]))) if k > 1 else []
    components = head + last + [0] * (table.rows - k)
    return tuple((s, c) for s, c in zip(variables, components, strict=True) if c != 0)


def _all(judged: list[Judgement]) -> Judgement:
    worst = min(judged, key=lambda j: (Outcome.REFUTED, Outcome.UNDECIDED, Outcome.PROVEN).index(j.outcome))
    return (
        worst if not worst else Judgement(Outcome.PROVEN, "every player's own Hessian is positive definite (Sylvester)")
    )


def _locally_minimal(player: Player, here: Mapping[Any, Any], given: tuple[Any, ...]) -> Judgement:
    """A minimum of the loss in the own variables, the others held: slope zero, and convex near the point.

    Where the Hessian in the own variables is positive semidefinite wherever it is defined, it is so near the point;
    where some u^T H u < 0 at the point, u leads down.
    """
    variables = player.variables
    loss = player.loss.xreplace({s: v for s, v in here.items() if s not in variables})
    moving = _at_rest(player, loss, here, given)
    if moving is not None:
        return moving
    table = Matrix([[loss.diff(a, b) for b in variables] for a in variables])
    down = _downwards(table.xreplace(dict(here)), variables, given)
    if down:
        return Judgement(Outcome.REFUTED, f"the own Hessian of {player.name!r} has a negative direction", down)
    if len(variables) > _MINORS and not table.is_zero_matrix:
        return Judgement(Outcome.UNDECIDED, f"the minors of the own Hessian of {player.name!r} are too many")
    if all(_not_negative(m, given) for m in _principal(table)):
        return Judgement(Outcome.PROVEN, f"the loss of {player.name!r} is convex in its own variables")
    return Judgement(Outcome.UNDECIDED, f"whether the loss of {player.name!r} is convex in its own variables is open")


def _principal(table: Any) -> Iterator[Any]:
    """All principal minors: not negative exactly for a positive semidefinite matrix."""
    if table.is_zero_matrix:
        return
    for size in range(1, table.rows + 1):
        for rows in combinations(range(table.rows), size):
            yield table.extract(list(rows), list(rows)).det(method="berkowitz").expand()


def _not_negative(minor: Any, given: tuple[Any, ...]) -> bool:
    """Proven; the sign of an integral is read off its integrand: every trial point of a proof would cost one."""
    if -1 not in sign_set(minor, given):
        return True
    return bool(minor.free_symbols and not minor.has(Expectation) and holds(minor >= 0, given))


def _downwards(table: Any, variables: tuple[Any, ...], given: tuple[Any, ...]) -> tuple[tuple[Any, Any], ...]:
    """A direction u with u^T A u < 0, from one or two coordinates; () when none is seen."""
    for v, entry in zip(variables, table.diagonal(), strict=True):
        if sign_set(entry, given) == NEGATIVE:
            return ((v, Integer(1)),)
    for i, j in combinations(range(table.rows), 2):
        a, b, d = table[i, i], table[i, j], table[j, j]
        if sign_set((a * d - b**2).expand(), given) != NEGATIVE:
            continue
        if sign_set(a, given) == POSITIVE:
            return ((variables[i], -b / a), (variables[j], Integer(1)))
        if sign_set(a, given) == ZERO:
            return ((variables[i], -(d + 1) / (2 * b)), (variables[j], Integer(1)))
    return ()


def _weak(judged: list[Judgement]) -> Judgement:
    worst = min(judged, key=lambda j: (Outcome.REFUTED, Outcome.UNDECIDED, Outcome.PROVEN).index(j.outcome))
    return (
        worst if not worst else Judgement(Outcome.PROVEN, "every player is at a minimum of its loss; " + worst.argument)
    )


def _strict(game: Game, nash: Judgement, here: Mapping[Any, Any]) -> Judgement:
    """REFUTED by a line of own choices along which a player's loss is constant, from a null vector of its Hessian."""
    if nash:
        return nash
    for player in game.players:
        own = player.variables
        loss = player.loss.xreplace({s: v for s, v in here.items() if s not in own})
        slope = [loss.diff(v) for v in own]
        table = Matrix([[e.diff(v) for v in own] for e in slope]).xreplace(dict(here))
        for step in table.nullspace():
            along = Add(*(a * b for a, b in zip(slope, step, strict=True))).expand()
            if along == 0:
                line = tuple((v, c) for v, c in zip(own, step, strict=True) if c != 0)
                return Judgement(Outcome.REFUTED, f"the loss of {player.name!r} is constant along a line", line)
    return Judgement(Outcome.UNDECIDED, "no positive definite Hessian, and no line along which a loss is constant")
