"""Which training methods converge: the general column of the published table, on the Dirac-GAN."""

from sympy import Integer, Symbol, symbols

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic, wasserstein
from stability.regularizers import ConsensusPenalty, DRAGANPenalty, InstanceNoise, R1Penalty, WGANGradientPenalty
from stability.system import System, gradient_field
from stability.theorem import Claim, ConvergenceTable, Method, OneSidedField, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theta, psi = symbols("theta psi", real=True)
gamma, g0, g, h, s = (Symbol(name, positive=True) for name in ("gamma", "g_0", "g", "h", "s"))
zero, one = Integer(0), Integer(1)
free, linear, smooth = dirac_gan(), dirac_gan(wasserstein), dirac_gan(logistic)
stable = (StabilityIs(Stability.EXPONENTIALLY_STABLE),)
centre = (StabilityIs(Stability.STABLE),)
unstable = (StabilityIs(Stability.UNSTABLE),)
kink = (OneSidedField(psi, (zero, gamma * g0), (zero, -gamma * g0)),)


def row(name: str, converges: bool, subject: System, claims: tuple[Claim, ...], *decided: str) -> Method:
    """One method; its claims are proof or disproof of convergence."""
    proof, disproof = (claims, ()) if converges else ((), claims)
    return Method(name, converges, subject, proof, disproof, decided)


rows = (
    row("unregularized", False, gradient_field(free), centre, "mescheder2018_unregularized_stable"),
    row("WGAN", False, ClippedWeights(g, SimultaneousGD(h))(linear), unstable, "mescheder2018_clipping_simgd"),
    row("WGAN-GP", False, gradient_field(WGANGradientPenalty(gamma, g0)(linear)), kink, "mescheder2018_wgan_gp_flow"),
    row("DRAGAN", False, gradient_field(DRAGANPenalty(gamma, one, g0)(free)), kink, "mescheder2018_dragan_no_limit"),
    row("instance noise", True, gradient_field(InstanceNoise(s)(smooth)), stable, "mescheder2018_instance_noise"),
    row("consensus", True, gradient_field(ConsensusPenalty(gamma)(free)), stable, "mescheder2018_consensus_spectrum"),
    row("gradient penalty", True, gradient_field(R1Penalty(gamma)(free)), stable, "mescheder2018_r1_spectrum"),
    row("critical gradient penalty", True, gradient_field(R1Penalty(one)(smooth)), stable, "mescheder2018_r1_critical"),
)

theorem = Theorem(
    name="mescheder2018_convergence_table",
    source=f"{MESCHEDER2018}, cf. Table 1, the column of the general case",
    statement="On the Dirac-GAN, local convergence to the equilibrium: no for unregularized training, WGAN with "
    "clipping, WGAN-GP and DRAGAN; yes for instance noise, consensus optimization and zero-centred gradient "
    "penalties, also at critical strength.",
    hypotheses=(),
    subject=free,
    claim=ConvergenceTable(rows),
    label="R24",
)
