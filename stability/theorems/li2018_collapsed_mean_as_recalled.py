"""The best collapsed generator is not always at the mean of the target."""

from sympy import Integer

from stability.theorem import BestCollapsedMean, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_collapsed_mean_as_recalled",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; as recalled",
    statement=r"A collapsed generator is closest to the target when its mean is that of the target; for $\mu^* = "
    r"(-2, 2)$ no generator $(c, c)$ has a smaller total variation than $(0, 0)$.",
    hypotheses=(),
    subject=Static("Total variation at a collapsed generator"),
    claim=BestCollapsedMean((Integer(-2), Integer(2)), Integer(0)),
    expected="REFUTED",
    erratum=r"The mean is a local maximum of the total variation for $\mu^* = (-2, 2)$; there are better collapsed "
    r"generators, such as the stationary points $c = \pm 1.59798\ldots$",
    label="C8 (Li 2018)",
)
