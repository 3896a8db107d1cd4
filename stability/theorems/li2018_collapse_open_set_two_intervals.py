"""An open set of starts from which both intervals of the discriminator collapse far from the target."""

from sympy import Rational

from stability.games import two_gaussians_gan
from stability.system import gradient_field
from stability.theorem import NarrowIntervalsVanish, Theorem
from stability.theorem.sources import DERIVED

half = Rational(1, 2)
system = gradient_field(two_gaussians_gan((-half, half)))
mu1, mu2, left1, left2, right1, right2 = system.state
near, far = Rational(149, 100), Rational(151, 100)

theorem = Theorem(
    name="li2018_collapse_open_set_two_intervals",
    source=f"{DERIVED}; the sense in which first-order dynamics fails with positive probability",
    statement=r"For the target means $\pm \frac12$, from every start within $\frac{1}{1000}$ of the means $\pm 1$ and "
    r"of the intervals $[-1.51, -1.49]$ and $[1.49, 1.51]$, both intervals become empty within time $\frac25$, while "
    r"no mean moves by $\frac{1}{200}$; empty intervals stay empty where the target is less dense than the fake, and "
    r"every gradient then vanishes for ever.",
    hypotheses=(),
    subject=system,
    claim=NarrowIntervalsVanish(
        ((left1, right1, -far, -near), (left2, right2, near, far)),
        ((mu1, -1), (mu2, 1)),
        radius=Rational(1, 1000),
        reach=Rational(1, 50),
        drift=Rational(1, 200),
        time=Rational(2, 5),
    ),
    label="B7",
)
