"""The published experiments are no test of the theorems, and not machine-checkable."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import NAGARAJAN2017

theorem = Theorem(
    name="nagarajan2017_experiments",
    source=f"{NAGARAJAN2017}, cf. its experiments and the published code gradient_regularized_gan",
    statement=r"On eight Gaussians of standard deviation $0.02$ on a circle of radius $2$ and on stacked MNIST the "
    r"regularizer with $\eta = \frac12$ trains as well as unrolling the discriminator.",
    hypotheses=(),
    subject=Static("neural generators and discriminators on eight Gaussians and on stacked MNIST"),
    claim=NotDecided(
        "a statement about pictures and tables of random runs of neural networks; the released code alternates the two "
        "players and steps with Adam, so that its runs follow neither the flow nor simultaneous gradient descent, "
        "which the theorems are about, and the tables for stacked MNIST are not at hand",
        "the tables with a measure of success and confidence intervals, repeated runs of the released configuration, "
        "and for a test of the theorem runs of small simultaneous gradient steps without Adam",
    ),
    expected="UNDECIDED",
    label="A10, C6 (Nagarajan 2017)",
)
