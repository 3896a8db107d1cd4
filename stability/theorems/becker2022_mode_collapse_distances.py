"""Masses that do not match, at other distances: the influence of the other mode fades like a Gaussian."""

from typing import Any

from sympy import Integer, Rational

from stability.theorem import KernelEquilibrium, Static, Theorem
from stability.theorem.sources import BECKER2022

half = Rational(1, 2)
masses, generated = (Rational(3, 5), Rational(2, 5)), (half, half)


def equilibrium(distance: int, values: Any, eigenvalues: Any) -> KernelEquilibrium:
    """The two modes at this distance."""
    points = (Integer(0), Integer(distance))
    return KernelEquilibrium(
        points, masses, generated, points, Integer(1), half, Integer(1), values=values, eigenvalues=eigenvalues
    )


theorem = Theorem(
    name="becker2022_mode_collapse_distances",
    source=f"{BECKER2022}, the flow of small steps; numbers for this project",
    statement=r"The two modes with masses $3/5$, $2/5$ against $1/2$, $1/2$ at the distances $L = 4$ and $L = 6$: "
    r"places and eigenvalues with the true kernel. The real parts differ from those of isolated points by "
    r"$2.4 \cdot 10^{-4}$ and $2.7 \cdot 10^{-8}$, in both cases between $0.04$ and $0.05$ times $L^2 e^{-\kappa "
    r"L^2/2}$.",
    hypotheses=(),
    subject=Static("the kernel game of two true and two generated points"),
    claim=(
        equilibrium(
            4,
            ("-0.000224867374767201491300080163947745", "3.99966269728125860663349702429433"),
            (
                ("-0.3002370908758156208168611911028102", "0.4583747086945945106768492738176708"),
                ("-0.1997628512065616862782185150867233", "0.3997983578820355965201387927073645"),
            ),
        ),
        equilibrium(
            6,
            ("-0.00000001522998853957494668642358082549536", "5.99999997715501719063626516931192"),
            (
                ("-0.3000000266523017866188930149570180", "0.4582575811277562214262364648570631"),
                ("-0.1999999733476979524330525153114851", "0.3999999800105056943137726882535691"),
            ),
        ),
    ),
    label="K4",
)
