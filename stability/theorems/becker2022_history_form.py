"""The game with features and the history form of the iteration move through the same points."""

from sympy import Integer, Rational

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import HistoryForm, Theorem
from stability.theorem.sources import BECKER2022

points, masses = (Integer(0), Rational(3, 2)), (Rational(3, 5), Rational(2, 5))
generated, start = (Rational(1, 2), Rational(1, 3), Rational(1, 6)), (Rational(1, 5), Integer(1), Rational(-1, 2))
lam, kappa, eta_d, eta_g = Rational(1, 2), Rational(4), Rational(1, 10), Rational(1, 5)
game = kernel_gan(points, masses, generated, lam=lam, kappa=kappa, features=4)

theorem = Theorem(
    name="becker2022_history_form",
    source=f"{BECKER2022}, cf. eq. (125) and the closed form in the authors' code",
    statement=r"Alternating gradient descent on the game with the four features $\psi_0, \dots, \psi_3$, two true and "
    r"three generated points of unequal masses, discriminator first, and the iteration that keeps only the history of "
    r"the generated points, with the kernel of the same features, agree for six iterations. The generator's step uses "
    r"the newest discriminator $f_{k+1}$ and carries the factor $q_j$.",
    hypotheses=(),
    subject=(game, AlternatingGD(eta_g, h_d=eta_d, first="discriminator")),
    claim=HistoryForm(points, masses, generated, start, kappa, lam, eta_d, eta_g, degree=4, steps=6),
    label="K0",
)
