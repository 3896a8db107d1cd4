"""Masses that do not match, in the isolated points model: both modes are stable."""

from sympy import Integer, Rational

from stability.games import isolated_points_gan
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import BECKER2022

half = Rational(1, 2)
masses, generated = (Rational(3, 5), Rational(2, 5)), (half, half)
game = isolated_points_gan(masses, [[half], [half]], lam=half, kappa=1, features=2)
system = gradient_field(game)
heights = {system.state[2]: Rational(1, 5), system.state[4]: Rational(-1, 5)}
at = tuple({**dict.fromkeys(system.state, Integer(0)), **heights}.items())

theorem = Theorem(
    name="becker2022_mode_collapse_isolated",
    source=f"{BECKER2022}, the isolated points model; spectrum derived for this project",
    statement=r"True masses $3/5$ and $2/5$, one generated point of mass $1/2$ at each, $\kappa = \mu = 1$, "
    r"$\lambda = 1/2$: the eigenvalues are $-\frac{3}{10} \pm \frac{\sqrt{21}}{10} i$ and $-\frac15 \pm \frac25 i$ "
    r"(and $-\lambda$). A mismatch of a tenth of the mass persists: approximate mode collapse.",
    hypotheses=(),
    subject=system,
    claim=EigenvaluesAt({}, (("-0.2", "0.4"), ("-0.3", "0.4582575694955840006588"), ("-0.5", "0")), at=at),
    label="K4",
)
