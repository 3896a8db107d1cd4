"""A very slowly converging orbit of alternating gradient descent, simulated."""

from sympy import Lambda, Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 2)
cubic = Lambda(t, t + t**3 / 6)
invariant = theta**2 + psi**2 - h * theta * psi
start = ((theta, Rational(1, 2)), (psi, Rational(0)))

theorem = Theorem(
    name="dirac_altgd_cubic_run",
    source=DERIVED,
    statement=r"For $f'(u) = 1 + u^2/2$ and $h = \frac12$ alternating gradient descent from $(\frac12, 0)$ has "
    r"$I^{-2} = 51.651$ after 500 iterations and $2861.084$ after 40000: it grows by $2809.43$, where $39500 \cdot "
    r"\frac{16}{225} = 2808.89$ is predicted.",
    hypotheses=(),
    subject=(dirac_gan(cubic), AlternatingGD(h)),
    claim=(
        AlongOrbit(start, invariant**-2, 500, 500, mean="51.6511"),
        AlongOrbit(start, invariant**-2, 40000, 40000, mean="2861.084"),
    ),
    label="R06",
)
