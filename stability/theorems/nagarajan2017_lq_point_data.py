"""A trap: at data without variance the linear-quadratic GAN loses its damping and a rank."""

from sympy import Integer, symbols

from stability.expectation import Normal, PointMass, Pushforward
from stability.game import Game
from stability.objectives import logistic
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

w_1, w_2, a, b, x, z, mu = symbols("w_1 w_2 a b x z mu", real=True)

theorem = Theorem(
    name="nagarajan2017_lq_point_data",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs without $\\sigma > 0$",
    statement=r"The linear-quadratic GAN has only eigenvalues with negative real part for every data law $N(\mu, "
    r"\sigma^2)$, $\sigma = 0$ included, where the equilibrium is $w = 0$, $a = 0$, $b = \mu$.",
    hypotheses=(),
    subject=Game.gan(
        "linear-quadratic GAN at a point",
        output=w_2 * x**2 + w_1 * x,
        input=x,
        real=PointMass(mu),
        fake=Pushforward(a * z + b, z, Normal(0, 1)),
        generator=(a, b),
        discriminator=(w_2, w_1),
        f=logistic,
    ),
    claim=LocationIs(4, 0, 0, at=((a, Integer(0)), (b, mu), (w_2, Integer(0)), (w_1, Integer(0)))),
    expected="REFUTED",
    erratum=r"At $\sigma = 0$ the matrix $K_{DG}$ is singular (its column for $a$ vanishes with $a$), which leaves "
    r"the eigenvalue $0$, and so is $K_{DD}$.",
    label="A7",
)
