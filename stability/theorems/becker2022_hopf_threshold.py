"""One generated point that is too heavy: where the equilibrium loses its stability."""

from sympy import Integer, Rational, sqrt, symbols

from stability.games import kernel_gan
from stability.system import gradient_field
from stability.theorem import EigenvaluesAt, LocationIs, NumberIs, Theorem
from stability.theorem.sources import BECKER2022

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
threshold = sqrt(mu * kappa * q * (q - p))
instance = {kappa: Integer(4), mu: Integer(1), p: Rational(2, 5), q: Rational(1, 2)}
general = gradient_field(kernel_gan([0], [p], [q], lam=lam, kappa=kappa, mu=mu, features=2))
system = general.instantiate({**instance, lam: sqrt(5) / 5})
at = tuple({**dict.fromkeys(system.state, Integer(0)), system.state[1]: -sqrt(5) / 10}.items())

theorem = Theorem(
    name="becker2022_hopf_threshold",
    source=f"{BECKER2022}, the flow of small steps; threshold derived for this project",
    statement=r"For $\kappa = 4$, $\mu = 1$, $p = 2/5$, $q = 1/2$ the threshold $\lambda_c = \sqrt{\mu \kappa q (q - "
    r"p)}$ is $1/\sqrt5$; the equilibrium has an imaginary pair there, with the frequency $\sqrt{\mu \kappa q p} = "
    r"2/\sqrt5$.",
    hypotheses=(),
    subject=system,
    claim=(
        NumberIs(threshold, "0.447213595499957939281834733746255247", tuple(instance.items())),
        LocationIs(1, 2, 0, at=at),
        EigenvaluesAt(
            {},
            (("0", "0.894427190999915878563669467492510494"), ("-0.447213595499957939281834733746255247", "0")),
            at=at,
        ),
    ),
    label="K1",
)
