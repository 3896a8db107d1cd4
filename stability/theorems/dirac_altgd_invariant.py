"""Alternating gradient descent on the Wasserstein Dirac-GAN conserves a quadratic form, for any numbers of steps."""

from sympy import Integer, Matrix, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import AlternatingPowers, Conserved, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
n_g, n_d = symbols("n_g n_d", integer=True, positive=True)
a, b = n_g * h, n_d * h
generator = Matrix([[1, -a], [0, 1]])
discriminator = Matrix([[1, 0], [b, 1]])
form = Matrix([[b, -a * b / 2], [-a * b / 2, a]])

theorem = Theorem(
    name="dirac_altgd_invariant",
    source=DERIVED,
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN, generator first, conserves $n_d h "
    r"\theta^2 + n_g h \psi^2 - n_g n_d h^2 \theta\psi$ exactly; for one step each this is $h(\theta^2 + "
    r"\psi^2 - h\theta\psi)$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h)),
    claim=(
        Conserved(theta**2 + psi**2 - h * theta * psi),
        AlternatingPowers(n_g, n_d, generator, discriminator, trace=2 - a * b, determinant=Integer(1), invariant=form),
    ),
    label="R05",
)
