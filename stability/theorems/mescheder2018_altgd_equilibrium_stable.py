"""Is the equilibrium stable under alternating gradient descent?  The spectrum alone does not say."""

from sympy import Rational

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_altgd_equilibrium_stable",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5, read as a statement about the nonlinear map",
    statement=r"Alternating gradient descent with $h = \frac15$ on the logistic Dirac-GAN, whose eigenvalues lie on "
    r"the unit circle, is unstable at the equilibrium, by the general analysis alone. (What decides it is the first "
    r"Lyapunov coefficient of the map that does not vanish, computed as a claim of its own.)",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(Rational(1, 5))),
    claim=StabilityIs(Stability.UNSTABLE),
    expected="UNDECIDED",
    label="R06",
)
