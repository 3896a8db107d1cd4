"""In the plane consensus optimization keeps stability, also in general-sum games."""

from sympy import Symbol, symbols

from stability.games import linear_field_game
from stability.regularizers import ConsensusPenalty
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import DERIVED

a, b, c, d = symbols("a b c d", real=True)
gamma = Symbol("gamma", positive=True)

theorem = Theorem(
    name="mescheder2017_consensus_plane",
    source=DERIVED,
    statement=r"If both eigenvalues of a real $2 \times 2$ matrix $A$ have negative real part, so do those of $A - "
    r"\gamma A^T A$ for every $\gamma > 0$: the trace is $\mathrm{tr} A - \gamma |A|_F^2 < 0$ and the determinant "
    r"$\det A\, (1 - \gamma \mathrm{tr} A + \gamma^2 \det A) > 0$.",
    hypotheses=(a + d < 0, a * d - b * c > 0),
    subject=ConsensusPenalty(gamma)(linear_field_game([[a, b], [c, d]])),
    claim=LocationIs(2, 0, 0),
    label="R22",
)
