"""Momentum destabilises the flow of the bilinear game."""

from sympy import Rational, Symbol, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import CharacteristicAt, NumberIs, StabilityIs, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theta, psi, p, q = symbols("theta psi p q", real=True)
tau, c = Symbol("tau", positive=True), Symbol("c", positive=True)
s = Symbol("s", real=True)
root = sqrt(1 + 16 * tau**2 * c**2)
fastest = (-1 + sqrt((1 + root) / 2)) / (2 * tau)
slowest = (-1 - sqrt((1 + root) / 2)) / (2 * tau)
turn = (root - 1) / (8 * tau**2)  # the square of the imaginary part, of both pairs

theorem = Theorem(
    name="bilinear_momentum_flow",
    source=DERIVED,
    statement=r"With momentum of memory $\tau > 0$, $\tau x'' + x' = v(x)$, as in the limit of methods with a first "
    r"moment, the equilibrium of the bilinear game is unstable for every $\tau$: the largest real part is $\bigl(-1 "
    r"+ \sqrt{(1 + \sqrt{1 + 16 \tau^2 c^2})/2}\bigr)/(2\tau)$, $0.30024\ldots$ at $\tau = c = 1$.",
    hypotheses=(),
    subject=System(
        Time.CONTINUOUS,
        (theta, psi, p, q),
        (p, q, (-c * psi - p) / tau, (c * theta - q) / tau),
        name="bilinear game, flow with momentum",
    ),
    claim=(
        CharacteristicAt(
            ((s - fastest) ** 2 + turn, (s - slowest) ** 2 + turn), s, ((theta, 0), (psi, 0), (p, 0), (q, 0))
        ),
        StabilityIs(Stability.UNSTABLE),
        NumberIs(fastest, "0.30024259022012041915890982074952139", ((tau, Rational(1)), (c, Rational(1)))),
    ),
    label="X09",
)
