"""Descent on the squared field also converges to the worst point of both players."""


from stability.clock import Time
from stability.games import linear_field_game
from stability.system import System, gradient_field
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

flow = gradient_field(linear_field_game([[1, 0], [0, 2]]))
energy = sum(v**2 for v in flow.rhs) / 2

theorem = Theorem(
    name="hamiltonian_descent_at_a_maximum",
    source=DERIVED,
    statement=r"Descent on $\frac12 |v|^2$ converges only where the game is stable; for instance not at the origin "
    r"of the game with $v = (x_1, 2 x_2)$, where each player's loss is greatest.",
    hypotheses=(),
    subject=System(
        Time.CONTINUOUS,
        flow.state,
        tuple(-energy.diff(s) for s in flow.state),
        name="descent on the squared field at a maximum of both losses",
    ),
    claim=StabilityIs(Stability.UNSTABLE),
    expected="REFUTED",
    erratum=r"It descends to every zero of the field, good or bad: here to the point that both players flee.",
    label="X12",
)
