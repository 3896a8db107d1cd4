"""A generated point without a true point runs away at a constant speed."""

from sympy import Integer, Rational

from stability.theorem import Static, Theorem, WaveSpeed
from stability.theorem.sources import BECKER2022

theorem = Theorem(
    name="becker2022_travelling_wave",
    source=f"{BECKER2022}, the flow of small steps; wave derived for this project",
    statement=r"$y = v t$ solves the equations of a lone generated point exactly when $1 = \mu q^2 \kappa I(v)$ "
    r"with $I(v) = \int_0^\infty s\, e^{-\lambda s - \kappa v^2 s^2/2}\, ds$. For $\lambda = 1/2$, $\kappa = \mu = "
    r"q = 1$ there is one speed. This is what divergence looks like in this model: bounded velocity, no exponential "
    r"growth. The alternating iteration moves at a speed that differs by an error of first order in the step.",
    hypotheses=(),
    subject=Static("a generated point without a true point"),
    claim=WaveSpeed(
        Rational(1, 2),
        Integer(1),
        Integer(1),
        Integer(1),
        "0.656100081779221334808608764481438695",
        steps=((Rational(1, 50), "0.65413"), (Rational(1, 100), "0.65512")),
    ),
    label="K5",
)
