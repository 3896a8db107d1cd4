"""Alternating gradient descent with any numbers of steps and two rates: trace and determinant."""

from sympy import Integer, Matrix, symbols

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import AlternatingPowers, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
h_g, h_d = symbols("h_g h_d", positive=True)
n_g, n_d = symbols("n_g n_d", integer=True, positive=True)
generator = Matrix([[1, -n_g * h_g * c], [0, 1]])
discriminator = Matrix([[1, 0], [n_d * h_d * c, 1]])

theorem = Theorem(
    name="mescheder2018_altgd_every_step_count",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5, with two rates",
    statement=r"Alternating gradient descent with $n_g$ generator steps of size $h_g$ and $n_d$ discriminator steps "
    r"of size $h_d$ has at the equilibrium of the Dirac-GAN an update matrix with determinant 1 and trace "
    r"$2 - \alpha^2$, where $\alpha = \sqrt{n_g n_d h_g h_d}\,|f'(0)|$; so its eigenvalues are $1 - "
    r"\alpha^2/2 \pm \sqrt{(1 - \alpha^2/2)^2 - 1}$.",
    hypotheses=(),
    subject=(dirac_gan(), AlternatingGD(h_g, h_d=h_d)),
    claim=AlternatingPowers(
        n_g, n_d, generator, discriminator, trace=2 - n_g * n_d * h_g * h_d * c**2, determinant=Integer(1)
    ),
    label="R04",
)
