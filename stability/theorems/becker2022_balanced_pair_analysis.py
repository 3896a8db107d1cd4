"""The balanced pair, as the general analysis sees it."""

from sympy import symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import BECKER2022
from stability.verdict import Stability

lam, kappa, mu, q = symbols("lambda kappa mu q", positive=True)
system = gradient_field(kernel_gan([0], [2 * q], [q, q], lam=lam, kappa=kappa, mu=mu, features=3))

theorem = Theorem(
    name="becker2022_balanced_pair_analysis",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $p = 2 q$ the equilibrium is asymptotically stable. The verdict of the analysis is open, "
    r"because a zero eigenvalue needs a centre manifold; the expansion of that manifold, a claim of its own, "
    r"decides it.",
    hypotheses=(),
    subject=system,
    claim=StabilityIs(Stability.ASYMPTOTICALLY_STABLE),
    expected="UNDECIDED",
    label="K3",
)
