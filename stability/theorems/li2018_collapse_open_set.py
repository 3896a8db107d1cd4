"""An open set of starts from which the discriminator collapses far from the target."""

from sympy import Rational, erf, sqrt

from stability.games import gaussian_interval_gan
from stability.system import gradient_field
from stability.theorem import NumberIs, PassageFromBox, Theorem
from stability.theorem.sources import DERIVED

system = gradient_field(gaussian_interval_gan())
mu, left, right = system.state
low, high = Rational(29, 10), Rational(31, 10)

theorem = Theorem(
    name="li2018_collapse_open_set",
    source=f"{DERIVED}; the sense in which first-order dynamics fails with positive probability",
    statement=r"For one Gaussian with target mean $0$, from every start within $\frac{1}{50}$ of the mean $3$ and of "
    r"the endpoints $\frac52$ and $\frac{18}{5}$, the endpoints meet before time $\frac85$ where the target is less "
    r"dense than the fake, with the mean still in $[\frac{29}{10}, \frac{31}{10}]$, that is, at a total variation of "
    r"at least $\operatorname{erf}(2.9 / \sqrt{8}) = 0.8529\ldots$",
    hypotheses=(),
    subject=system,
    claim=(
        PassageFromBox(
            ((mu, 3), (left, Rational(5, 2)), (right, Rational(18, 5))),
            Rational(1, 50),
            right - left,
            Rational(8, 5),
            system.rhs[2],
            ((mu, low, high),),
        ),
        NumberIs(erf(low / sqrt(8)), "0.852941"),
    ),
    label="B7",
)
