"""Claims about kernel games whose points feel each other: displaced equilibria in balls, and travelling waves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from flint import arb, ctx, fmpq

from stability.algebra.balls import within_last_digit
from stability.algebra.exact import exact
from stability.algebra.numbers import ball_of
from stability.kernel import kernel_point, map_speed, moment, moment_by_quadrature
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import listed, positive
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import each, row
from stability.theorem.equal import vanishes
from stability.theorem.fields import Count, DigitPairs, Digits, Number, Numbers, OptionalDigitsList, Ratios

#: Bits for the speed: 36 digits with as many to spare.
_BITS = 256


@dataclass(frozen=True)
class KernelEquilibrium(Claim):
    """Numbers: the kernel game on the line has one equilibrium near ``near``, at these places, and there the
    eigenvalues besides -lam are these, to all digits but the last.

    points, masses, generated: true places, their masses, the generated masses; values: decimals of the generated
    places, or () when only the spectrum is stated; eigenvalues: pairs (real part, imaginary part >= 0) by real part.
    unstable: how many eigenvalues have positive real part.  Existence by Krawczyk's test; the spectrum by the exact
    reduction to two equations for each generated point, in balls.
    """

    points: Numbers
    masses: Numbers
    generated: Numbers
    near: Ratios
    kappa: Number
    lam: Number
    mu: Number
    values: OptionalDigitsList = ()
    eigenvalues: DigitPairs = ()
    unstable: Count = 0

    def check(self, system: System) -> Checked:
        for value in (*self.masses, *self.generated, self.kappa, self.lam, self.mu):
            positive(value, "a mass, width or rate")
        listed(self.masses, len(self.points), "masses, one for each true point")
        listed(self.near, len(self.generated), "places, one for each generated point")
        found = kernel_point(
            self.points, self.masses, self.near, self.generated, kappa=self.kappa, lam=self.lam, mu=self.mu
        )
        upper = sorted((z for z in found.eigenvalues if not z.imag < 0), key=lambda z: float(z.real.mid()))
        pairs = [part for z in upper for part in (z.real, z.imag)] if self.eigenvalues else []
        texts = [*self.values, *(part for pair in self.eigenvalues for part in pair)]
        balls = [*(found.positions if self.values else ()), *pairs]
        if len(balls) != len(texts):
            return refuted("their number differs", f"{len(upper)} eigenvalues with non-negative imaginary part")
        for value, text in zip(balls, texts, strict=True):
            if not within_last_digit(value, text):
                shown = value.str(36, radius=False)
                return refuted("a decimal differs", f"{shown}, not {text}", rigor=Rigor.CERTIFIED)
        outside = sum(bool(z.real > 0) for z in found.eigenvalues)
        if any(z.real.contains(0) for z in found.eigenvalues):
            return undecided("a real part is not told from 0 by its ball")
        if outside != self.unstable:
            reals = ", ".join(z.real.str(12, radius=False) for z in found.eigenvalues)
            return refuted("the unstable dimension differs", f"{outside}: real parts {reals}", rigor=Rigor.CERTIFIED)
        return confirmed(
            "Krawczyk's test proves the equilibrium; balls of the reduced spectrum contain the claimed decimals",
            rigor=Rigor.CERTIFIED,
            predicted=", ".join(t[:12] for t in texts[:4]) or f"{outside} unstable directions",
            exhibits=(
                *((f"generated point {j}", text) for j, text in enumerate(self.values, 1)),
                *(
                    (f"eigenvalue {j}, {part}", text)
                    for j, pair in enumerate(self.eigenvalues, 1)
                    for part, text in zip(("real part", "imaginary part"), pair, strict=True)
                ),
            ),
        )

    def twins(self) -> tuple[Claim, ...]:
        twins: list[Claim] = [replace(self, unstable=self.unstable + 1)]
        if self.values:
            twins.append(replace(self, values=(moved_digit(self.values[0]), *self.values[1:])))
        if self.eigenvalues:
            (real, imaginary), *rest = self.eigenvalues
            twins.append(replace(self, eigenvalues=((moved_digit(real), imaginary), *rest)))
        return tuple(twins)


@dataclass(frozen=True)
class WaveSpeed(Claim):
    """Number: a generated point of mass q without data travels with exactly one speed v > 0, this decimal.

    1 = mu q^2 kappa I(v), I(v) = int_0^inf s exp(-lam s - kappa v^2 s^2/2) ds, which decreases in v from 1/lam^2 to 0
    because its integrand does, the four numbers being positive: one root when mu q^2 kappa > lam^2, else none (speed
    "0").  Certified by signs one unit of the last digit apart, with I in closed form and by quadrature of its
    definition.
    steps: pairs (step, decimal): the speed of the alternating iteration with eta_d = step, eta_g = mu step.
    """

    lam: Number
    kappa: Number
    mu: Number
    q: Number
    speed: Digits
    steps: Annotated[tuple[tuple[Any, str], ...], each(row(doors.number, doors.decimal))] = ()

    def check(self, system: System) -> Checked:
        for number in (self.lam, self.kappa, self.mu, self.q, *(step for step, _ in self.steps)):
            positive(number, "a number of the wave")
        positive(self.speed, "the speed of a wave", zero=True)
        with ctx.workprec(_BITS):
            lam, kappa, mu, q = (
                ball_of(exact(v, "a number of the wave")) for v in (self.lam, self.kappa, self.mu, self.q)
            )
            strength = mu * q * q * kappa
            moves = strength > lam * lam
            if not moves and not strength < lam * lam and not vanishes(self.mu * self.q**2 * self.kappa - self.lam**2):
                return undecided("mu q^2 kappa and lam^2 are too close for balls")
            if not moves or self.speed == "0":
                state = "moves" if moves else "stays"
                if moves == (self.speed == "0"):
                    return refuted(
                        f"the point {state}", f"mu q^2 kappa = {strength.str(12)}, lam^2 = {(lam * lam).str(12)}"
                    )
                return confirmed("mu q^2 kappa <= lam^2 = 1/I(0), and I decreases", predicted="no wave")
            signs = [self._sign(v, strength, lam, kappa) for v in _neighbours(self.speed)]
        if 0 in signs:
            return undecided("the balls of mu q^2 kappa I - 1 hold 0, or two routes differ")
        if signs != [1, -1]:
            return refuted(
                "no root between the neighbours of the decimal",
                f"signs {signs} of mu q^2 kappa I - 1",
                rigor=Rigor.CERTIFIED,
            )
        for step, text in self.steps:
            value = map_speed(*(float(v) for v in (self.lam, self.kappa, self.mu, self.q, step)))
            if not near(value, text):
                return refuted("the speed of the iteration differs", f"{like(text, value)} at step {step}, not {text}")
        return confirmed(
            "signs in balls one unit of the last digit apart, in closed form and by quadrature; I decreases in v",
            rigor=Rigor.CERTIFIED,
            predicted=f"v = {self.speed[:14]}",
            observed=self._richardson(),
            exhibits=(("speed", self.speed), *((f"speed of the iteration at step {h}", t) for h, t in self.steps)),
        )

    def _sign(self, v: Any, strength: Any, lam: Any, kappa: Any) -> int:
        """The sign of mu q^2 kappa I(v) - 1, proven by two routes; 0 when they do not agree."""
        excess = [strength * f(v, lam, kappa) - 1 for f in (moment, moment_by_quadrature)]
        return 1 if all(e > 0 for e in excess) else -1 if all(e < 0 for e in excess) else 0

    def _richardson(self) -> str:
        """2 v(h/2) - v(h): the iteration is a first-order approximation of the flow."""
        if len(self.steps) < 2:
            return ""
        (coarse, fine) = self.steps[-2:]
        return f"extrapolated from the two finest steps: {2 * float(fine[1]) - float(coarse[1]):.4f}"

    def twins(self) -> tuple[Claim, ...]:
        if self.speed == "0":
            return (replace(self, speed="0.5"),)
        twins = (replace(self, speed=moved_digit(self.speed)), replace(self, speed="0"))
        if not self.steps:
            return twins
        (step, text), *rest = self.steps
        return (*twins, replace(self, steps=((step, moved_digit(text)), *rest)))


def _neighbours(decimal: str) -> tuple[Any, Any]:
    value, unit = Fraction(Decimal(decimal)), Fraction(10) ** int(Decimal(decimal).as_tuple().exponent)
    return tuple(arb(fmpq(x.numerator, x.denominator)) for x in (value - unit, value + unit))  # type: ignore[return-value]
