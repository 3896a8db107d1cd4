"""Players, discriminators and games; regularizers turn a game into a game.

The one sign convention of this package: **every player minimizes its own loss**, and the field of a game is
v = (-d loss_1/d x_1, ..., -d loss_n/d x_n) in the order of the players.  A player who maximizes V has loss -V.
"""

from stability.game.critic import Discriminator
from stability.game.player import Player
from stability.game.record import Game
from stability.game.regularizer import AbstractRegularizer

__all__ = ["AbstractRegularizer", "Discriminator", "Game", "Player"]
