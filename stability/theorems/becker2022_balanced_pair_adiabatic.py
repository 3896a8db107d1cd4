"""The cubic term of the balanced pair from a discriminator that follows at once."""

from sympy import diff, exp, symbols

from stability.theorem import LeadingTerm, Static, Theorem
from stability.theorem.sources import BECKER2022

w, z = symbols("w z", real=True)
kappa, lam, q = symbols("kappa lambda q", positive=True)
slope = diff(exp(-kappa * z**2 / 2), z)
force = q * (2 * slope.xreplace({z: w}) - slope.xreplace({z: 2 * w})) / lam

theorem = Theorem(
    name="becker2022_balanced_pair_adiabatic",
    source=f"{BECKER2022}, the flow of small steps; reduction derived for this project",
    statement=r"Generated points of mass $q$ at $w$ and $-w$ around a true point of mass $2 q$: the discriminator "
    r"$f = (2 q K(\cdot, 0) - q K(\cdot, w) - q K(\cdot, -w))/\lambda$ has the slope $(q/\lambda)(2 K'(w) - K'(2 "
    r"w)) = -3 \kappa^2 q w^3/\lambda + O(w^4)$ at $w$.",
    hypotheses=(),
    subject=Static("a discriminator at rest around a balanced pair"),
    claim=LeadingTerm(force, w, -3 * kappa**2 * q * w**3 / lam),
    label="K3",
)
