"""The symmetric part of a zero-sum game's Jacobian holds the players' own Hessians, in every dimension."""

from sympy import Symbol

from stability.theorem import BlockIdentity, Static, Theorem, block_transpose
from stability.theorem.sources import MESCHEDER2017

p, t = Symbol("H_pp", commutative=False), Symbol("H_tt", commutative=False)
m, mt = Symbol("H_pt", commutative=False), Symbol("H_tp", commutative=False)
zero = p * 0
pairs = ((p, p), (t, t), (m, mt))
jacobian = ((p, m), (-mt, -t))
transpose = block_transpose(jacobian, pairs)
total = tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in zip(jacobian, transpose, strict=True))

theorem = Theorem(
    name="mescheder2017_symmetric_part",
    source=f"{MESCHEDER2017}, cf. Lemma 1",
    statement=r"In a zero-sum game in which $\varphi$ maximizes and $\theta$ minimizes $f$, the Jacobian of the "
    r"gradient vector field is $v' = \begin{pmatrix} H_{\varphi\varphi} & H_{\varphi\theta} \\ -H_{\theta\varphi} & "
    r"-H_{\theta\theta} \end{pmatrix}$ with the Hessian blocks of $f$ ($H_{\theta\varphi} = H_{\varphi\theta}^T$), and "
    r"$v' + v'^T$ is block-diagonal, $2\,\mathrm{diag}(H_{\varphi\varphi}, -H_{\theta\theta})$: $v'$ is negative "
    r"(semi)definite if and only if $H_{\varphi\varphi}$ is negative and $H_{\theta\theta}$ positive (semi)definite.",
    hypotheses=(),
    subject=Static("a zero-sum game with any numbers of variables"),
    claim=BlockIdentity(total, ((2 * p, zero), (zero, -2 * t)), pairs),
    label="R21",
)
