"""The rate of linear convergence, without the exception for Jordan blocks."""

from sympy import Integer, Rational

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import PowersOfOrder, Theorem
from stability.theorem.sources import MESCHEDER2018

theorem = Theorem(
    name="mescheder2018_rate_as_published",
    source=f"{MESCHEDER2018}, cf. Theorem A.2; cf. Proposition 3 of arXiv 1705.10461",
    statement=r"Where every eigenvalue of $F'$ lies inside the unit circle, iterates converge with rate "
    r"$O(|\lambda_{max}|^k)$; for instance $|F'^k| = O(0.9^k)$ for simultaneous gradient descent with $h = \frac15$ "
    r"on the logistic Dirac-GAN with the critical penalty $\gamma = 1$, whose double eigenvalue is $0.9$.",
    hypotheses=(),
    subject=(R1Penalty(Integer(1))(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    claim=PowersOfOrder(Rational(9, 10)),
    expected="REFUTED",
    erratum=r"True is $O((|\lambda_{max}| + \epsilon)^k)$ for every $\epsilon > 0$, and $O(|\lambda_{max}|^k)$ for "
    r"linear maps whose largest eigenvalues are semisimple.",
    label="R19",
)
