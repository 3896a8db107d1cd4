"""The same field with five generator steps for one of the discriminator, in the limit of small steps."""

from sympy import I, Integer, Rational, sqrt

from stability.clock import Time
from stability.dynamics import TwoTimeScale
from stability.games import linear_field_game
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

turn = sqrt(131) * I / 2

theorem = Theorem(
    name="mescheder2018_altgd_small_step_rescaled",
    source=DERIVED,
    statement=r"$\mathrm{diag}(5, 1) \begin{pmatrix} 1 & -3 \\ 3 & -2 \end{pmatrix}$ has the eigenvalues $\frac32 \pm "
    r"\frac{\sqrt{131}}2 i$: the flow with these rates is unstable.",
    hypotheses=(),
    subject=(linear_field_game([[1, -3], [3, -2]]), TwoTimeScale(Integer(5), Integer(1), time=Time.CONTINUOUS)),
    claim=(
        SpectrumIs((Rational(3, 2) + turn, Rational(3, 2) - turn)),
        StabilityIs(Stability.UNSTABLE),
    ),
    label="R23",
)
