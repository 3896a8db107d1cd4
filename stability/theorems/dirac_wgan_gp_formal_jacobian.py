"""A trap: the formal Jacobian of WGAN-GP at the kink."""

from sympy import Integer, Symbol, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import JacobianIs, OneSidedField, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)
rest = (Integer(0), Integer(0))

theorem = Theorem(
    name="dirac_wgan_gp_formal_jacobian",
    source=f"{DERIVED}; a tempting error",
    statement=r"At the equilibrium of the Dirac-GAN with the WGAN-GP penalty the field vanishes from both sides and "
    r"its Jacobian is $\begin{pmatrix} 0 & -1 \\ 1 & -\gamma \end{pmatrix}$, so that it is exponentially stable.",
    hypotheses=(),
    subject=WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)),
    claim=(OneSidedField(psi, rest, rest), JacobianIs([[0, -1], [1, -gamma]])),
    expected="REFUTED",
    erratum=r"The field jumps by $2 \gamma g_0$ across $\psi = 0$; the derivative of $\operatorname{sign}$ that formal "
    r"differentiation drops is a delta function. There is no Jacobian, and the point repels.",
    label="R09",
)
