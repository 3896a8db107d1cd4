"""Reversing all signs is the same as exchanging left and right ends."""

from sympy import Symbol

from stability.clock import Time
from stability.games import two_gaussians_gan
from stability.system import System, gradient_field
from stability.theorem import ChangeIs, Identity, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
field = gradient_field(game)
mu1, mu2, l1, l2, r1, r2 = game.state
value = game.player("generator").loss
exchange = {l1: r1, l2: r2, r1: l1, r2: l2}
reversed_flow = System(Time.CONTINUOUS, field.state, [-v for v in field.rhs], name="all signs reversed")
ends = dict(zip(field.state, field.rhs, strict=True))

theorem = Theorem(
    name="li2018_signs_reversed_exchange_ends",
    source=f"{LI2018}, cf. section 2; a public replication of its experiment",
    statement=r"Exchanging all left and right ends turns $L$ into $2 - L$, the discriminator $D$ into $-D$. So the "
    r"flow with the signs of both players reversed is the gradient flow in which left and right ends have exchanged "
    r"their names: an interval $[\ell, r]$ of the one means $[r, \ell]$ of the other.",
    hypotheses=(),
    subject=reversed_flow,
    claim=(
        Identity(value.xreplace(exchange), 2 - value),
        *(ChangeIs(s, ends[exchange.get(s, s)].xreplace(exchange)) for s in game.state),
    ),
    label="B1",
)
