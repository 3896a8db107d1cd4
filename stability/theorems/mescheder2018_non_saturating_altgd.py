"""Alternating gradient descent on the non-saturating Dirac-GAN converges, slower than any exponential."""

from sympy import Integer, Symbol, symbols

from stability import Fact
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import LyapunovCoefficient, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
c, d = Jet("f", 1, Integer(0)), Jet("f", 2, Integer(0))

theorem = Theorem(
    name="mescheder2018_non_saturating_altgd",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN; the coefficient is derived here",
    statement=r"Alternating gradient descent on the non-saturating Dirac-GAN with $h |f'(0)| < 2$: with $I = "
    r"\theta^2 + \psi^2 - h f'(0)\,\theta\psi$ some polynomial $V = I + \ldots$ changes by $\frac{2 h f''(0)}{4 - "
    r"h^2 f'(0)^2} I^2 + \ldots$ per iteration. For $f''(0) < 0$ the equilibrium attracts, with $I$ of order $1/k$.",
    hypotheses=(Fact("f", order=2, at=0, sign="negative"), h * c < 2, h * c > -2),
    subject=(dirac_gan(saturating=False), AlternatingGD(h)),
    claim=LyapunovCoefficient(
        theta**2 + psi**2 - h * c * theta * psi, 2, 2 * h * d / (4 - h**2 * c**2)
    ),
    label="R07",
)
