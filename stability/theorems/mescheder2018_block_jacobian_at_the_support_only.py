"""A trap: the generator's block vanishes only if the discriminator does so in a neighbourhood."""

from stability.algebra.conditions import Fact
from stability.games import energy_dirac_gan
from stability.theorem import BlockJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

theorem = Theorem(
    name="mescheder2018_block_jacobian_at_the_support_only",
    source=f"{MESCHEDER2018}, cf. Lemma D.1 with a weaker hypothesis",
    statement=r"It is enough for the block form of the Jacobian, with its vanishing generator block, that the "
    r"generated law is the data law and that $D_{\psi^*} = 0$ on its support; for instance for the Dirac-GAN with "
    r"$D(x) = \psi x + \kappa x^2$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=energy_dirac_gan(),
    claim=BlockJacobian(),
    expected="REFUTED",
    erratum=r"$D_{\psi^*}$ has to vanish in a neighbourhood of the support, or the generator's block holds the Hessian "
    r"of $D_{\psi^*}$ in $x$: here it is $-2\kappa f'(0)$.",
    label="R16",
)
