"""First-order dynamics read as locally unstable at every correct generator."""

from sympy import Integer

from stability.games import gaussian_interval_gan
from stability.theorem import AcrossEquilibria, Theorem
from stability.theorem.sources import LI2018

game = gaussian_interval_gan()
place = tuple(zip(game.state, (Integer(0), Integer(-1), Integer(1)), strict=True))

theorem = Theorem(
    name="li2018_every_equilibrium_unstable_as_recalled",
    source=f"{LI2018}, cf. the section on first-order dynamics; as recalled",
    statement=r"First-order dynamics is locally unstable at every correct generator; for one Gaussian with the "
    r"target $0$ the equilibrium $\mu = 0$, $[\ell, r] = [-1, 1]$ has two eigenvalues with positive real part.",
    hypotheses=(),
    subject=game,
    claim=AcrossEquilibria(place[:1], place, 0, 2),
    expected="REFUTED",
    erratum=r"Both eigenvalues across the line of equilibria have negative real part, $\varphi(1) (-1 \pm i)$, so "
    r"that the line attracts. The failures of first-order dynamics are global: they depend on the start.",
    label="C9 (Li 2018)",
)
