"""WGAN-GP with a strong penalty converges, to a point that is not the equilibrium."""

from sympy import Integer, Symbol, exp, oo, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import Arc, ExactOrbit, OneSidedField, Theorem
from stability.theorem.arcs import T
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
g0, a, b = (Symbol(name, positive=True) for name in ("g_0", "a", "b"))
# the start is (a + b - 2 g0, b): every psi > 0 with theta + 2 g0 > psi
path = (-2 * g0 + exp(-T) * (a + b + a * T), exp(-T) * (b + a * T))
wrong = (-2 * g0, Integer(0))
zero = Integer(0)

theorem = Theorem(
    name="dirac_wgan_gp_wrong_limit",
    source=DERIVED,
    statement=r"At $\gamma = 2$ the flow of the Dirac-GAN with the WGAN-GP penalty converges from every start with "
    r"$0 < \psi < \theta + 2 g_0$ to $(-2 g_0, 0)$ without crossing $\psi = 0$: there $\theta = -\gamma g_0$, not "
    r"the data. From above the field vanishes at that point, from below it does not.",
    hypotheses=(),
    subject=WGANGradientPenalty(Integer(2), g0)(dirac_gan(wasserstein)),
    claim=(
        ExactOrbit((a + b - 2 * g0, b), (Arc(path, oo, sides=((psi, 1),)),), wrong),
        OneSidedField(psi, (zero, zero), (zero, -4 * g0), ((theta, -2 * g0), (psi, zero))),
    ),
    label="R09",
)
