"""Total mode collapse within a small distance in total variation."""

from sympy import Integer, Rational

from stability.theorem import BestDiscriminator, Static, Theorem
from stability.theorem.sources import LI2018

half, zero = Rational(1, 2), Integer(0)
value = "0.058058865731368593639753508502676364226"
place = "1.0209576910042540067905084982819308"

theorem = Theorem(
    name="li2018_distance_misses_collapse",
    source=f"{LI2018}, cf. the experiments on success probabilities; certified zeros",
    statement=r"For $\mu^* = (-\frac12, \frac12)$ the collapsed generator $(0, 0)$, with both means off by "
    r"$\frac12$, has $\mathrm{TV}(p^*, p_\mu) = 0.058\ldots < \frac{1}{10}$.",
    hypotheses=(),
    subject=Static("Total variation between two mixtures"),
    claim=BestDiscriminator((-half, half), (zero, zero), (f"-{place}", place), True, value),
    label="C11 (Li 2018), B5",
)
