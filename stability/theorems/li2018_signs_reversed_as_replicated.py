"""A public replication reverses the signs of both players."""

from stability.games import two_gaussians_gan
from stability.system import gradient_field
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((-1, 1))
field = dict(zip(game.state, gradient_field(game).rhs, strict=True))
mu1, mu2, l1, l2, r1, r2 = game.state

theorem = Theorem(
    name="li2018_signs_reversed_as_replicated",
    source=f"{LI2018}, cf. section 2; a public replication of its experiment",
    statement=r"The gradient flow of $\min_\mu \max_{\ell, r} L$ has $\dot r_1 = -F(r_1)$, $\dot \ell_1 = "
    r"F(\ell_1)$ and $\dot \mu_1 = \partial L / \partial \mu_1$.",
    hypotheses=(),
    subject=game,
    claim=(ChangeIs(r1, -field[r1]), ChangeIs(l1, -field[l1]), ChangeIs(mu1, -field[mu1])),
    expected="REFUTED",
    erratum=r"All signs are reversed: the discriminator ascends in $L$ and the generator descends. The reversed "
    r"flow is that of the game in which the names of all left and right ends are exchanged.",
    label="B1",
)
