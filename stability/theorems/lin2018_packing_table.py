"""Packing separates a collapsed law from a blurred one at the same total variation."""

from sympy import Rational

from stability.theorem import LargestGap, PackedDistances, Static, Theorem
from stability.theorem.sources import PACGAN2018


def r(p: int, q: int = 1) -> Rational:
    return Rational(p, q)


collapsed = ((r(1, 5), r(4, 5)), (r(0), r(1)))
blurred = ((r(1, 2), r(1, 2)), (r(3, 10), r(7, 10)))

theorem = Theorem(
    name="lin2018_packing_table",
    source=f"{PACGAN2018}; an exact instance computed here",
    statement=r"Let $P$ be uniform on $[0, 1]$, $Q_1$ uniform on $[\frac15, 1]$ (a fifth of the data is missing) and "
    r"$Q_2$ with the masses $\frac3{10}, \frac7{10}$ on the two halves. Both have the total variation $\frac15$ to "
    r"$P$, and no loss on single points can rank them by it. Packed $m = 1, \ldots, 5$ times the distances are "
    r"$\frac15, \frac9{25}, \frac{61}{125}, \frac{369}{625}, \frac{2101}{3125}$ for $Q_1$ (that is $1 - (\frac45)^m$) "
    r"and $\frac15, \frac6{25}, \frac{71}{250}, \frac{212}{625}, \frac{4259}{12500}$ for $Q_2$. $Q_1$ has $(0, "
    r"\frac15)$-mode collapse, and the largest $\delta - \varepsilon$ of both regions is $\frac15$.",
    hypotheses=(),
    subject=Static("two laws reduced to two cells each"),
    claim=(
        PackedDistances(*collapsed, (r(1, 5), r(9, 25), r(61, 125), r(369, 625), r(2101, 3125))),
        PackedDistances(*blurred, (r(1, 5), r(6, 25), r(71, 250), r(212, 625), r(4259, 12500))),
        LargestGap(*collapsed, r(1, 5)),
        LargestGap(*blurred, r(1, 5)),
    ),
    label="W3",
)
