"""What decides alternating gradient descent on the Dirac-GAN, whose eigenvalues lie on the unit circle."""

from sympy import Rational, Symbol, symbols

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import LyapunovCoefficient, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
c, e = Jet("f", 1, Rational(0)), Jet("f", 3, Rational(0))

theorem = Theorem(
    name="dirac_altgd_lyapunov_coefficient",
    source=f"{DERIVED}; decides what the papers leave open",
    statement=r"Alternating gradient descent on the Dirac-GAN, $0 < h|f'(0)| < 2$, off the low-order resonances: with "
    r"$I = \theta^2 + \psi^2 - h f'(0)\,\theta\psi$ some polynomial $V = I + \ldots$ changes by $-\frac{2 h^2 f'(0) "
    r"f'''(0)}{(4 - h^2 f'(0)^2)^2} I^3 + \ldots$ per iteration. So the equilibrium attracts if $f'(0) f'''(0) > 0$ "
    r"and repels if $f'(0) f'''(0) < 0$.",
    hypotheses=(h * c < 2, h * c > -2),
    subject=(dirac_gan(), AlternatingGD(h)),
    claim=LyapunovCoefficient(
        theta**2 + psi**2 - h * c * theta * psi, 3, -2 * h**2 * c * e / (4 - h**2 * c**2) ** 2
    ),
    label="R06",
)
