"""Any number of generated points of any masses at one true point: the spectrum."""

from sympy import Integer, sqrt, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import Arrow, ArrowSpectrum, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q, q1, q2, q3 = symbols("lambda kappa mu p q q1 q2 q3", positive=True)
system = gradient_field(kernel_gan([0], [p], [q1, q2, q3], lam=lam, kappa=kappa, mu=mu, features=2))
y1, y2, y3, height, slope = system.state
surplus = p - q1 - q2 - q3
at = tuple({**dict.fromkeys(system.state, Integer(0)), height: surplus / lam}.items())
arrow = Arrow(
    mass=q,
    head=lam,
    top=-q * sqrt(kappa),
    side=mu * q * sqrt(kappa),
    rate=mu * kappa * surplus / lam * q,
    hub=slope,
    followers=((y1, q1), (y2, q2), (y3, q3)),
)

theorem = Theorem(
    name="becker2022_any_number_spectrum",
    source=f"{BECKER2022}, the flow of small steps; spectrum derived for this project",
    statement=r"For $N$ generated points of masses $q_1, \dots, q_N$, $\Delta = p - \sum_j q_j$ and $a = \mu \kappa "
    r"\Delta/\lambda$, the characteristic polynomial is, once for each dimension and up to powers of $s + \lambda$, "
    r"$(s + \lambda) \prod_j (s + a q_j) + \kappa \mu \sum_j q_j^2 \prod_{l \ne j} (s + a q_l)$.",
    hypotheses=(),
    subject=system,
    claim=ArrowSpectrum(arrow, kappa * mu * q**2, at),
    label="K2",
)
