"""Optimal discriminators with one, two and three ends, with half-lines, and with coincident means."""

from sympy import Integer, Rational

from stability.theorem import BestDiscriminator, Static, Theorem
from stability.theorem.sources import LI2018

half, three = Rational(1, 2), Integer(3)

theorem = Theorem(
    name="li2018_optimal_discriminator",
    source=f"{LI2018}, cf. section 2; numbers from certified zeros",
    statement=r"For $\mu^* = (-\frac12, \frac12)$, $\mu = (-1, 1)$ the optimal discriminator is the interval "
    r"between $\pm 1.1131\ldots$; for $\mu^* = (-1, 1)$, $\mu = (0, 2)$ the half-line left of exactly $\frac12$; "
    r"for $\mu^* = (-2, 2)$, $\mu = (-1, \frac52)$ a half-line and an interval. Coincident means cancel: for $\mu^* "
    r"= (0, 3)$, $\mu = (0, 1)$ it is the half-line right of exactly $2$.",
    hypotheses=(),
    subject=Static("Optimal discriminators between two mixtures"),
    claim=(
        BestDiscriminator(
            (-half, half),
            (Integer(-1), Integer(1)),
            ("-1.1131530561452302329612251133133913", "1.1131530561452302329612251133133913"),
            False,
        ),
        BestDiscriminator((Integer(-1), Integer(1)), (Integer(0), Integer(2)), (half,), True),
        BestDiscriminator(
            (Integer(-2), Integer(2)),
            (Integer(-1), 5 * half),
            ("-1.49788619829811305", "0.65925998947046588", "2.2393951488547836"),
            True,
        ),
        BestDiscriminator((Integer(0), three), (Integer(0), Integer(1)), (Integer(2),), False),
    ),
    label="B2",
)
