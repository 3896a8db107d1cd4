"""Nagarajan and Kolter's Jacobian in blocks, on the uniform GAN."""

from sympy import Function, Integer, Rational

from stability.algebra.jets import Jet
from stability.games import uniform_gan
from stability.theorem import BlockJacobian, JacobianIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(Function("f"))
a, w = game.state
right, left = (((a, Integer(sign)), (w, Integer(0))) for sign in (1, -1))
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
fifth, coupling = Rational(2, 5), Rational(2, 3) * c

theorem = Theorem(
    name="nagarajan2017_block_jacobian",
    source=f"{NAGARAJAN2017}, cf. equations (2) and (3)",
    statement=r"For $D(x) = w x^2$, $G(z) = a z$ and uniform laws on $[-1, 1]$ the Jacobian at $w = 0$, $a = \pm 1$, "
    r"where $p_\theta = p_{data}$ and $D = 0$, has for every objective $f$ the published form: the discriminator "
    r"first, $\begin{pmatrix} 2 f''(0) K_{DD} & J_{DG} \\ -J_{DG}^T & 0 \end{pmatrix}$ with $K_{DD} = "
    r"\mathbb{E}_{p_{data}} [\nabla_D D \nabla_D D^T] = \frac15$ and $J_{DG} = \pm f'(0) \partial_G "
    r"\mathbb{E}_{p_\theta}[\nabla_D D]$, $|J_{DG}| = \frac23 |f'(0)|$.",
    hypotheses=(),
    subject=game,
    claim=(
        BlockJacobian(at=right),
        BlockJacobian(at=left),
        JacobianIs([[0, -coupling], [coupling, fifth * d]], right),
        JacobianIs([[0, coupling], [-coupling, fifth * d]], left),
    ),
    label="A1",
)
