"""Far from the target the gradient of the total variation vanishes."""

from typing import Any

from sympy import Integer, exp, pi, sqrt

from stability.theorem import BestDiscriminator, NumberIs, Static, Theorem
from stability.theorem.sources import LI2018


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-Integer(x) ** 2 / 2) / sqrt(2 * pi)


theorem = Theorem(
    name="li2018_vanishing_gradient",
    source=f"{LI2018}, cf. the section on the optimal discriminator; numbers from certified zeros",
    statement=r"For $\mu^* = (-1, 1)$ and $\mu = (9, 11)$ the only zero of $p^* - p_\mu$ is exactly $5$, "
    r"$\mathrm{TV} = 0.99996\ldots$, and its gradient is $(\varphi(4)/2, \varphi(6)/2)$: it decays like "
    r"$e^{-C^2/2}$ in the distance $C$ of a mean from the zero.",
    hypotheses=(),
    subject=Static("Total variation between two mixtures"),
    claim=(
        BestDiscriminator(
            (Integer(-1), Integer(1)),
            (Integer(9), Integer(11)),
            (Integer(5),),
            True,
            "0.9999683277715792350410480885424137163",
            ("6.6915112882442675887037244220342937e-5", "3.0379414249116427434981538703409127e-9"),
        ),
        NumberIs(phi(4) / 2, "6.6915112882442675887037244220342937e-5"),
        NumberIs(phi(6) / 2, "3.0379414249116427434981538703409127e-9"),
    ),
    label="B3",
)
