"""A recorded spectrum at spurious equilibria that leaves out the coupling to the generator."""

from sympy import Integer, Rational

from stability.games import two_gaussians_gan
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)
game = two_gaussians_gan((-1, 1))
place = tuple(zip(game.state, (Integer(0), Integer(2), half, half, half, half), strict=True))

theorem = Theorem(
    name="li2018_spurious_empty_intervals_as_tabulated",
    source=f"{LI2018}, cf. the section on first-order dynamics; the table of results this project started from",
    statement=r"At a wrong generator with $\ell_i = r_i = x_0$, $F(x_0) = 0$, the eigenvalues are $\pm F'(x_0)$ for "
    r"each interval and $0$ for the means; for $\mu^* = (-1, 1)$, $\mu = (0, 2)$, $x_0 = \frac12$ two are positive, "
    r"two negative and two zero.",
    hypotheses=(),
    subject=game,
    claim=LocationIs(2, 2, 2, at=place),
    expected="REFUTED",
    erratum=r"The ends and the means are coupled: the squares of the eigenvalues other than the two zeros are those "
    r"of $\operatorname{diag}(F'(x_i)^2) - 2 U U^T$ with $U_{ij} = \frac12 (x_i - \mu_j) \varphi(x_i - \mu_j)$. "
    r"Here one pair is $\pm F'(x_0)$, the other one is imaginary.",
    label="B6",
)
