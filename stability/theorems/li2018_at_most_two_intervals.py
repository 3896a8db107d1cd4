"""The optimal discriminator of the two-Gaussian GAN is a union of at most two intervals."""

from stability.theorem import LargestNumberOfIntervals, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_at_most_two_intervals",
    source=f"{LI2018}, cf. section 2; the proof by Descartes' rule for sums of exponentials",
    statement=r"For all means $\mu^*_1, \mu^*_2, \mu_1, \mu_2$ the set $p^* > p_\mu$ is a union of at most two "
    r"intervals of the extended line, so that such a discriminator attains $\max_D L = 1 + \mathrm{TV}(p^*, "
    r"p_\mu)$. With T for a mean of the target and G for one of the generator, $p^* - p_\mu$ has exactly one zero "
    r"in the order TTGG, two in the order TGGT, and one or three in the order TGTG.",
    hypotheses=(),
    subject=Static("Two equal mixtures of two unit Gaussians"),
    claim=LargestNumberOfIntervals(2, 2, 2, {"TTGG": (1,), "TGGT": (2,), "TGTG": (1, 3)}),
    label="B2",
)
