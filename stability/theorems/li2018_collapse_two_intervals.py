"""When and where both intervals of the discriminator become empty."""

from sympy import Rational

from stability.games import two_gaussians_gan
from stability.system import gradient_field
from stability.theorem import FirstPassage, Theorem
from stability.theorem.sources import DERIVED

half = Rational(1, 2)
system = gradient_field(two_gaussians_gan((-half, half)))
mu1, mu2, left1, left2, right1, right2 = system.state
field = dict(zip(system.state, system.rhs, strict=True))
short, long = Rational(7, 5), Rational(8, 5)
start = ((mu1, -1), (mu2, 1), (left1, -long), (left2, short), (right1, -short), (right2, long))
time = "2.71113083"

theorem = Theorem(
    name="li2018_collapse_two_intervals",
    source=f"{DERIVED}; an instance of what Li, Madry, Peebles, Schmidt 2018 call discriminator collapse",
    statement=r"For the target means $\pm \frac12$, started at the means $\pm 1$ against the intervals $[-\frac85, "
    r"-\frac75]$ and $[\frac75, \frac85]$, both become empty at time $2.71113083$, at $\pm 1.49081024$, with the means "
    r"at $\pm 1.01752382$: there the target is less dense than the fake, so that both stay empty.",
    hypotheses=(),
    subject=system,
    claim=(
        FirstPassage(
            start,
            right2 - left2,
            time,
            ((right2, "1.49081024"), (mu2, "1.01752382"), (field[right2], "-0.03732693")),
        ),
        FirstPassage(
            start,
            right1 - left1,
            time,
            ((right1, "-1.49081024"), (mu1, "-1.01752382"), (field[right1], "-0.03732693")),
        ),
    ),
    label="B7",
)
