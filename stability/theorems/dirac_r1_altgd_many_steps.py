"""Many discriminator steps: what is left of alternating gradient descent on the penalised Dirac-GAN."""

from sympy import And, Implies, symbols

from stability.theorem import Holds, Identity, Static, Theorem
from stability.theorem.sources import DERIVED

h, c, gamma, q = symbols("h c gamma q", positive=True)
slow = 1 - h * c**2 / gamma
z = slow
# determinant q and trace 1 + q - h c s with s = c (1 - q)/gamma and q = (1 - h gamma)^n_d
at_slow = z**2 - (1 + q - h * c**2 * (1 - q) / gamma) * z + q

theorem = Theorem(
    name="dirac_r1_altgd_many_steps",
    source=DERIVED,
    statement=r"Let $q = (1 - h\gamma)^{n_d}$, $c = f'(0)$. The characteristic polynomial $z^2 - (1 + q - h c^2 (1 - "
    r"q)/\gamma) z + q$ of alternating gradient descent with one generator step and $n_d$ discriminator steps on the "
    r"penalised Dirac-GAN is $q\,(h c^2/\gamma)^2$ at $z = 1 - h c^2/\gamma$: as $n_d \to \infty$ for $0 < h\gamma < "
    r"1$, $q \to 0$, and the eigenvalues tend to $0$ and $1 - h c^2/\gamma$, which many discriminator steps do not "
    r"improve.",
    hypotheses=(),
    subject=Static("the characteristic polynomial of alternating descent", (h > 0, c > 0, gamma > 0, q > 0)),
    claim=(
        Identity(at_slow, q * (h * c**2 / gamma) ** 2),
        Holds(Implies(And(h * gamma < 1, q < 1), at_slow > 0)),
    ),
    label="R14",
)
