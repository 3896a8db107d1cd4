"""Alternating gradient descent with different numbers of steps, without a hypothesis on the rescaled field."""

from sympy import Rational, Symbol

from stability.dynamics import AlternatingGD
from stability.games import linear_field_game
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2018_altgd_small_step_as_recalled",
    source=f"{MESCHEDER2018}, cf. Lemma A.5 and Lemma A.6, as recalled",
    statement=r"If every eigenvalue of $v'$ has negative real part, alternating gradient descent with fixed numbers "
    r"of steps $n_g$, $n_d$ converges locally for small $h$; for instance for $v' = \begin{pmatrix} 1 & -3 \\ 3 & -2 "
    r"\end{pmatrix}$, $n_g = 5$, $n_d = 1$ and $h < \frac1{100}$.",
    hypotheses=(h < Rational(1, 100),),
    subject=(linear_field_game([[1, -3], [3, -2]]), AlternatingGD(h, n_g=5)),
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE),
    expected="REFUTED",
    erratum=r"For $n_g \ne n_d$ it is $\mathrm{diag}(n_g, n_d)\, v'$ that needs eigenvalues with negative real part: "
    r"a positive diagonal rescaling of $v'$ can lose them.",
    label="R23",
)
