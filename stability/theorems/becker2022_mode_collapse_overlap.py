"""Masses that do not match, with the true kernel: the displaced equilibrium and its spectrum."""

from sympy import Integer, Rational

from stability.theorem import KernelEquilibrium, Static, Theorem
from stability.theorem.sources import BECKER2022

half = Rational(1, 2)
masses, generated = (Rational(3, 5), Rational(2, 5)), (half, half)
points = (Integer(0), Integer(5))

theorem = Theorem(
    name="becker2022_mode_collapse_overlap",
    source=f"{BECKER2022}, the flow of small steps; numbers for this project",
    statement=r"True points 0 and 5 with masses $3/5$ and $2/5$, two generated points of mass $1/2$, $\kappa = \mu "
    r"= 1$, $\lambda = 1/2$: the equilibrium is displaced from the true points by some $10^{-6}$, and its "
    r"eigenvalues differ by $10^{-5}$ from those of isolated points, $-0.3 \pm 0.4583 i$ and $-0.2 \pm 0.4 i$. It "
    r"is stable.",
    hypotheses=(),
    subject=Static("the kernel game of two true and two generated points"),
    claim=KernelEquilibrium(
        points,
        masses,
        generated,
        points,
        Integer(1),
        half,
        Integer(1),
        values=("-0.00000310584524378367639170372213303603286", "4.99999534123212688268926579862284795"),
        eigenvalues=(
            ("-0.30000446739396578043025610185661", "0.45825952356384979514064079289569"),
            ("-0.19999553259517571738241276319665", "0.39999664190830094161724570916255"),
        ),
    ),
    label="K4",
)
