"""The general analysis does not decide the non-saturating Dirac-GAN: its spectrum is imaginary."""

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_non_saturating_flow_verdict",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN",
    statement=r"The equilibrium of the logistic non-saturating Dirac-GAN is asymptotically stable, by the general "
    r"analysis of its flow alone. (A claim of its own proves it, with the Lyapunov function $\frac12 (\theta^2 + "
    r"\psi^2)$ whose derivative is no polynomial.)",
    hypotheses=(),
    subject=dirac_gan(logistic, saturating=False),
    claim=StabilityIs(Stability.ASYMPTOTICALLY_STABLE),
    expected="UNDECIDED",
    label="R07",
)
