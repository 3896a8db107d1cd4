"""A trap: instance noise is not a remedy for every objective."""

from sympy import Symbol

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import InstanceNoise
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

s = Symbol("s", positive=True)

theorem = Theorem(
    name="instance_noise_wasserstein_stabilises",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2 without its hypothesis on f''(0)",
    statement=r"Instance noise makes the equilibrium of the Dirac-GAN exponentially stable for every objective with "
    r"$f'(0) \ne 0$, for instance for the Wasserstein objective.",
    hypotheses=(),
    subject=InstanceNoise(s)(dirac_gan(wasserstein)),
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE),
    expected="REFUTED",
    erratum=r"It needs $f''(0) < 0$. The Wasserstein objective is linear, so that noise of mean zero leaves the game "
    r"as it is, with the eigenvalues $\pm i$ and a conserved energy.",
    label="R11",
)
