"""The alternating iteration: multipliers for four choices of the published step sizes."""

from typing import Any

from sympy import Integer, Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import kernel_gan
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, eta_d, eta_g = symbols("lambda kappa eta_d eta_g", positive=True)
system = AlternatingGD(eta_g, h_d=eta_d, first="discriminator")(
    kernel_gan([0], [1], [1], lam=lam, kappa=kappa, features=2)
)
tenth = Rational(1, 10)
modulus = "0.994987437106619954734479821001206005"


def at(d: Any, g: Any, regularization: Any, width: Any, values: Any, radius: str) -> EigenvaluesAt:
    """The multipliers for these step sizes."""
    numbers = {eta_d: d, eta_g: g, lam: regularization, kappa: 1 / width**2}
    return EigenvaluesAt(numbers, values, radius=radius)


theorem = Theorem(
    name="becker2022_update_map_numbers",
    source=f"{BECKER2022}, cf. eq. (125), with step sizes of the authors' code; numbers from exact algebra",
    statement=r"$(\eta_d, \eta_g, \lambda, \sigma) = (1, \frac1{10}, 1, \frac1{10})$ and $(1, \frac1{10}, "
    r"\frac1{10}, \frac1{10})$ are unstable; $(\frac1{10}, \frac1{10}, \frac1{10}, \frac1{10})$ and $(\frac1{10}, "
    r"\frac1{100}, \frac1{10}, 1)$ are stable, both with the spectral radius $\sqrt{0.99}$.",
    hypotheses=(),
    subject=system,
    claim=(
        at(Integer(1), tenth, Integer(1), tenth, (("0", "0"), ("-9", "0")), "9"),
        at(
            Integer(1),
            tenth,
            tenth,
            tenth,
            (
                ("0.9", "0"),
                ("-0.11267857547799382104402082095142428", "0"),
                ("-7.98732142452200617895597917904857572", "0"),
            ),
            "7.98732142452200617895597917904857572",
        ),
        at(tenth, tenth, tenth, tenth, (("0.99", "0"), ("0.495", "0.863119342848948090934617902988940162")), modulus),
        at(
            tenth,
            tenth**2,
            tenth,
            Integer(1),
            (("0.9945", "0.0311408092380400416594337444280116076"), ("0.99", "0")),
            modulus,
        ),
    ),
    label="K6",
)
