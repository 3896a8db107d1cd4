"""One half turn of the WGAN-GP flow on the Dirac-GAN, exactly."""

from sympy import Integer, Symbol, cos, exp, pi, sin, sqrt, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import Arc, ExactOrbit, Theorem
from stability.theorem.arcs import T
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0, start = (Symbol(name, positive=True) for name in ("gamma", "g_0", "theta_0"))
w = sqrt(4 - gamma**2) / 2
reach = start + gamma * g0
decay = exp(-gamma * T / 2)
path = (
    -gamma * g0 + reach * decay * (cos(w * T) + gamma / (2 * w) * sin(w * T)),
    reach * decay * sin(w * T) / w,
)
q = exp(-gamma * pi / (2 * w))

theorem = Theorem(
    name="dirac_wgan_gp_half_return",
    source=DERIVED,
    statement=r"For $\gamma < 2$, $w = \sqrt{1 - \gamma^2/4}$ and $\theta_0 > 0$ the flow of the Dirac-GAN with the "
    r"WGAN-GP penalty from $(\theta_0, 0)$ into $\psi > 0$ stays there for the time $\pi/w$ and comes back to $\psi "
    r"= 0$ at $\theta = -(\gamma g_0 + (\theta_0 + \gamma g_0)\, q)$, $q = e^{-\gamma\pi/(2w)} < 1$. There $|\theta| "
    r"> \gamma g_0$, so that it crosses, and by the symmetry $x \to -x$ the next half turn repeats this: a "
    r"contraction of the section, with one attracting limit cycle. (Where $|\theta_0| < \gamma g_0$ the field points "
    r"away from $\psi = 0$ on both sides, and another solution leaves downwards.)",
    hypotheses=(gamma < 2,),
    subject=WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)),
    claim=ExactOrbit(
        (start, Integer(0)),
        (Arc(path, pi / w, sides=((psi, 1),)),),
        (-gamma * g0 - reach * q, Integer(0)),
        pi / w,
    ),
    label="R09",
)
