"""A table of eigenvalues with wrong digits: the regularized logistic uniform GAN."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = DiscriminatorFieldPenalty(Integer(1))(uniform_gan(logistic))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_uniform_gan_eta_one_as_tabulated",
    source=f"{NAGARAJAN2017}, cf. section 5; the table of numbers this project started from",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = 1$, the logistic uniform "
    r"GAN has at $w = 0$, $a = 1$ the pair of eigenvalues stated here.",
    hypotheses=(),
    subject=game,
    claim=EigenvaluesAt({}, (("-0.16111111111111111", "0.29181213303708658677717329496065328814"),), at=place),
    expected="REFUTED",
    erratum=r"Digits of the imaginary part are wrong: it is $0.29181213303708658677718329496065328814$.",
    label="A5",
)
