"""That the outcome does not depend on the rule for crossing endpoints, which is wrong."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import RunsAgree, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_collapse_any_convention",
    source=f"{LI2018}, cf. the figure on discriminator collapse; the rule for crossing endpoints is not stated",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, where $10{,}000$ simultaneous steps of $\frac{1}{10}$ end does not depend on the rule for crossing "
    r"endpoints.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunsAgree(
        (Simultaneous(), Simultaneous(Crossing.MIDPOINT), Simultaneous(Crossing.FREEZE), Simultaneous(Crossing.SORT)),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        10_000,
        Rational(1, 10),
    ),
    expected="REFUTED",
    erratum="Without a rule the run diverges, frozen intervals collapse to one mode, projection to the midpoint finds "
    "the target, and sorting ends near it: the rule belongs to the statement.",
    label="C10 (Li 2018)",
)
