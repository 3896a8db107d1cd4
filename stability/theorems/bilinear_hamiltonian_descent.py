"""Descent on the squared field converges, to equilibria and to what is none."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import JacobianIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
c = Symbol("c", positive=True)
field = (-c * psi, c * theta)
energy = (field[0] ** 2 + field[1] ** 2) / 2

theorem = Theorem(
    name="bilinear_hamiltonian_descent",
    source=DERIVED,
    statement=r"Descent on $\frac12 |v|^2$ has the Jacobian $-c^2 I$ on the bilinear game and converges.",
    hypotheses=(),
    subject=System(
        Time.CONTINUOUS,
        (theta, psi),
        (-energy.diff(theta), -energy.diff(psi)),
        name="bilinear game, descent on the squared field",
    ),
    claim=(JacobianIs([[-(c**2), 0], [0, -(c**2)]]), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    label="X12",
)
