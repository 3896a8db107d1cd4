"""A generated point without a true point stays, if the regularization is strong."""

from sympy import Integer, Rational

from stability.theorem import Static, Theorem, WaveSpeed
from stability.theorem.sources import BECKER2022

theorem = Theorem(
    name="becker2022_travelling_wave_none",
    source=f"{BECKER2022}, the flow of small steps; wave derived for this project",
    statement=r"For $\lambda = 3/2$, $\kappa = \mu = q = 1$ no speed $v > 0$ solves $1 = \mu q^2 \kappa I(v)$: $\mu "
    r"q^2 \kappa < \lambda^2 = 1/I(0)$ and $I$ decreases.",
    hypotheses=(),
    subject=Static("a generated point without a true point"),
    claim=WaveSpeed(Rational(3, 2), Integer(1), Integer(1), Integer(1), "0"),
    label="K5",
)
