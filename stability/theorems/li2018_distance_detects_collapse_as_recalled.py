"""A tolerance in total variation as a test for mode collapse."""

from sympy import Rational

from stability.theorem import DistanceDetectsCollapse, Static, Theorem
from stability.theorem.sources import LI2018

half, tenth = Rational(1, 2), Rational(1, 10)

theorem = Theorem(
    name="li2018_distance_detects_collapse_as_recalled",
    source=f"{LI2018}, cf. the experiments on success probabilities; as recalled",
    statement=r"For $\mu^* = (-\frac12, \frac12)$ a generator with $\mathrm{TV}(p^*, p_\mu) < \frac{1}{10}$ has "
    r"both means within $\frac{1}{10}$ of those of the target.",
    hypotheses=(),
    subject=Static("Total variation between two mixtures"),
    claim=DistanceDetectsCollapse((-half, half), tenth, tenth),
    expected="REFUTED",
    erratum=r"The collapsed generator $(0, 0)$ has $\mathrm{TV} = 0.058\ldots$ and counts as a success: for this "
    r"target the means have to be compared.",
    label="C11 (Li 2018)",
)
