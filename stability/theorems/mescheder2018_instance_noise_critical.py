"""At the critical noise level the Dirac-GAN has a Jordan block."""

from sympy import Integer, Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import InstanceNoise
from stability.theorem import JordanBlock, NumberIs, Theorem
from stability.theorem.sources import MESCHEDER2018

s = Symbol("s", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)
critical = sqrt(-c / d)

theorem = Theorem(
    name="mescheder2018_instance_noise_critical",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2; the Jordan block is added here",
    statement=r"For $f'(0) > 0 > f''(0)$ the eigenvalues of the Dirac-GAN with instance noise meet at the noise level "
    r"$s = \sqrt{-f'(0)/f''(0)}$ ($\sqrt 2$ for the logistic $f$), in the double eigenvalue $-f'(0)$ with a "
    r"non-trivial Jordan block.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"), Fact("f", order=2, at=0, sign="negative")),
    subject=InstanceNoise(s)(dirac_gan()),
    claim=(
        JordanBlock(-c, {s: critical}),
        NumberIs(critical, "1.41421356237309504880168872420969808", {c: Integer(1) / 2, d: -Integer(1) / 4}),
    ),
    label="R11",
)
