"""The duality gap falls like exp(-t) along best-response dynamics of a zero-sum game."""

from sympy import Matrix, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import FICTITIOUS2018

x, y = (symbols(f"{letter}_1:4", real=True) for letter in "xy")
payoffs = Matrix(3, 3, symbols("a_11 a_12 a_13 a_21 a_22 a_23 a_31 a_32 a_33", real=True))
#: By symmetry of the labels, strategy 1 is the row player's best answer and strategy 2 the column player's.
best_row, best_column = (1, 0, 0), (0, 1, 0)
rhs = (*(b - s for b, s in zip(best_row, x, strict=True)), *(b - s for b, s in zip(best_column, y, strict=True)))
gap = (payoffs * Matrix(y))[0] - (Matrix([x]) * payoffs)[1]

theorem = Theorem(
    name="ge2018_duality_gap",
    source=f"{FICTITIOUS2018}; the continuous-time argument, cf. Hofbauer and Sorin 2006, Harris 1998",
    statement=r"In a zero-sum game with payoffs $A$ let $x' = b(y) - x$ and $y' = b(x) - y$, where $b$ is the best "
    r"answer. While the best answers are the pure strategies $i$ and $j$, the duality gap $W = (A y)_i - (x^T A)_j$ "
    r"satisfies $W' = -W$ for all $3 \times 3$ payoffs; $W$ is continuous where they change, so that $W(t) = W(0) "
    r"e^{-t}$.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, (*x, *y), rhs, name="best-response dynamics between two changes of the answers"),
    claim=ChangeIs(gap, -gap),
    label="W4",
)
