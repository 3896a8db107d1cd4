"""A table of eigenvalues with wrong digits: the regularized uniform WGAN."""

from sympy import Integer, Rational

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = DiscriminatorFieldPenalty(Rational(1, 2))(uniform_gan(wasserstein))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_eta_half_as_tabulated",
    source=f"{NAGARAJAN2017}, cf. section 5; the table of numbers this project started from",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac12$, the uniform WGAN "
    r"has at $w = 0$, $a = 1$ the pair of eigenvalues stated here.",
    hypotheses=(),
    subject=game,
    claim=EigenvaluesAt({}, (("-0.22222222222222222", "0.62853936105461470891057852832187097692381"),), at=place),
    expected="REFUTED",
    erratum=r"Digits of the imaginary part are wrong: it is $0.62853936105470891057852832187097692381$.",
    label="A5",
)
