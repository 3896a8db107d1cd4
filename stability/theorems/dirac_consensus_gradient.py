"""The consensus term of the Dirac-GAN, and what a published implementation computes in its place."""

from sympy import Integer, Rational, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
slope = logistic(t).diff(t).subs(t, theta * psi)
curvature = logistic(t).diff(t, 2).subs(t, theta * psi)
energy = (theta**2 + psi**2) * slope**2 / 2
published = theta * slope**2 + Rational(1, 2) * psi * (psi**2 + theta**2) * slope * curvature
one = {theta: Integer(1), psi: Integer(1)}

theorem = Theorem(
    name="dirac_consensus_gradient",
    source=f"{DERIVED}; the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"For the logistic Dirac-GAN the consensus term $\partial_\theta \frac12 (\theta^2 + \psi^2) "
    r"f'(\theta\psi)^2$ is $-0.0334\ldots$ at $(1, 1)$; the published code adds a factor $\frac12$ to its second "
    r"summand and gets $+0.0194\ldots$, of the opposite sign.",
    hypotheses=(),
    subject=dirac_gan(logistic),
    claim=(
        NumberIs(energy.diff(theta), "-0.0334246974400201748835290947957", one),
        NumberIs(published, "0.0194523953442465466639434648983", one),
    ),
    label="R15",
)
