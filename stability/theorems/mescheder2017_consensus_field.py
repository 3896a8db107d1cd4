"""The Jacobian of consensus optimization at a zero of the field, in a general-sum game."""

from sympy import Matrix, Symbol, eye, symbols

from stability.games import linear_field_game
from stability.regularizers import ConsensusPenalty
from stability.theorem import ChangeIs, JacobianIs, Theorem
from stability.theorem.sources import MESCHEDER2017

a, b, c, d = symbols("a b c d", real=True)
x, y = symbols("x_1 x_2", real=True)
gamma = Symbol("gamma", positive=True)
field = Matrix([[a, b], [c, d]])
jacobian = (eye(2) - gamma * field.T) * field
moved = jacobian * Matrix([x, y])

theorem = Theorem(
    name="mescheder2017_consensus_field",
    source=f"{MESCHEDER2017}, cf. Lemma 6",
    statement=r"Consensus optimization follows $w = (I - \gamma v'^T) v$, whose Jacobian at a zero of $v$ is $(I - "
    r"\gamma v'^T) v'$; checked for every linear field in the plane, zero-sum or not.",
    hypotheses=(),
    subject=ConsensusPenalty(gamma)(linear_field_game(field)),
    claim=(
        JacobianIs(jacobian.applyfunc(lambda e: e.expand())),
        ChangeIs(x, moved[0].expand()),
        ChangeIs(y, moved[1].expand()),
    ),
    label="R22",
)
