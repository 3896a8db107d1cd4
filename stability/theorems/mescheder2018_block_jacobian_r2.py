"""The Jacobian of a GAN at an equilibrium under R2 is that under R1."""

from sympy import Function, Symbol, symbols

from stability.games import quadratic_gaussian_gan
from stability.regularizers import R2Penalty
from stability.theorem import BlockJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

mu = Symbol("mu", real=True)
sigma, gamma = symbols("sigma gamma", positive=True)
game = R2Penalty(gamma)(quadratic_gaussian_gan(Function("f"), mu, sigma))
values = dict(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="mescheder2018_block_jacobian_r2",
    source=f"{MESCHEDER2018}, cf. Lemma D.4",
    statement=r"The zero-centred penalty on generated points, $R_2 = \frac{\gamma}{2} \mathbb{E}_{p_\theta} |\nabla_x "
    r"D|^2$, has at the equilibrium the same damping block $L_{DD} = \gamma \mathbb{E}[A A^T]$, $A = \nabla_{\psi, x} "
    r"D$, as $R_1$, although it depends on $\theta$: its mixed derivative in $\theta$ and $\psi$ vanishes there. "
    r"Checked on the linear-quadratic GAN with data $N(\mu, \sigma^2)$.",
    hypotheses=(),
    subject=game,
    claim=BlockJacobian(gamma=gamma, at=tuple(values.items())),
    label="R16",
)
