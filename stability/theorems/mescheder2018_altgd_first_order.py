"""Alternating gradient descent is, to first order in the step, a flow with rescaled rates."""

from sympy import Matrix, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import linear_field_game
from stability.theorem import FirstOrderInStep, Theorem
from stability.theorem.sources import MESCHEDER2018

a, b, c, d = symbols("a b c d", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2018_altgd_first_order",
    source=f"{MESCHEDER2018}, cf. Lemma A.5 and Lemma A.6",
    statement=r"The update matrix of alternating gradient descent is $F' = I + h\,\mathrm{diag}(n_g, n_d)\, v' + "
    r"O(h^2)$; checked for $n_g = 2$, $n_d = 3$ and every $2 \times 2$ matrix $v'$.",
    hypotheses=(),
    subject=(linear_field_game([[a, b], [c, d]]), AlternatingGD(h, n_g=2, n_d=3)),
    claim=FirstOrderInStep(h, Matrix([[2 * a, 2 * b], [3 * c, 3 * d]])),
    label="R23",
)
