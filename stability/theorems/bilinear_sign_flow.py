"""The sign flow runs around a square for ever."""

from sympy import Integer, Symbol, sign, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import Arc, ExactOrbit, Theorem
from stability.theorem.arcs import T
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
size = Symbol("R", positive=True)
zero = Integer(0)
arcs = (
    Arc((size - T, T), size, sides=((theta, 1), (psi, 1))),
    Arc((-T, size - T), size, sides=((theta, -1), (psi, 1))),
    Arc((T - size, -T), size, sides=((theta, -1), (psi, -1))),
    Arc((T, T - size), size, sides=((theta, 1), (psi, -1))),
)

theorem = Theorem(
    name="bilinear_sign_flow",
    source=DERIVED,
    statement=r"The limit of small steps of sign descent (and of methods that normalise each coordinate) on the "
    r"bilinear game, $\theta' = -\operatorname{sign} \psi$, $\psi' = \operatorname{sign} \theta$, runs from $(R, 0)$, "
    r"$R > 0$, around the square $|\theta| + |\psi| = R$ and is back after the time $4R$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (theta, psi), (-sign(psi), sign(theta)), name="bilinear game, sign flow"),
    claim=ExactOrbit((size, zero), arcs, (size, zero), 4 * size),
    label="X10",
)
