"""The linear-quadratic GAN in the plane converges to the orbit of the rotations of the noise."""

from sympy import Integer, Symbol

from stability.games import linear_quadratic_gan
from stability.objectives import logistic
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import NAGARAJAN2017

t = Symbol("t", real=True)
game = linear_quadratic_gan(2, logistic)
cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
orbit = dict.fromkeys(game.state, 0 * t)
orbit |= dict(zip(game.state[:4], (cosine, -sine, sine, cosine), strict=True))

theorem = Theorem(
    name="nagarajan2017_plane_gan_orbit",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and the appendix on linear-quadratic GANs, in two dimensions",
    statement="For $D(x) = x^T W x + w^T x$, $G(z) = A z + b$ and standard normal data in the plane the logistic "
    "GAN converges locally to the orbit $A = Q$, $Q$ a rotation, $W = 0$, $w = b = 0$: at $A = 1$, and so at each of "
    "its points, which the rotations of the noise carry into each other, the eigenvalue $0$ is simple and belongs to "
    "the orbit, and the ten others have negative real part.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(tuple(orbit.items()), (t,), ((t, Integer(0)),)),
    label="A4, A7, C5 (Nagarajan 2017)",
)
