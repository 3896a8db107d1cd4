"""The limit cycle of WGAN-GP on the Dirac-GAN, in closed form."""

from sympy import Integer, Rational, Symbol, atan, exp, pi, sqrt

from stability.theorem import Identity, NumberIs, Static, Theorem
from stability.theorem.sources import DERIVED

gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
w = sqrt(4 - gamma**2) / 2
q = exp(-gamma * pi / (2 * w))
half = exp(gamma * pi / (4 * w))
crossing = gamma * g0 * (half + 1 / half) / (half - 1 / half)  # the hyperbolic cotangent, written out
peak = (crossing + gamma * g0) * exp(-gamma * atan(2 * w / gamma) / (2 * w))
official = ((gamma, Rational(7, 10)), (g0, Integer(1)))

theorem = Theorem(
    name="dirac_wgan_gp_limit_cycle",
    source=f"{DERIVED}; settings of the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"For $\gamma < 2$ the fixed point $\theta^* = \gamma g_0 + (\theta^* + \gamma g_0)\, q$ of the half "
    r"turn of the WGAN-GP flow is $\theta^* = \gamma g_0 \coth \frac{\gamma\pi}{4w}$, $w = \sqrt{1 - \gamma^2/4}$, "
    r"and the limit cycle through it has the period $2\pi/w$; its greatest $\psi$ is $(\theta^* + \gamma g_0) "
    r"e^{-\gamma t/2}$ at the time $t = \arctan(2w/\gamma)/w$. Numbers at $\gamma = \frac7{10}$, $g_0 = 1$: "
    r"$\theta^*$, the period, $q$ and that $\psi$.",
    hypotheses=(gamma < 2,),
    subject=Static("the half-return map of the WGAN-GP flow", (gamma > 0, g0 > 0)),
    claim=(
        Identity(crossing, gamma * g0 + (crossing + gamma * g0) / half**2),
        NumberIs(crossing, "1.3266052053060389763097597435622206979", official),
        NumberIs(2 * pi / w, "6.70743242169277646636755492855155106", official),
        NumberIs(q, "0.3091895765714343533476663992193781", official),
        NumberIs(peak, "1.28796297164310526742345373426890919", official),
    ),
    label="R09",
)
