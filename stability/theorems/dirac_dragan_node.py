"""When the wrong point of DRAGAN is a node of its own side."""

from sympy import Rational, Symbol, exp, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import EigenvaluesAt, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
slope = 1 / (1 + exp(theta * psi))
at = ((theta, -2 * gamma * g0), (psi, gamma * 0))
damping = gamma + gamma**2 * g0**2
root = sqrt(damping**2 - 1)

theorem = Theorem(
    name="dirac_dragan_node",
    source=DERIVED,
    statement=r"On $\psi > 0$ the logistic Dirac-GAN with the DRAGAN penalty is a smooth flow whose rest point "
    r"$(-2\gamma g_0, 0)$ has the eigenvalues $\frac12 (-m \pm \sqrt{m^2 - 1})$, $m = \gamma + \gamma^2 g_0^2$: it "
    r"is a node of this flow if and only if $\gamma + \gamma^2 g_0^2 \ge 1$. For $\gamma = \frac45$, $g_0 = "
    r"\frac7{10}$ both eigenvalues are real.",
    hypotheses=(),
    subject=System(
        Time.CONTINUOUS,
        (theta, psi),
        (-psi * slope, theta * slope - gamma * (psi - g0)),
        name="the side psi > 0 of the Dirac-GAN with the DRAGAN penalty",
    ),
    claim=(
        SpectrumIs(((-damping + root) / 2, (-damping - root) / 2), at),
        EigenvaluesAt(
            {gamma: Rational(4, 5), g0: Rational(7, 10)},
            (("-0.3118", "0"), ("-0.8018", "0")),
            at=((theta, Rational(-28, 25)), (psi, Rational(0))),
        ),
    ),
    label="R10",
)
