"""The type of a rest point in the game itself, beside its stability under a dynamics.

All notions are the strict second-order ones: they are open conditions, decided exactly, with a direction as witness
when they fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import ImmutableDenseMatrix, Matrix

from stability.algebra.conditions import POSITIVE, Outcome, holds, sign_set
from stability.game import Game, Player


@dataclass(frozen=True)
class Judgement:
    """outcome with its argument; witness: pairs (variable, component) of a direction in which the condition fails."""

    outcome: Outcome
    argument: str
    witness: tuple[tuple[Any, Any], ...] = ()

    def __bool__(self) -> bool:
        return self.outcome is Outcome.PROVEN


@dataclass(frozen=True)
class SolutionType:
    """nash: every player's own Hessian is positive definite (differential Nash: a strict local Nash equilibrium).

    minimax: for zero-sum games of two players, the first one leading: the follower's own Hessian is positive definite
    and so is the leader's Schur complement (strict local minimax point).  stackelberg: the same for general-sum
    losses, through the follower's implicit best response, one Judgement per leader.  Games with other than two players
    have no leader: these fields are None and ().
    """

    nash: Judgement
    minimax: Judgement | None
    stackelberg: tuple[tuple[str, Judgement], ...]

    @property
    def name(self) -> str:
        """The strongest type that is proven."""
        if self.nash:
            return "strict local Nash"
        if self.minimax:
            return "strict local minimax"
        leaders = [leader for leader, judged in self.stackelberg if judged]
        return f"strict local Stackelberg, {leaders[0]} leading" if leaders else "none of the strict second-order types"


def solution_type(game: Game, point: Mapping[Any, Any], assumptions: Iterable[Any] = ()) -> SolutionType:
    """The type of ``point``, a rest point of the game, from exact second derivatives of the losses.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> saddle = Game.zero_sum("g", -x**2 + 4*x*y - y**2, ("min", x), ("max", y))
    >>> solution_type(saddle, {x: 0, y: 0}).name                # the leader alone would rather move away
    'strict local minimax'

    References: Ratliff, Burden, Sastry 2016 (differential Nash); Jin, Netrapalli, Jordan 2020 (local minimax);
    Fiez, Chasnov, Ratliff 2020 (Stackelberg).
    """
    here, given = dict(point), (*game.assumptions, *assumptions)
    nash = _all(
        [_definite(_hessian(p, p, p, here), p.variables, given, f"the own Hessian of {p.name!r}") for p in game.players]
    )
    if len(game.players) != 2:
        return SolutionType(nash, None, ())
    first, second = game.players
    leading = tuple((a.name, _leads(a, b, here, given)) for a, b in ((first, second), (second, first)))
    zero_sum = (first.loss + second.loss).expand() == 0
    return SolutionType(nash, leading[0][1] if zero_sum else None, leading)


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
    below = _definite(
        _hessian(follower, follower, follower, here), follower.variables, given, f"the own Hessian of {follower.name!r}"
    )
    if not below:
        return below
    slope = [leader.loss.diff(y).xreplace(here).expand() for y in follower.variables]
    if any(s != 0 for s in slope):
        return Judgement(
            Outcome.UNDECIDED,
            "the leader's loss has a slope in the follower's variables: the curvature of the best "
            "response would decide",
        )
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
