"""One Gaussian with an empty interval at the target: the Jacobian vanishes."""

from sympy import Integer

from stability.games import gaussian_interval_gan
from stability.theorem import JacobianIs, LeadingChange, NotDecided, Theorem
from stability.theorem.sources import LI2018

game = gaussian_interval_gan()
mu, left, right = game.state
zero = Integer(0)
level = (right - left) ** 2 / 2 - (right + left) ** 2 / 4 + mu**2 / 2

theorem = Theorem(
    name="li2018_single_interval_degenerate",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"For one Gaussian with the target $0$ the equilibrium $\mu = \ell = r = 0$ lies between the "
    r"attracting and the repelling half of the line $\ell = -r$, and its Jacobian is zero. Is it Lyapunov stable?",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs([[zero] * 3] * 3),
        LeadingChange(level, zero, 3),
        NotDecided(
            "the Jacobian is 0, and the quadratic part of the field conserves the quantity of the second check",
            "terms of higher order along the orbits of the quadratic part (an averaging argument)",
        ),
    ),
    expected="UNDECIDED",
    label="B6",
)
