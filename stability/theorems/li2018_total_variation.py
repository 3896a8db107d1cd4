"""Total variation of two Gaussian mixtures and its gradient in the generator's means, at two instances."""

from sympy import Integer, Rational

from stability.theorem import BestDiscriminator, Static, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)

theorem = Theorem(
    name="li2018_total_variation",
    source=f"{LI2018}, cf. the section on the optimal discriminator; numbers from certified zeros",
    statement=r"Where all zeros $x_1 < x_2 < \ldots$ of $p^* - p_\mu$ are simple, $\partial_{\mu_j} \mathrm{TV} = "
    r"\frac12 \sum_k \varepsilon_k \varphi(x_k - \mu_j)$ with alternating signs, $\varepsilon_1 = 1$ when $p^* > "
    r"p_\mu$ near $-\infty$. The values for $\mu^* = (-\frac12, \frac12)$, $\mu = (-1, 1)$ and for $\mu^* = (-2, "
    r"2)$, $\mu = (-1, \frac52)$.",
    hypotheses=(),
    subject=Static("Total variation between two mixtures"),
    claim=(
        BestDiscriminator(
            (-half, half),
            (Integer(-1), Integer(1)),
            ("-1.1131530561452302329612251133133913", "1.1131530561452302329612251133133913"),
            False,
            "0.14900524063457406343887337258305824973",
            ("-0.17680742775362998449174516465469358", "0.17680742775362998449174516465469358"),
        ),
        BestDiscriminator(
            (Integer(-2), Integer(2)),
            (Integer(-1), 5 * half),
            ("-1.49788619829811305", "0.65925998947046588", "2.2393951488547836"),
            True,
            "0.23966373264350028595611172327194511328",
            ("0.12691346858857258544348113834089411", "0.15622535412469408101098164640445001"),
        ),
    ),
    label="B3",
)
