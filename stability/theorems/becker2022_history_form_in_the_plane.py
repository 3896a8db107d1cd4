"""Features against history in the plane and without regularization."""

from sympy import Integer, Rational

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import HistoryForm, Theorem
from stability.theorem.sources import BECKER2022

points, masses = ((Integer(0), Integer(0)), (Integer(1), Rational(1, 2))), (Rational(1, 2), Rational(1, 2))
generated = (Rational(2, 3), Rational(1, 3))
start = (Rational(1, 5), Rational(-1, 10), Integer(1), Integer(1))
lam, kappa, eta_d, eta_g = Integer(0), Rational(9, 4), Rational(1, 5), Rational(1, 10)
game = kernel_gan(points, masses, generated, lam=lam, kappa=kappa, dimension=2, features=3)

theorem = Theorem(
    name="becker2022_history_form_in_the_plane",
    source=f"{BECKER2022}, cf. eq. (125) and the closed form in the authors' code",
    statement=r"In the plane, with all features of degree at most 2 and $\lambda = 0$, alternating gradient descent on "
    r"the game and the history form agree for five iterations; the formula with $\lambda$ in a denominator is not "
    r"used.",
    hypotheses=(),
    subject=(game, AlternatingGD(eta_g, h_d=eta_d, first="discriminator")),
    claim=HistoryForm(points, masses, generated, start, kappa, lam, eta_d, eta_g, degree=3, steps=5),
    label="K0",
)
