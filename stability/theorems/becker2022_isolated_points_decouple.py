"""The isolated points model is a product over the neighbourhoods."""

from typing import Any

from sympy import Integer, Symbol, symbols

from stability.games import isolated_points_gan
from stability.system import gradient_field
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q, P, Q = symbols("lambda kappa mu p q P Q", positive=True)
s = Symbol("s")
game = isolated_points_gan([p, P], [[q], [Q]], lam=lam, kappa=kappa, mu=mu, features=2)
system = gradient_field(game)
heights = {system.state[2]: (p - q) / lam, system.state[4]: (P - Q) / lam}
at = tuple({**dict.fromkeys(system.state, Integer(0)), **heights}.items())


def pair(p: Any, q: Any) -> Any:
    """The factor of a neighbourhood."""
    return s**2 + (lam + mu * q * kappa * (p - q) / lam) * s + mu * kappa * q * p


theorem = Theorem(
    name="becker2022_isolated_points_decouple",
    source=f"{BECKER2022}, the isolated points model; spectrum derived for this project",
    statement=r"With $K = 0$ between different neighbourhoods, each neighbourhood with its own true and generated "
    r"mass contributes its own factor $s^2 + (\lambda + \mu q \kappa (p - q)/\lambda) s + \mu \kappa q p$ to the "
    r"characteristic polynomial: the system decouples.",
    hypotheses=(),
    subject=system,
    claim=FactorsAre(((pair(p, q), 1), (pair(P, Q), 1), (s + lam, 2)), s, at),
    label="K0",
)
