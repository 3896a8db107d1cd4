"""The Jacobian of a GAN at an equilibrium in blocks, on the linear-quadratic GAN."""

from sympy import Function, Symbol, symbols

from stability.games import quadratic_gaussian_gan
from stability.regularizers import R1Penalty
from stability.theorem import BlockJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

mu = Symbol("mu", real=True)
sigma, gamma = symbols("sigma gamma", positive=True)
game = R1Penalty(gamma)(quadratic_gaussian_gan(Function("f"), mu, sigma))
values = dict(zip(game.state, (sigma, mu, 0 * mu, 0 * mu), strict=True))

theorem = Theorem(
    name="mescheder2018_block_jacobian",
    source=f"{MESCHEDER2018}, cf. Lemmas D.1 to D.3",
    statement=r"Where the generated law is the data law and $D_{\psi^*} = 0$ near its support, the Jacobian is "
    r"$\begin{pmatrix} 0 & -K_{DG}^T \\ K_{DG} & K_{DD} - L_{DD} \end{pmatrix}$ with $K_{DD} = 2 f''(0) "
    r"\mathbb{E}[\nabla_\psi D \nabla_\psi D^T]$, $K_{DG} = f'(0) \partial_\theta \mathbb{E}_{p_\theta}[\nabla_\psi "
    r"D_{\psi^*}]$ and, for the penalty $R_1$ of strength $\gamma$, $L_{DD} = \gamma \mathbb{E}[A A^T]$, $A = "
    r"\nabla_{\psi, x} D$. Checked on the linear-quadratic GAN with data $N(\mu, \sigma^2)$ for every $\mu$, $\sigma$, "
    r"$\gamma$ and $f$.",
    hypotheses=(),
    subject=game,
    claim=BlockJacobian(gamma=gamma, at=tuple(values.items())),
    label="R16",
)
