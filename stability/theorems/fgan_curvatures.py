"""Second derivatives at 1 of four divergences."""

from sympy import Symbol, log, sqrt

from stability.theorem import NumberIs, Static, Theorem
from stability.theorem.sources import FGAN

u = Symbol("u", positive=True)
one = {u: u**0}
kullback_leibler, pearson = u * log(u), (u - 1) ** 2
jensen_shannon = u * log(u) - (u + 1) * log((u + 1) / 2)
hellinger = (sqrt(u) - 1) ** 2

theorem = Theorem(
    name="fgan_curvatures",
    source=f"{FGAN}, section 2",
    statement=r"$f''(1)$ is $1$ for the Kullback-Leibler divergence, $2$ for $\chi^2$, $\frac12$ for the "
    r"(unnormalised) Jensen-Shannon divergence and $\frac12$ for the squared Hellinger distance.",
    hypotheses=(),
    subject=Static("four divergences, given by their functions f"),
    claim=(
        NumberIs(kullback_leibler.diff(u, 2), "1.0000000000", one),
        NumberIs(pearson.diff(u, 2), "2.0000000000", one),
        NumberIs(jensen_shannon.diff(u, 2), "0.5000000000", one),
        NumberIs(hellinger.diff(u, 2), "0.5000000000", one),
    ),
    label="C16",
)
