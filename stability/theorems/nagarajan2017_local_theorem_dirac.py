"""A trap: the Dirac-GAN fails the assumption on the supports."""

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import LocalHypotheses, Theorem
from stability.theorem.sources import NAGARAJAN2017

theorem = Theorem(
    name="nagarajan2017_local_theorem_dirac",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 without its assumption on the supports",
    statement=r"The Dirac-GAN, $D(x) = \psi x$, data $\delta_0$ and $G = \delta_\theta$, satisfies the hypotheses of "
    r"the local theorem, with $K_{DD}$ of rank $0$ and $K_{DG}$ of rank $1$.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=LocalHypotheses((0, 1)),
    expected="REFUTED",
    erratum=r"$K_{DD} = 0$: every discriminator vanishes on the data, but $D(x) = \psi x$ does not on the generated "
    r"points $\theta \ne 0$, which assumption IV excludes.",
    label="A3, A4",
)
