"""Which training methods converge on absolutely continuous laws: the other column, on the Gaussian mean GAN."""

from sympy import Integer, Symbol, symbols

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import gaussian_mean_gan
from stability.objectives import logistic, wasserstein
from stability.regularizers import ConsensusPenalty, DRAGANPenalty, InstanceNoise, R1Penalty, WGANGradientPenalty
from stability.system import System, gradient_field
from stability.theorem import Claim, ConvergenceTable, Method, OneSidedField, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
gamma, g0, g, h, s = (Symbol(name, positive=True) for name in ("gamma", "g_0", "g", "h", "s"))
zero, one = Integer(0), Integer(1)
linear, smooth = gaussian_mean_gan(wasserstein), gaussian_mean_gan(logistic)
stable = (StabilityIs(Stability.EXPONENTIALLY_STABLE),)
unstable = (StabilityIs(Stability.UNSTABLE),)
kink = (OneSidedField(psi, (zero, gamma * g0), (zero, -gamma * g0)),)


def row(name: str, converges: bool, subject: System, claims: tuple[Claim, ...], *decided: str) -> Method:
    """One method; its claims are proof or disproof of convergence."""
    proof, disproof = (claims, ()) if converges else ((), claims)
    return Method(name, converges, subject, proof, disproof, decided)


rows = (
    row("unregularized", True, gradient_field(smooth), stable, "gaussian_mean_as_instance_noise"),
    row("WGAN", False, ClippedWeights(g, SimultaneousGD(h))(linear), unstable, "gaussian_mean_wasserstein"),
    row("WGAN-GP", False, gradient_field(WGANGradientPenalty(gamma, g0)(linear)), kink),
    row(
        "DRAGAN", False, gradient_field(DRAGANPenalty(gamma, one, g0)(smooth)), kink, "mescheder2018_dragan_normal_data"
    ),
    row("instance noise", True, gradient_field(InstanceNoise(s)(smooth)), stable),
    row("consensus", True, gradient_field(ConsensusPenalty(gamma)(smooth)), stable),
    row("gradient penalty", True, gradient_field(R1Penalty(gamma)(smooth)), stable),
)

theorem = Theorem(
    name="mescheder2018_convergence_table_normal_data",
    source=f"{MESCHEDER2018}, cf. Table 1, the column of absolutely continuous laws",
    statement=r"On the logistic GAN that learns the mean of $N(0, 1)$ with $D(x) = \psi x$, local convergence to the "
    r"equilibrium: yes for unregularized training, instance noise, consensus optimization and zero-centred gradient "
    r"penalties; no for DRAGAN, nor, with the Wasserstein objective, for clipping and WGAN-GP.",
    hypotheses=(),
    subject=smooth,
    claim=ConvergenceTable(rows),
    erratum="The table is recalled to list DRAGAN as convergent for absolutely continuous laws. Not with this "
    "discriminator, whose slope vanishes at the equilibrium: the penalty has a kink there.",
    label="R24",
)
