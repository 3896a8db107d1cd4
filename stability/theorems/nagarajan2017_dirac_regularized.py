"""The gradient-norm regularizer on the Dirac-GAN."""

from sympy import Function, Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import FactorsAre, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

s, eta = Symbol("s"), Symbol("eta", positive=True)

game = DiscriminatorFieldPenalty(eta)(dirac_gan(Function("f")))
slope = Jet("f", 1, 0)

theorem = Theorem(
    name="nagarajan2017_dirac_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1; where Theorem 3.1 does not apply",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ the Dirac-GAN has the characteristic polynomial $s^2 + 2 "
    r"\eta f'(0)^2 s + f'(0)^2$ and is exponentially stable for every $\eta > 0$, although it fails the assumption on "
    r"the supports.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=game,
    claim=(
        FactorsAre(((s**2 + 2 * eta * slope**2 * s + slope**2, 1),), s),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="A9",
)
