"""Masses that do not match, with less regularization: the heavy mode loses its stability."""

from sympy import Integer, Rational, sqrt

from stability.theorem import KernelEquilibrium, NumberIs, Static, Theorem
from stability.theorem.sources import BECKER2022

half = Rational(1, 2)
masses, generated = (Rational(3, 5), Rational(2, 5)), (half, half)
points = (Integer(0), Integer(5))

theorem = Theorem(
    name="becker2022_mode_collapse_weak_regularization",
    source=f"{BECKER2022}, the flow of small steps; numbers for this project",
    statement=r"The two modes at distance 5 with $\lambda = 1/5$, below the threshold $\lambda_c = \sqrt{q (q - p)} "
    r"= \sqrt{1/20}$ of isolated points: the equilibrium is at the same place, and two eigenvalues have positive "
    r"real part.",
    hypotheses=(),
    subject=Static("the kernel game of two true and two generated points"),
    claim=(
        NumberIs(sqrt(Rational(1, 20)), "0.2236067977499789696409173668731276"),
        KernelEquilibrium(
            points,
            masses,
            generated,
            points,
            Integer(1),
            Rational(1, 5),
            Integer(1),
            values=("-0.00000310584524378367639170372213303603286", "4.99999534123212688268926579862284795"),
            eigenvalues=(
                ("-0.2250111789834104110298839941571501", "0.4993740489110332568313425434370182"),
                ("0.0250111790105566664982118315240064", "0.4465086421565069891715745255395223"),
            ),
            unstable=2,
        ),
    ),
    label="K4",
)
