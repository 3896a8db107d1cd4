"""The non-saturating loss has the same linearization at the equilibrium."""

from sympy import Function, Integer

from stability.games import uniform_gan
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(Function("f"), saturating=False)
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_non_saturating_jacobian",
    source=f"{NAGARAJAN2017}, cf. section 2; in this form derived here",
    statement=r"The non-saturating loss of the generator, $-\mathbb{E}_{p_\theta} f(-D)$, gives the uniform GAN the "
    r"same Jacobian at the equilibrium as the saturating one.",
    hypotheses=(),
    subject=game,
    claim=SameJacobian(uniform_gan(Function("f")), (), place, place),
    label="A1",
)
