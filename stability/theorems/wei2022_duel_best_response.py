"""Best response of one discriminator of DuelGAN to the other, and the symmetric fixed point."""

from sympy import And, Equivalent, Rational, symbols

from stability.theorem import Holds, Identity, NumberIs, Static, Theorem
from stability.theorem.sources import DUELGAN2022

p_d, p_g, D, D_2, mean = symbols("p_d p_g D D_2 mean", positive=True)
alpha, beta, D_v = symbols("alpha beta D_v", positive=True)
m = (p_d + p_g) / 2
best = (p_d / m + beta * (D_2 - alpha * mean)) / (2 + beta * (1 - alpha))
#: The derivative in D of the discriminator's loss at one point, times D (1 - D).
slope = -p_d * (1 - D) + p_g * D + beta * m * ((D - D_2) - alpha * (D - mean))
half, product = Rational(1, 2), alpha * beta
distance = D_v - half
fixed = half + 2 / (2 - product) * distance
symmetric = {D_2: fixed, mean: half, p_d: 2 * D_v * m, p_g: 2 * (1 - D_v) * m}

theorem = Theorem(
    name="wei2022_duel_best_response",
    source=f"{DUELGAN2022}, the objective as in the public code; the formulas are derived here",
    statement=r"At a point with densities $p_d$ and $p_g$, $m = (p_d + p_g)/2$, let the first discriminator minimize "
    r"$-p_d \log D - p_g \log(1 - D) + \beta m (l(D, D_2) - \alpha\, l(D, \bar D_2))$, where $l(p, y) = -y \log p - "
    r"(1 - y) \log(1 - p)$ and $\bar D_2$ is the mean of $D_2$ under $m$. Its stationary point is $D = (p_d/m + \beta "
    r"(D_2 - \alpha \bar D_2)) / (2 + \beta (1 - \alpha))$, the only one, and a minimum when $0 < D < 1$. With $D_v = "
    r"p_d / (p_d + p_g)$ and $\bar D = \frac12$ the symmetric fixed point is $D - \frac12 = \frac{2}{2 - \alpha\beta} "
    r"(D_v - \frac12)$; it lies in $(0, 1)$ if and only if $|D_v - \frac12| < (2 - \alpha\beta)/4$, where $\alpha\beta "
    r"< 2$; at $p_g = p_d$ it is $\frac12$. For $\alpha = 0.3$, $\beta = 0.5$, $D_v = 3/4$ it is $57/74$.",
    hypotheses=(alpha < 1, product < 2),
    subject=Static("the loss of a discriminator at one point"),
    claim=(
        Identity(slope.xreplace({D: best}), 0 * D),
        Holds(slope.diff(D) > 0),
        Identity(best.xreplace(symmetric), fixed),
        Holds(Equivalent(And(fixed > 0, fixed < 1), And(distance < (2 - product) / 4, -distance < (2 - product) / 4))),
        NumberIs(
            fixed,
            "0.770270270270270270270270270270270270",
            {alpha: Rational(3, 10), beta: Rational(1, 2), D_v: Rational(3, 4)},
        ),
    ),
    label="W1",
)
