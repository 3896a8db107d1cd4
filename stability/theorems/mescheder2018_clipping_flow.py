"""The projected flow of the clipped Wasserstein Dirac-GAN reaches a circle in finite time and stays on it."""

from sympy import Integer, cos, pi, sin, sqrt, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Arc, ExactOrbit, Theorem
from stability.theorem.arcs import T
from stability.theorem.sources import DERIVED, MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
zero, one = Integer(0), Integer(1)
bounds = ((psi, one),)
turn = Arc((2 * cos(T), 2 * sin(T)), pi / 6)
slide = Arc((sqrt(3) - T, one), sqrt(3), held=(psi,))
circle = (Arc((-sin(T), cos(T)), pi), Arc((sin(T), -cos(T)), pi))

theorem = Theorem(
    name="mescheder2018_clipping_flow",
    source=f"{MESCHEDER2018}, cf. Lemma 3.1; {DERIVED[0].lower()}{DERIVED[1:]}",
    statement=r"With $|\psi| \le 1$ kept by projection, the flow of the Wasserstein Dirac-GAN from $(2, 0)$ turns to "
    r"$\psi = 1$, slides along it until $\theta = 0$, which takes $\frac{\pi}{6} + \sqrt3$ in all, and then runs on "
    r"the unit circle with period $2\pi$: it never reaches the equilibrium.",
    hypotheses=(),
    subject=dirac_gan(wasserstein),
    claim=(
        ExactOrbit(
            (Integer(2), zero),
            (turn, slide),
            (zero, one),
            pi / 6 + sqrt(3),
            "2.25564958316717616660455357205245618",
            bounds,
        ),
        ExactOrbit((zero, one), circle, (zero, one), 2 * pi, bounds=bounds),
    ),
    label="R08",
)
