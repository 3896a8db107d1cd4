"""The hypotheses of the local theorem along a curve of equilibria, and its conclusion."""

from sympy import Integer, Symbol

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import ConvergesToSet, LocalHypotheses, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = uniform_gan(logistic, factors=2)
a, c, w = game.state
t = Symbol("t", positive=True)
curve = ((a, t), (c, 1 / t), (w, 0 * t))
here = tuple(zip(game.state, map(Integer, (1, 1, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_local_theorem_product",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 and the theorem on equilibrium manifolds; Property I along the set",
    statement="For $D(x) = w x^2$ and $G(z) = a c z$ the logistic GAN satisfies the hypotheses of the local theorem "
    "at $w = 0$, $a = c = 1$, when Property I asks that the two functions are constant along the curve $a c = 1$, "
    "whose tangent is the null space of $K_{DG}$. The equilibrium is SEMISTABLE: starts nearby converge to some "
    "point of the curve.",
    hypotheses=(),
    subject=game,
    claim=(
        LocalHypotheses((1, 1), at=here, straight=False, curve=curve, coordinates=(t,), values=((t, Integer(1)),)),
        ConvergesToSet(curve, (t,)),
        StabilityIs(Stability.SEMISTABLE, at=here),
    ),
    label="A3, A4, C5 (Nagarajan 2017)",
)
