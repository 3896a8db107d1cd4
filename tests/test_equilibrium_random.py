"""Random polynomial games with equilibria known by construction: none lost, none invented."""

from __future__ import annotations

import pytest
from equilibrium_games import random_game
from sympy import Rational

from stability.clock import Time
from stability.equilibrium import Completeness, find_equilibria
from stability.system import System


def check(seed: int) -> None:
    """The exact set of points, and the hyperplane when there is one."""
    game = random_game(seed)
    found = find_equilibria(System(Time.CONTINUOUS, game.state, game.field))
    assert found.completeness is Completeness.PROVEN_COMPLETE, found.reason
    assert all(p.exact for p in found.points)
    isolated = [p for p in found.points if p.component is None]
    assert frozenset(tuple(v for _, v in p.point) for p in isolated) == game.points
    assert len(isolated) == len(game.points)
    if game.hyperplane is None:
        assert not found.components
    else:
        assert len(found.components) == 1
        component = found.components[0]
        assert component.dimension == len(game.state) - 1
        assert game.hyperplane.xreplace(dict(component.sample or ())) == 0


@pytest.mark.parametrize("seed", range(30))
def test_sample_of_games(seed: int) -> None:
    """Thirty games in every run."""
    check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30, 300))
def test_all_games(seed: int) -> None:
    """The other 270."""
    check(seed)


def test_a_lost_point_is_noticed() -> None:
    """The twin of the test above: a wrong expectation fails."""
    game = random_game(0)
    found = find_equilibria(System(Time.CONTINUOUS, game.state, game.field))
    wrong = game.points | {tuple(Rational(99) for _ in game.state)}
    assert frozenset(tuple(v for _, v in p.point) for p in found.points) != wrong
