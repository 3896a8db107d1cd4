"""The first version's abstract on unregularized training, read as a statement about every GAN."""

from stability.games import gaussian_mean_gan
from stability.objectives import logistic
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_abstract_v1_unregularized",
    source=f"{MESCHEDER2018}, abstract of the first version, 1801.04406v1",
    statement=r"Unregularized training ``is generally not convergent'', read as: for no GAN; for instance not for the "
    r"logistic GAN that learns the mean of a normal law with a linear discriminator.",
    hypotheses=(),
    subject=gaussian_mean_gan(logistic),
    claim=StabilityIs(Stability.STABLE),
    expected="REFUTED",
    erratum="Absolutely continuous laws can make unregularized training converge, as in this example. Versions 2 to "
    "4 say ``not always''.",
    label="R24",
)
