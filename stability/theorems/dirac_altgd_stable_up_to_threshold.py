"""Being on the unit circle is not stability: the threshold itself."""

from sympy import Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_stable_up_to_threshold",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5, read as a statement about stability",
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN is stable at the equilibrium for every $h "
    r"\le 2$, since its eigenvalues are on the unit circle.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h)),
    claim=StabilityIs(Stability.STABLE, condition=h <= 2),
    expected="REFUTED",
    erratum=r"At $h = 2$ the eigenvalue $-1$ has a Jordan block: iterates of this linear map grow linearly. The "
    r"strict inequality $h < 2$ is needed.",
    label="R04",
)
