"""The hypotheses of the local theorem for the linear-quadratic GAN in the plane."""

from sympy import Integer, Symbol

from stability.games import linear_quadratic_gan
from stability.objectives import logistic
from stability.theorem import LocalHypotheses, ProjectedHurwitz, Theorem
from stability.theorem.sources import NAGARAJAN2017

t = Symbol("t", real=True)
game = linear_quadratic_gan(2, logistic)
cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
orbit = dict.fromkeys(game.state, 0 * t)
orbit |= dict(zip(game.state[:4], (cosine, -sine, sine, cosine), strict=True))

here = {s: v.xreplace({t: Integer(0)}) for s, v in orbit.items()}

theorem = Theorem(
    name="nagarajan2017_plane_gan_hypotheses",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and the appendix on linear-quadratic GANs, in two dimensions",
    statement="For standard normal data in the plane the logistic linear-quadratic GAN satisfies the hypotheses of "
    "the local theorem at $A = 1$, with $K_{DD}$ and $K_{DG}$ of rank $5$ and Property I along the orbit of the "
    "rotations; the projected Jacobian, of dimension $10$, is Hurwitz.",
    hypotheses=(),
    subject=game,
    claim=(
        LocalHypotheses(
            (5, 5),
            at=tuple(here.items()),
            straight=False,
            curve=tuple((s, orbit[s]) for s in game.players[0].variables),
            coordinates=(t,),
            values=((t, Integer(0)),),
        ),
        ProjectedHurwitz(10, at=tuple(here.items())),
    ),
    label="A3, A4",
)
