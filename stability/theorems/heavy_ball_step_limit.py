"""The step limit of simultaneous heavy ball for a complex pair of eigenvalues."""

from sympy import Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import DERIVED

u, v, last_u, last_v = symbols("u v u_1 v_1", real=True)
x, y, beta = symbols("x y beta", real=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="heavy_ball_step_limit",
    source=DERIVED,
    statement=r"Descent with momentum, $z^+ = z + h A z + \beta (z - z_{-})$, for $A$ with the eigenvalues $x \pm i "
    r"y$, $x < 0$, converges if and only if $|\beta| < 1$ and $h < 2 |x| (1 - \beta)^2 (1 + \beta) / ((1 - \beta)^2 "
    r"x^2 + (1 + \beta)^2 y^2)$; $\beta = 0$ gives the limit without momentum.",
    hypotheses=(x < 0, beta < 1, beta > -1),
    subject=System(
        Time.DISCRETE,
        (u, v, last_u, last_v),
        (
            u + h * (x * u - y * v) + beta * (u - last_u),
            v + h * (y * u + x * v) + beta * (v - last_v),
            u,
            v,
        ),
        name="heavy ball with the eigenvalues x + iy and x - iy",
    ),
    claim=StableIff(h * ((1 - beta) ** 2 * x**2 + (1 + beta) ** 2 * y**2) < -2 * x * (1 - beta) ** 2 * (1 + beta)),
    label="X02",
)
