"""Empty intervals at the correct generator: a purely imaginary spectrum."""

from sympy import Integer, Rational, Symbol

from stability.games import two_gaussians_gan
from stability.theorem import EigenvaluesAt, LocationIs, SymmetricPart, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)
game = two_gaussians_gan((-1, 1))
place = tuple(zip(game.state, (Integer(-1), Integer(1), Integer(-2), half, Integer(-2), half), strict=True))
x, y = Symbol("x", real=True), Symbol("y", real=True)
anywhere = tuple(zip(game.state, (Integer(-1), Integer(1), x, y, x, y), strict=True))

theorem = Theorem(
    name="li2018_empty_discriminator",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived",
    statement=r"At the correct generator with empty intervals, $\mu = \mu^*$ and $\ell_i = r_i$, the Jacobian is "
    r"skew, because the generator's own Hessian vanishes: the spectrum is imaginary, two zeros from the surface of "
    r"such equilibria and two pairs. For $\mu^* = (-1, 1)$ and intervals at $-2$ and $\frac12$ the pairs are $\pm "
    r"0.2331\ldots i$ and $\pm 0.0969\ldots i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SymmetricPart(0, 6, 0, at=anywhere),
        LocationIs(0, 6, 0, at=place),
        EigenvaluesAt(
            {},
            (
                ("0", "0.2331058340620271609409252782386"),
                ("0", "0.096903970373402347982009730209353"),
                ("0", "0"),
            ),
            at=place,
        ),
    ),
    label="B6",
)
