"""The threshold of the linear game is not that of the logistic one."""

from sympy import Equivalent, Symbol

from stability.theorem import Holds, Static, Theorem
from stability.theorem.sources import DERIVED

gamma, g0 = Symbol("gamma", positive=True), Symbol("g_0", positive=True)

theorem = Theorem(
    name="dirac_dragan_naive_threshold",
    source=f"{DERIVED}; a tempting error",
    statement=r"The wrong point of DRAGAN on the logistic Dirac-GAN is a node of its side, $\gamma + \gamma^2 g_0^2 "
    r"\ge 1$, if and only if $\gamma \ge 2 f'(0) = 1$, as for WGAN-GP with $\gamma \ge 2$.",
    hypotheses=(),
    subject=Static("the wrong point of DRAGAN on the logistic Dirac-GAN", (gamma > 0, g0 > 0)),
    claim=Holds(Equivalent(gamma + gamma**2 * g0**2 >= 1, gamma >= 1)),
    expected="REFUTED",
    erratum=r"The linearization at the wrong point has the extra damping $\gamma^2 g_0^2$ of $f'' < 0$.",
    label="R10",
)
