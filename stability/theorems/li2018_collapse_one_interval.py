"""When and where the only interval of the discriminator becomes empty."""

from sympy import Rational

from stability.games import gaussian_interval_gan
from stability.system import gradient_field
from stability.theorem import FirstPassage, Theorem
from stability.theorem.sources import DERIVED

system = gradient_field(gaussian_interval_gan())
mu, left, right = system.state
density = system.rhs[2]

theorem = Theorem(
    name="li2018_collapse_one_interval",
    source=f"{DERIVED}; an instance of what Li, Madry, Peebles, Schmidt 2018 call discriminator collapse",
    statement=r"For one Gaussian with target mean $0$, started at the mean $3$ against the interval $[\frac52, "
    r"\frac{18}{5}]$, the endpoints meet at time $1.47456742\ldots$, where the target is less dense than the fake: an "
    r"empty interval stays empty there, and with it every gradient vanishes for ever.",
    hypotheses=(),
    subject=system,
    claim=FirstPassage(
        ((mu, 3), (left, Rational(5, 2)), (right, Rational(18, 5))),
        right - left,
        "1.47456742041838366099487417",
        (
            (right, "3.0510512303541803992232548"),
            (mu, "3.0133824208629501739906929"),
            (density, "-0.39486177885740534627"),
        ),
    ),
    label="B7",
)
