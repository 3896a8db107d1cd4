"""A trap: the local theorem without its assumption on the supports."""

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

theorem = Theorem(
    name="nagarajan2017_local_theorem_any_support",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 without its assumption on the supports",
    statement=r"Every realizable GAN with $f'(0) \ne 0 > f''(0)$ is locally exponentially stable, whatever the "
    r"supports of its laws; for instance the logistic Dirac-GAN.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE),
    expected="REFUTED",
    erratum=r"The data lie in one point, where every discriminator $\psi x$ vanishes: the eigenvalues are $\pm "
    r"\frac{i}{2}$.",
    label="A4, C5 (Nagarajan 2017)",
)
