"""Linear discriminator, frozen Jacobian of size 2 x 3: the spectrum, and convergence to the set of equilibria."""

from sympy import I, Rational, Symbol, sqrt

from stability.dynamics import TwoTimeScale
from stability.games import linear_discriminator_gan
from stability.theorem import ConvergesToSet, SpectrumIs, Theorem
from stability.theorem.sources import BALAJI2021

game = linear_discriminator_gan([[3, 4, 0], [0, 0, 5]], [7, 10])
w_1, w_2, w_3, d_1, d_2 = game.state
t = Symbol("t", real=True)
line = ((w_1, 1 + 4 * t), (w_2, 1 - 3 * t), (w_3, 2 + 0 * t), (d_1, 0 * t), (d_2, 0 * t))
z = Rational(3, 4) + I * sqrt(3) / 4

theorem = Theorem(
    name="balaji2021_instance",
    source=f"{BALAJI2021}; an instance computed here",
    statement=r"For $J = \begin{pmatrix} 3 & 4 & 0 \\ 0 & 0 & 5 \end{pmatrix}$ (singular values $5, 5$), $\mu = "
    r"\frac12$, $\eta = \frac1{50}$, the characteristic polynomial is $(z - 1)(4z^2 - 6z + 3)^2 / 16$: two pairs of "
    r"modulus $\sqrt3/2$, and the eigenvalue $1$ of the line of equilibria, to which the iteration converges.",
    hypotheses=(),
    subject=(game, TwoTimeScale(Rational(1, 50), Rational(1, 2))),
    claim=(
        ConvergesToSet(line, (t,)),
        SpectrumIs(
            (z, z.conjugate(), z, z.conjugate(), Rational(1)), tuple((s, e.xreplace({t: 0 * t})) for s, e in line)
        ),
    ),
    label="W2",
)
