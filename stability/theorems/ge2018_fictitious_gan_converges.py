"""Convergence of the averages of Fictitious GAN, recorded."""

from stability.theorem import NotDecided, Static, Theorem
from stability.theorem.sources import FICTITIOUS2018

theorem = Theorem(
    name="ge2018_fictitious_gan_converges",
    source=f"{FICTITIOUS2018}, the main claim of the abstract",
    statement=r"When each player answers the average of the other's past, the generated average converges to the data "
    r"and the average discriminator to $\frac12$.",
    hypotheses=(),
    subject=Static("fictitious play of a GAN"),
    claim=NotDecided(
        "the best response is set-valued and jumps, so that there is no field to linearize; a finite run decides "
        "nothing about the limit",
        "the duality-gap argument (see ge2018_duality_gap) carried over to averages with a step 1/n and to infinitely "
        "many points",
    ),
    expected="UNDECIDED",
    label="W4",
)
