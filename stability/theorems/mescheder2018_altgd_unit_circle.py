"""Alternating gradient descent: on the unit circle up to a threshold, then unstable."""

from sympy import Symbol

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
h = Symbol("h", positive=True)
alpha2 = h**2 * c**2

theorem = Theorem(
    name="mescheder2018_altgd_unit_circle",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5",
    statement=r"For $\alpha = h |f'(0)| \le 2$ both eigenvalues of alternating gradient descent at the equilibrium "
    r"of the Dirac-GAN are on the unit circle; for $\alpha > 2$ one real eigenvalue is outside.",
    hypotheses=(),
    subject=(dirac_gan(), AlternatingGD(h)),
    claim=(LocationIs(0, 2, 0, condition=alpha2 <= 4), LocationIs(1, 0, 1, condition=alpha2 > 4)),
    label="R04",
)
