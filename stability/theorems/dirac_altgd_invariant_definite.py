"""The invariant of alternating gradient descent is positive definite exactly below the threshold."""

from sympy import And, Equivalent, symbols

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import DERIVED

a, b = symbols("a b", positive=True)

theorem = Theorem(
    name="dirac_altgd_invariant_definite",
    source=DERIVED,
    statement=r"With $a = n_g h_g$ and $b = n_d h_d$ the conserved form $b\theta^2 + a\psi^2 - ab\,\theta\psi$ of "
    r"alternating gradient descent on the Wasserstein Dirac-GAN is positive definite if and only if $ab < 4$, that is "
    r"$\alpha = \sqrt{n_g n_d h_g h_d} < 2$: below the threshold every orbit stays on an ellipse.",
    hypotheses=(),
    subject=Static("the form with the matrix ((b, -ab/2), (-ab/2, a))", (a > 0, b > 0)),
    claim=Holds(Equivalent(And(b > 0, a * b - a**2 * b**2 / 4 > 0), a * b < 4)),
    label="R05",
)
