"""A trap: with normal data and affine T the Jensen-Shannon f-GAN has no value away from its equilibrium."""

from sympy import Rational, log, symbols

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import FGAN

psi, x = symbols("psi x", real=True)

theorem = Theorem(
    name="fgan_local_law_jensen_shannon_normal_data",
    source=f"{FGAN}, section 2 for the conjugate; the table of results this project started from",
    statement=r"The f-GAN of the Jensen-Shannon divergence with affine $T = \psi x$ is defined near its equilibrium "
    r"for data $N(0, 1)$ too: for small $\psi > 0$ every $x$ in the support has $T(x) < \ln 2$, as $f^*(t) = -\ln(2 - "
    r"e^t)$ needs.",
    hypotheses=(psi > 0, psi < Rational(1, 3)),
    subject=Static("T = psi x at the points x of the support of N(0, 1), the whole line"),
    claim=Holds(psi * x < log(2)),
    expected="REFUTED",
    erratum=r"$T$ leaves the domain of $f^*$ with positive probability for every $\psi \ne 0$: the value is undefined, "
    r"and there is nothing to differentiate. The local law $s^2 + s/f''(1) + 1$ of this divergence (and of "
    r"Hellinger's) is right for data in a bounded set, or for a $T$ that an activation keeps inside the domain.",
    label="C16",
)
