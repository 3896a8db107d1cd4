"""The flow of the non-saturating Dirac-GAN converges from every start, for every concave f."""

from sympy import symbols

from stability import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.theorem import AttractingThrough, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi, t = symbols("theta psi t", real=True)

theorem = Theorem(
    name="mescheder2018_non_saturating_attracting",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN; the proof is derived here",
    statement=r"If $f'' < 0$ and $f'$ is nowhere zero, the flow of the non-saturating Dirac-GAN converges to the "
    r"equilibrium from every start: $V = \frac12 (\theta^2 + \psi^2)$ has $V' = u\,g(u)$, $u = \theta\psi$, with "
    r"$g(t) = f'(t) - f'(-t)$ strictly decreasing, and no other trajectory stays on $u = 0$.",
    hypotheses=(Fact("f", order=2, at=None, sign="negative"),),
    subject=dirac_gan(saturating=False),
    claim=AttractingThrough((theta**2 + psi**2) / 2, theta * psi, Jet("f", 1, t) - Jet("f", 1, -t), t),
    label="R07",
)
